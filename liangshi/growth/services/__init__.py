"""Verbs of growth messages."""
