"""Forms of rounds and pairings: each yields a frozen draft."""
