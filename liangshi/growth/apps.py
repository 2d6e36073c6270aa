"""The growth app."""

from django.apps import AppConfig


class GrowthConfig(AppConfig):
    """Growth."""

    name = "liangshi.growth"
    label = "growth"
