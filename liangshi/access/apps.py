"""The access app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Access."""

    name = "liangshi.access"
    label = "access"
