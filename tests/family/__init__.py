"""Between school and family."""
