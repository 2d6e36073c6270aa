"""Views of the notices app."""

from .channels import channels
from .inbox import inbox, open_notice

__all__ = ["channels", "inbox", "open_notice"]
