"""The guidance app."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """Guidance."""

    name = "liangshi.guidance"
    label = "guidance"
