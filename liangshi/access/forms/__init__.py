"""Forms of the access app."""
