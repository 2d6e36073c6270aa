"""The pairing app."""

from django.apps import AppConfig


class PairingConfig(AppConfig):
    """Pairing."""

    name = "liangshi.pairing"
    label = "pairing"
