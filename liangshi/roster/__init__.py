"""Import of a school's own roster with preview, and its export."""
