"""Regions, schools, years, classes, clubs, accounts, staff, students, guardians, roles."""
