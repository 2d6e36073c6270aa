"""Where codes of this app become words."""
