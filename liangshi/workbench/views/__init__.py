"""Views of the workbench."""

from .audit import audit
from .home import home
from .search import search

__all__ = ["audit", "home", "search"]
