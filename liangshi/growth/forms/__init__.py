"""Forms of growth messages."""
