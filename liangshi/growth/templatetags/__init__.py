"""Words for pages of this app."""
