"""Writing rows in bulk so that it can be taken back: each row with its values before and after."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.db.models.fields.files import FieldFile

CHUNK = 200

M = TypeVar("M", bound=Model)
Values = dict[str, Any]


class Deed(StrEnum):
    """What was done to rows."""

    CREATED = "created"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Trace:
    """One row with its values before and after; a created row has none before, a removed one none after."""

    pk: int
    before: Values
    after: Values


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one model to which the same was done at once."""

    model: str
    deed: Deed
    traces: tuple[Trace, ...]

    @property
    def model_class(self) -> type[Model]:
        """The model of the rows."""
        return apps.get_model(self.model)


class Journal:
    """Bulk writing that keeps a record of itself."""

    def __init__(self) -> None:
        self.pages: list[Page] = []

    def create(self, rows: Iterable[M]) -> list[M]:
        """Insert rows."""
        wanted = list(rows)
        if not wanted:
            return []
        model = type(wanted[0])
        made = model._base_manager.bulk_create(wanted, batch_size=CHUNK)
        self._note(model, Deed.CREATED, (Trace(row.pk, {}, values_of(row)) for row in made))
        return made

    def change(self, wanted: Sequence[tuple[M, Mapping[str, Any]]]) -> None:
        """Give each row new values by attribute name."""
        if not wanted:
            return
        model = type(wanted[0][0])
        names = sorted({name for _, values in wanted for name in values})
        traces = []
        for row, values in wanted:
            before = values_of(row, values)
            for name, value in values.items():
                setattr(row, name, value)
            traces.append(Trace(row.pk, before, values_of(row, values)))
        rows = list({row.pk: row for row, _ in wanted}.values())
        model._base_manager.bulk_update(rows, names, batch_size=CHUNK)
        self._note(model, Deed.CHANGED, traces)

    def remove(self, rows: Sequence[M]) -> None:
        """Delete rows that nothing refers to."""
        if not rows:
            return
        model = type(rows[0])
        self._note(model, Deed.REMOVED, (Trace(row.pk, values_of(row), {}) for row in rows))
        model._base_manager.filter(pk__in=[row.pk for row in rows]).delete()

    def _note(self, model: type[Model], deed: Deed, traces: Iterable[Trace]) -> None:
        self.pages.append(Page(model._meta.label_lower, deed, tuple(traces)))

    def packed(self) -> bytes:
        """The journal as it is stored."""
        pages = [[page.model, page.deed, [[t.pk, t.before, t.after] for t in page.traces]] for page in self.pages]
        return zlib.compress(json.dumps(pages, ensure_ascii=False).encode())


def unpacked_pages(content: bytes) -> tuple[Page, ...]:
    """The pages of a stored journal, in the order of writing."""
    return tuple(
        Page(model, Deed(deed), tuple(Trace(*trace) for trace in traces))
        for model, deed, traces in json.loads(zlib.decompress(content))
    )


def values_of(row: Model, names: Iterable[str] | None = None) -> Values:
    """The stored values of a row, as JSON says them, by attribute name."""
    wanted = set(names) if names is not None else None
    values = {
        field.attname: _plain(field.value_from_object(row))
        for field in row._meta.concrete_fields
        if wanted is None or field.attname in wanted
    }
    found: Values = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return found


def _plain(value: Any) -> Any:
    return value.name or "" if isinstance(value, FieldFile) else value
