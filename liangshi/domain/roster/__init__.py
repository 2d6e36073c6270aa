"""Comparing a school's own roster with what is stored: read, understood, planned; nothing is written here."""
