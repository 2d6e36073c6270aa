"""Inbox of each account, outbox to the outside, channels."""
