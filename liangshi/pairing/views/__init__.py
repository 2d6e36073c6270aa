"""Views of rounds and pairings."""
