"""Views of the jobs app."""

from .health import alive, health_page

__all__ = ["alive", "health_page"]
