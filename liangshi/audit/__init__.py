"""Who did what to which row, who read what: an append-only chain of entries for each school."""
