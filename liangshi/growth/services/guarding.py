"""A sealed archive is kept shut by the database: triggers refuse what would add to it or change it.

They are taken away before migrations, which may rebuild a table, and laid again afterwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

SAID = "archive sealed"
"""What the database says when it refuses."""

OF_STUDENT = (
    "records.EntryStudent", "records.SharedWords", "records.LifeEvent", "records.MentorNote", "records.TeamNote",
    "guidance.PlanVersion", "guidance.Goal", "guidance.Piece", "guidance.Reflection", "guidance.Evaluation",
    "guidance.EvaluationAnswer", "growth.GrowthMessage", "growth.HandoverLetter",
)  # fmt: skip
OF_ENTRY = ("records.EntryAddition", "records.EntryVersion", "records.Attachment")


def _table(label: str) -> str:
    return str(apps.get_model(label)._meta.db_table)


@dataclass(frozen=True, slots=True)
class _Guard:
    """Before `act` on `table`, unless `condition` on the new row is false, refuse."""

    table: str
    act: str
    condition: str

    @property
    def name(self) -> str:
        return f"seal_{self.table}_{self.act.lower()}"


def _guards() -> Iterator[_Guard]:
    for label in OF_STUDENT:
        for act in ("INSERT", "UPDATE"):
            yield _Guard(_table(label), act, f"EXISTS ({_sealed('NEW.student_id')})")
    yield _Guard(_table("records.Entry"), "UPDATE", _all_parts_sealed("NEW.id"))
    for label in OF_ENTRY:
        yield _Guard(_table(label), "INSERT", _all_parts_sealed("NEW.entry_id"))
    of_message = f"(SELECT m.student_id FROM {_table('growth.GrowthMessage')} m WHERE m.id = NEW.message_id)"  # noqa: S608 - our own tables  # nosec B608
    yield _Guard(_table("growth.MessageReply"), "INSERT", f"EXISTS ({_sealed(of_message)})")


def _sealed(student: str) -> str:
    seals = _table("growth.ArchiveSeal")
    return f"SELECT 1 FROM {seals} s WHERE s.opened_at IS NULL AND s.student_id = {student}"  # noqa: S608 - our own tables  # nosec B608


def _all_parts_sealed(entry: str) -> str:
    """A record of several students is shut once every one of them is."""
    some = f"SELECT 1 FROM {_table('records.EntryStudent')} p WHERE p.entry_id = {entry}"  # noqa: S608 - our own tables  # nosec B608
    return f"EXISTS ({some}) AND NOT EXISTS ({some} AND NOT EXISTS ({_sealed('p.student_id')}))"


def lay(connection: BaseDatabaseWrapper) -> None:
    """Put every guard in its place; doing it twice is doing it once."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if _table("growth.ArchiveSeal") not in tables:
            return
        for guard in _guards():
            if guard.table in tables:
                for line in _laid(guard, connection.vendor):
                    cursor.execute(line)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the guards away."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for guard in _guards():
            if guard.table in tables:
                cursor.execute(_lifted(guard, connection.vendor))


def _laid(guard: _Guard, vendor: str) -> tuple[str, ...]:
    if vendor == "sqlite":
        return (
            f"CREATE TRIGGER IF NOT EXISTS {guard.name} BEFORE {guard.act} ON {guard.table} "
            f"WHEN {guard.condition} BEGIN SELECT RAISE(ABORT, '{SAID}'); END",
        )
    return (
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger AS $$ BEGIN IF {guard.condition} THEN "
        f"RAISE EXCEPTION '{SAID}' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
        _lifted(guard, vendor),
        f"CREATE TRIGGER {guard.name} BEFORE {guard.act} ON {guard.table} FOR EACH ROW EXECUTE FUNCTION {guard.name}()",
    )


def _lifted(guard: _Guard, vendor: str) -> str:
    on = "" if vendor == "sqlite" else f" ON {guard.table}"
    return f"DROP TRIGGER IF EXISTS {guard.name}{on}"
