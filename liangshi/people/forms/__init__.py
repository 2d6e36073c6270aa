"""Plain forms of people: each yields a frozen draft."""
