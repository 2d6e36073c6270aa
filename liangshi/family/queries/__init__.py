"""Questions about appointments, messages and what a family may expect."""
