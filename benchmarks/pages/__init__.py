"""A list page of 50 rows against a bare Django page with as many rows."""
