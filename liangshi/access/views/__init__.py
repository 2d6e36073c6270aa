"""Views of the access app."""

from .account import account
from .session import sign_in, sign_out

__all__ = ["account", "sign_in", "sign_out"]
