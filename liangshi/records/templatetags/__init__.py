"""Codes of records become words."""
