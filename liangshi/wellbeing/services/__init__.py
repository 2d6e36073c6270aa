"""Verbs of concerns and cases."""
