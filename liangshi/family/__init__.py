"""School and family: appointments, calendar feeds, messages, what a family may expect and prefers."""
