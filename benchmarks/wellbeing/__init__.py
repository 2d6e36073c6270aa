"""How many concerns a school can raise in a minute."""
