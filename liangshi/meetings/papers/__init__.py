"""Papers of the meetings app."""
