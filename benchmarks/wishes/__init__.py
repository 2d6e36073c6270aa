"""A whole school hands in its wishes at once."""
