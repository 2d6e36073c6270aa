"""Pages of growth messages."""
