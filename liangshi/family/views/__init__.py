"""Pages between school and family."""
