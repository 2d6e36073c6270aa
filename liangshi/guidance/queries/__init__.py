"""Questions about guidance."""
