"""How long growth papers take."""
