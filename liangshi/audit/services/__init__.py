"""Writing the chain."""

from .entries import record

__all__ = ["record"]
