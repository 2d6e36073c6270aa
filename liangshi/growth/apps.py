"""The growth app."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from liangshi.growth.services.guarding import lay, lift


class GrowthConfig(AppConfig):
    """Growth."""

    name = "liangshi.growth"
    label = "growth"

    def ready(self) -> None:
        """Sealed archives are guarded by the database, except while tables are rebuilt."""
        pre_migrate.connect(_lift, sender=self)
        post_migrate.connect(_lay, sender=self)


def _lift(*, using: str, **_signal: Any) -> None:
    lift(connections[using])


def _lay(*, using: str, **_signal: Any) -> None:
    lay(connections[using])
