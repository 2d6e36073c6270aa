"""The foundation app."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """Foundation."""

    name = "liangshi.foundation"
    label = "foundation"
