"""Rows that refuse to be read without a viewer.

`Model.objects` is a `Door`: its only way in is `visible_to(viewer)`. `Model.unscoped` serves services, jobs and
plumbing, and is named so that it can be searched for.
"""

import secrets
from typing import Any, Self, TypeVar, cast

from django.db import models

from liangshi.domain.access import Viewer

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_LENGTH = 12

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class UnscopedQueryError(Exception):
    """Rows were asked for without saying who is asking."""


def new_public_id() -> str:
    """A random name for URLs: 12 characters of a 31-letter alphabet, about 59 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))


class ScopedQuerySet(models.QuerySet[M_co]):
    """A query set that knows which of its rows exist for a viewer."""

    def reach(self, viewer: Viewer) -> models.Q:
        """The one condition that the law of `domain.access` becomes for these rows."""
        raise NotImplementedError

    def visible_to(self, viewer: Viewer) -> Self:
        """The rows that exist for `viewer`."""
        return self.filter(self.reach(viewer))


class Door(models.Manager[M_co]):
    """The default manager of every row about people: it opens for a viewer only."""

    def get_queryset(self) -> models.QuerySet[M_co]:
        message = f"{self.model.__name__}.objects needs visible_to(viewer); services use .unscoped"
        raise UnscopedQueryError(message)

    def visible_to(self, viewer: Viewer) -> Any:
        """The rows that exist for `viewer`, as the model's own query set."""
        rows = cast("ScopedQuerySet[M_co]", self.model.unscoped.all())  # type: ignore[attr-defined]
        return rows.visible_to(viewer)


class Row(models.Model):
    """A row with a public id for URLs; keys never leave the server."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)

    class Meta:
        abstract = True


NOBODY = models.Q(pk__in=())
"""The condition that no row meets."""
