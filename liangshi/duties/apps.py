"""The duties app."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Duties."""

    name = "liangshi.duties"
    label = "duties"
