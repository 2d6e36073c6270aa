"""Meetings of the leadership group: agenda, minutes, decisions, who does what by when (clause O8)."""
