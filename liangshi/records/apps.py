"""The records app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Records."""

    name = "liangshi.records"
    label = "records"
