"""Fields whose text only the running school can read: AES-256-GCM, bound to table, column and row.

A ciphertext that is moved to another row, column or table does not open. The first key of the ring seals, every key
of it opens; the ring comes from `settings.SEALING_KEYS`. Text is opened when it is read from the instance, never by a
query: a sealed column cannot be searched, compared or updated in bulk, and trying to is an error.
"""

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute

FORM = "s1"
"""How sealed text is written: form, name of the key, nonce and ciphertext."""

NONCE = 12
KEY_LENGTH = 32
BATCH = 500


class SealBrokenError(Exception):
    """The text was altered, moved here from another place, or sealed with a key that is not on the ring."""


class KeyMissingError(SealBrokenError):
    """The text was sealed with a key that is not on the ring."""


class UnboundTextError(TypeError):
    """Text was given to a sealed column without the row that it belongs to."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Text as it stands in the database."""

    text: str

    def __str__(self) -> str:
        return "(sealed)"

    @property
    def key(self) -> str:
        """The name of the key with which it was sealed."""
        return self.text.split(".")[1]


@dataclass(frozen=True)
class KeyRing:
    """Keys by name, the one that seals first; a key is named after its own digest."""

    keys: dict[str, bytes]

    @classmethod
    def of(cls, written: tuple[str, ...]) -> Self:
        """The ring of keys written in base64."""
        try:
            keys = [base64.b64decode(one, validate=True) for one in written]
        except binascii.Error as failure:
            message = "a sealing key is not base64"
            raise ImproperlyConfigured(message) from failure
        if not keys or any(len(key) != KEY_LENGTH for key in keys):
            message = "sealing needs at least one key, and each has 32 bytes"
            raise ImproperlyConfigured(message)
        return cls({hashlib.sha256(key).hexdigest()[:8]: key for key in keys})

    @property
    def sealing(self) -> str:
        """The name of the key that seals."""
        return next(iter(self.keys))

    def seal(self, text: str, place: str) -> Sealed:
        """The text, to be opened at this place only."""
        nonce = secrets.token_bytes(NONCE)
        body = AESGCM(self.keys[self.sealing]).encrypt(nonce, text.encode(), place.encode())
        return Sealed(f"{FORM}.{self.sealing}.{base64.b64encode(nonce + body).decode('ascii')}")

    def open(self, sealed: Sealed, place: str) -> str:
        """The text that was sealed for this place."""
        try:
            form, name, written = sealed.text.split(".")
            body = base64.b64decode(written, validate=True)
        except ValueError as failure:
            message = f"{_spoken(place)} is not sealed text"
            raise SealBrokenError(message) from failure
        if form != FORM:
            message = f"{_spoken(place)} is sealed in the unknown form {form}"
            raise SealBrokenError(message)
        if name not in self.keys:
            message = f"{_spoken(place)} was sealed with the key {name}, which is not on the ring"
            raise KeyMissingError(message)
        try:
            return AESGCM(self.keys[name]).decrypt(body[:NONCE], body[NONCE:], place.encode()).decode()
        except (ValueError, InvalidTag) as failure:
            message = f"{_spoken(place)} was altered or moved here from another place"
            raise SealBrokenError(message) from failure


def _spoken(place: str) -> str:
    """Table, column and row, never a word of what stands there."""
    return " ".join(place.split("\x1f"))


@lru_cache(maxsize=4)
def _ring_of(written: tuple[str, ...]) -> KeyRing:
    return KeyRing.of(written)


def ring() -> KeyRing:
    """The ring of this installation."""
    return _ring_of(tuple(settings.SEALING_KEYS))


class _Opening(DeferredAttribute):
    """Opens sealed text at the moment it is read from an instance."""

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if not isinstance(value, Sealed):
            return value
        return ring().open(value, _place(self.field, instance))

    def __set__(self, instance: models.Model, value: Any) -> None:
        """Python asks a descriptor that can be set before it looks into the instance."""
        instance.__dict__[self.field.attname] = value


if TYPE_CHECKING:
    TextField = models.TextField[str, str]
else:
    TextField = models.TextField


class SealedTextField(TextField):
    """Text that is sealed in the database; its model is a `Row`, whose public id is part of the seal."""

    descriptor_class = _Opening

    def from_db_value(self, value: str | None, expression: object, connection: BaseDatabaseWrapper) -> Sealed | None:
        """As it stands in the column; the instance opens it."""
        return None if value is None else Sealed(value)

    def to_python(self, value: Any) -> Any:
        """Sealed text stays sealed until the instance opens it."""
        return value if isinstance(value, Sealed) else super().to_python(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's signature
        """Seal for the row that is being written; what was not touched is written back as it was."""
        value = model_instance.__dict__[self.attname]
        if value is None or isinstance(value, Sealed):
            return value
        return ring().seal(str(value), _place(self, model_instance))

    def get_prep_value(self, value: Any) -> Any:
        """Only sealed text reaches the database."""
        if value is None:
            return None
        if not isinstance(value, Sealed):
            message = f"{self.model.__name__}.{self.name} is sealed: save its row to write it, and do not search it"
            raise UnboundTextError(message)
        return value.text


def _place(field: "models.Field[Any, Any]", instance: models.Model) -> str:
    public_id: str = instance.public_id  # type: ignore[attr-defined]
    return "\x1f".join((instance._meta.db_table, field.attname, public_id))


def sealed_fields(model: type[models.Model]) -> list[SealedTextField]:
    """The sealed columns that the model's own table has."""
    return [field for field in model._meta.local_concrete_fields if isinstance(field, SealedTextField)]


def reseal(model: type[models.Model]) -> int:
    """Seal again with the first key what another key sealed; the number of texts. May be interrupted and run again."""
    rows = model._base_manager
    return sum(_reseal_column(rows, field) for field in sealed_fields(model))


def _reseal_column(rows: "models.Manager[models.Model]", field: SealedTextField) -> int:
    current = f"{FORM}.{ring().sealing}."
    done = last = 0
    while True:
        batch = list(rows.filter(pk__gt=last).only("pk", "public_id", field.attname).order_by("pk")[:BATCH])
        if not batch:
            return done
        for row in batch:
            last = row.pk
            before = row.__dict__[field.attname]
            if before is None or before.text.startswith(current):
                continue
            place = _place(field, row)
            after = ring().seal(ring().open(before, place), place)
            done += rows.filter(pk=row.pk, **{field.attname: before}).update(**{field.attname: after})
