"""The wellbeing app."""

from django.apps import AppConfig


class WellbeingConfig(AppConfig):
    """Wellbeing."""

    name = "liangshi.wellbeing"
    label = "wellbeing"
