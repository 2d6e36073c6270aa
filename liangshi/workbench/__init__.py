"""Each role's first screen, and search."""
