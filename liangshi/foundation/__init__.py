"""Django plumbing shared by all apps; no tables of its own."""
