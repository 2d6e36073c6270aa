"""Words of the roster on pages."""
