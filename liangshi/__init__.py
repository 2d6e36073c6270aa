"""Liangshi (良师): the whole-staff mentor system of a primary or secondary school."""
