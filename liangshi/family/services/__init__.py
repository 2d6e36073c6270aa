"""What is done between school and family."""
