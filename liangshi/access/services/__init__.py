"""Signing in, throttling, slips, second factors, sessions."""
