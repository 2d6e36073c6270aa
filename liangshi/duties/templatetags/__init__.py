"""Template tags of the duties app."""
