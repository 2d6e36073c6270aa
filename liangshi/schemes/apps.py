"""The schemes app."""

from django.apps import AppConfig


class SchemesConfig(AppConfig):
    """Schemes."""

    name = "liangshi.schemes"
    label = "schemes"
