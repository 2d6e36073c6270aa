"""Wellbeing: concerns with an owner, a clock and a receipt; cases; the restricted tier."""
