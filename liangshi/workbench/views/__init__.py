"""Views of the workbench."""

from .home import home

__all__ = ["home"]
