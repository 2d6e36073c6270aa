"""Rounds, wishes, pairings, agreements."""
