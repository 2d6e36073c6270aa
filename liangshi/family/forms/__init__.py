"""Forms between school and family."""
