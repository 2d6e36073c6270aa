"""How services of people write a row and leave a trace."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.rows import Row
from liangshi.people.models import Account


def note(
    *,
    by: Viewer,
    verb: str,
    row: Row,
    school: int,
    now: datetime,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Append what was done to `row` to the school's chain, with the name of the person as it is now."""
    name = Account.objects.filter(pk=by.account).values_list("name", flat=True).first()
    record(
        by=by, verb=verb, kind=str(row._meta.model_name), subject=row.public_id, school=school, now=now,
        detail=detail, name=name or "",
    )  # fmt: skip


def store(row: Row, values: Mapping[str, Any]) -> list[str]:
    """Write those values that differ from what is stored; the names of the fields that changed."""
    rows = type(row)._base_manager.filter(pk=row.pk)
    before = rows.values(*values).get()
    changed = [name for name, value in values.items() if before[name] != value]
    if changed:
        rows.update(**{name: values[name] for name in changed})
    return changed
