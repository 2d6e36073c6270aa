"""The notices app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices."""

    name = "liangshi.notices"
    label = "notices"
