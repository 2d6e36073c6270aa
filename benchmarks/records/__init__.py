"""Fifty mentors log talks at once."""
