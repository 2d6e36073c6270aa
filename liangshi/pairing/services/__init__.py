"""Verbs of rounds and pairings."""
