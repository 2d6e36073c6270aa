"""Template tags of the schemes app."""
