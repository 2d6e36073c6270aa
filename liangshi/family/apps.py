"""The family app."""

from django.apps import AppConfig


class FamilyConfig(AppConfig):
    """Family."""

    name = "liangshi.family"
    label = "family"
