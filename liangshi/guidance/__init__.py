"""Guidance: weekly reflections, plans, goals, stage evaluations, requests to talk, a student's own pieces."""
