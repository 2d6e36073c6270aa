"""Questions about concerns and cases."""
