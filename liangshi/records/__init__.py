"""Talks, visits, calls, activities, notes, views of teaching, events of life; drafts of every form."""
