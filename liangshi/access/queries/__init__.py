"""Questions about who is asking."""

from .viewer import viewer_of

__all__ = ["viewer_of"]
