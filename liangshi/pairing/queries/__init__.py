"""Questions about rounds and pairings."""

from .pairings import current_mentees, mentors_of

__all__ = ["current_mentees", "mentors_of"]
