"""Questions about notices and their ways out."""
