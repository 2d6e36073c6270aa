"""Guidance of one student by one mentor: weeks of reflection, who reads which field, lines and their words."""
