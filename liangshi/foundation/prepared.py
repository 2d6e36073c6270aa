"""Questions that nearly every page asks: their SQL is written once, afterwards only what fills the slots changes.

Django writes the SQL of a query set anew each time, which costs several times what the database does with it.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a parameter goes."""

    name: str


def slot(name: str) -> RawSQL:
    """A parameter to be given with each asking; a single value, never a list."""
    return RawSQL("%s", [Slot(name)])


@dataclass(frozen=True, slots=True)
class _Written:
    """A question as SQL for one kind of database."""

    rows: QuerySet[Any]
    compiler: SQLCompiler
    sql: str
    params: tuple[object, ...]


class Prepared(Generic[Row]):
    """`question` gives a query set with slots; `ask(name=value, …)` its rows."""

    def __init__(self, question: Callable[[], QuerySet[Any, Row]]) -> None:
        self.question = question
        self.written: dict[str, _Written] = {}

    def ask(self, **given: object) -> list[Row]:
        """The rows; one statement."""
        connection = connections[DEFAULT_DB_ALIAS]
        written = self.written.get(connection.vendor) or self._write(connection.vendor)
        compiler, rows = copy(written.compiler), written.rows.all()
        compiler.connection = connection
        bound = tuple(
            _stored(connection.ops, given[param.name]) if isinstance(param, Slot) else param for param in written.params
        )
        compiler.as_sql = lambda *_, **__: (written.sql, bound)  # type: ignore[method-assign,assignment]
        rows.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(rows)

    def _write(self, vendor: str) -> _Written:
        rows = self.question()
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        self.written[vendor] = written = _Written(rows, compiler, sql, tuple(params))
        return written


def _stored(operations: Any, value: object) -> object:
    """The value as the database takes it."""
    if isinstance(value, datetime):
        return operations.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return operations.adapt_datefield_value(value)
    return value
