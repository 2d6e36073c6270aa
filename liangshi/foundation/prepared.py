"""Questions that nearly every page asks: their SQL is written once, afterwards only what fills the slots changes.

Django writes the SQL of a query set anew each time, and asks each column anew how its values are read, which costs
several times what the database does with it.
"""

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a parameter goes."""

    name: str


def slot(name: str) -> RawSQL:
    """A parameter to be given with each asking; a single value."""
    return RawSQL("%s", [Slot(name)])


class _Among(RawSQL):
    """What stands after IN: as many rows as the list has that is given."""

    def as_sqlite(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        return "(SELECT value FROM json_each(%s))", self.params

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        return f"(SELECT unnest({self.sql}))", self.params


def slots(name: str, kind: str = "bigint") -> RawSQL:
    """A list of any length to be given with each asking, for `…__in`; `kind` is its type in PostgreSQL."""
    return _Among(f"%s::{kind}[]", [Slot(name)])


@dataclass(frozen=True, slots=True)
class _Written:
    """A question as SQL for one kind of database, and how its rows are read."""

    sql: str
    params: tuple[object, ...]
    readers: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]
    build: Callable[[tuple[Any, ...]], Any]


class Prepared(Generic[Row]):
    """`question` gives a query set with slots, of models or of `values_list`; `ask(name=value, …)` its rows."""

    def __init__(self, question: Callable[[], QuerySet[Any, Row]]) -> None:
        self.question = question
        self.written: dict[str, _Written] = {}

    def ask(self, **given: object) -> list[Row]:
        """The rows; one statement."""
        connection = connections[DEFAULT_DB_ALIAS]
        written = self.written.get(connection.vendor) or self._write(connection.vendor)
        bound: Any = tuple(
            _stored(connection.ops, given[param.name]) if isinstance(param, Slot) else param for param in written.params
        )
        with connection.cursor() as cursor:
            cursor.execute(written.sql, bound)
            return [written.build(row) for row in _read(cursor.fetchall(), written, connection)]

    def _write(self, vendor: str) -> _Written:
        rows = self.question()
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        assert not compiler.has_extra_select
        readers = compiler.get_converters([column for column, *_ in compiler.select])
        self.written[vendor] = written = _Written(
            sql, tuple(params), tuple((place, tuple(steps), column) for place, (steps, column) in readers.items()),
            _model_of(compiler) if issubclass(rows._iterable_class, ModelIterable) else tuple,
        )  # fmt: skip
        return written


def _read(rows: Iterable[tuple[Any, ...]], written: _Written, connection: Any) -> Iterable[tuple[Any, ...]]:
    """The rows with each value as its field gives it."""
    for row in rows:
        values = list(row)
        for place, steps, column in written.readers:
            for step in steps:
                values[place] = step(values[place], column, connection)
        yield tuple(values)


def _model_of(compiler: SQLCompiler) -> Callable[[tuple[Any, ...]], Any]:
    """How a row becomes an instance with those that were joined."""
    klass: Any = compiler.klass_info
    first, last = klass["select_fields"][0], klass["select_fields"][-1] + 1
    names = [column.target.attname for column, *_ in compiler.select[first:last]]
    joined = get_related_populators(klass, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg] # stubs of later

    def build(row: tuple[Any, ...]) -> Any:
        one = klass["model"].from_db(DEFAULT_DB_ALIAS, names, row[first:last])
        for other in joined:
            other.populate(row, one)
        return one

    return build


def _stored(operations: Any, value: object) -> object:
    """The value as the database takes it."""
    if isinstance(value, datetime):
        return operations.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return operations.adapt_datefield_value(value)
    if isinstance(value, Collection) and not isinstance(value, str):
        return list(value) if operations.connection.vendor == "postgresql" else json.dumps(list(value))
    return value
