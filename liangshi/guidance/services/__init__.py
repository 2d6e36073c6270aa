"""Verbs of guidance."""
