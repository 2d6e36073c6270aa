"""The roster app."""

from django.apps import AppConfig


class RosterConfig(AppConfig):
    """Imports of a school's own roster."""

    name = "liangshi.roster"
    label = "roster"
