"""Growth on paper."""
