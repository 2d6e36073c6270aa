"""Questions about records."""
