"""Tables of guidance."""

from .reflections import Reflection

__all__ = ["Reflection"]
