"""Keeping time."""

from .clock import Job, beat, tick

__all__ = ["Job", "beat", "tick"]
