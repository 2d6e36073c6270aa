"""Keeping time."""

from .apart import SomeFailedError, one_by_one
from .clock import Job, beat, tick

__all__ = ["Job", "SomeFailedError", "beat", "one_by_one", "tick"]
