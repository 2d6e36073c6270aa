"""Taking an import back, while nobody has touched what it wrote."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.people.models import Account, Guardian, School, Staff, Student
from liangshi.people.services.accounts import ensure_accounts
from liangshi.roster.choices import State
from liangshi.roster.models import ImportBatch, UndoJournal

from .journal import CHUNK, Deed, Page, Trace, unpacked_pages, values_of

FOLLOWED = (Staff, Student, Guardian)


class TouchedSinceError(Exception):
    """Somebody has worked with rows of the import since; undoing it would take that away."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} rows were touched since")
        self.count = count


@transaction.atomic
def undo_batch(*, by: Viewer, batch: ImportBatch, now: datetime) -> None:
    """Put everything back as it was, or nothing."""
    School.unscoped.select_for_update().get(pk=batch.school_id)
    applied = ImportBatch.unscoped.filter(pk=batch.pk, state=State.APPLIED, journal__isnull=False)
    if not applied.update(state=State.UNDONE, undone_at=now, state_since=now):
        raise TouchedSinceError(0)
    pages = unpacked_pages(bytes(UndoJournal.unscoped.get(batch=batch).content))
    touched = sum(1 for page in pages for trace in _touched(page, pages)) + _referred(pages)
    if touched:
        raise TouchedSinceError(touched)
    for page in reversed(pages):
        _take_back(page)
    _accounts_follow(by, batch, pages, now)
    UndoJournal.unscoped.filter(batch=batch).delete()
    name = Account.objects.filter(pk=by.account).values_list("name", flat=True).first()
    record(
        by=by, verb="roster.undone", kind="import", subject=batch.public_id, school=batch.school_id, now=now,
        name=name or "",
    )  # fmt: skip
    batch.refresh_from_db()


def _chunks(pks: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(pks), CHUNK):
        yield pks[start : start + CHUNK]


def _touched(page: Page, pages: Sequence[Page]) -> Iterator[Trace]:
    """Rows that are not as the import left them."""
    if page.deed is Deed.REMOVED:
        return
    later = _later_values(page, pages)
    by_pk = {trace.pk: trace for trace in page.traces}
    for chunk in _chunks(list(by_pk)):
        found = page.model_class._base_manager.in_bulk(chunk)
        for pk in chunk:
            wanted = by_pk[pk].after | later.get(pk, {})
            if pk not in found or values_of(found[pk], wanted) != wanted:
                yield by_pk[pk]


def _later_values(page: Page, pages: Sequence[Page]) -> dict[int, dict[str, Any]]:
    """What later pages of the same import wrote into the rows of this one."""
    after = pages[pages.index(page) + 1 :]
    values: dict[int, dict[str, Any]] = defaultdict(dict)
    for other in after:
        if other.model == page.model and other.deed is Deed.CHANGED:
            for trace in other.traces:
                values[trace.pk] |= trace.after
    return values


def _referred(pages: Sequence[Page]) -> int:
    """How many rows that the import did not write point at rows it created."""
    ours: dict[str, set[int]] = defaultdict(set)
    for page in pages:
        ours[page.model] |= {trace.pk for trace in page.traces}
    count = 0
    for page in pages:
        if page.deed is Deed.CREATED:
            count += sum(_references(page.model_class, chunk, ours) for chunk in _chunks([t.pk for t in page.traces]))
    return count


def _references(model: type[Model], pks: Sequence[int], ours: dict[str, set[int]]) -> int:
    count = 0
    for relation in model._meta.related_objects:
        pointing = relation.related_model
        assert isinstance(pointing, type)
        rows = pointing._base_manager.filter(**{f"{relation.field.name}__in": pks}).values_list("pk", flat=True)
        count += len(set(rows) - ours[pointing._meta.label_lower])
    return count


def _take_back(page: Page) -> None:
    model, manager = page.model_class, page.model_class._base_manager
    by_pk = {trace.pk: trace for trace in page.traces}
    if page.deed is Deed.CREATED:
        for chunk in _chunks(list(by_pk)):
            manager.filter(pk__in=chunk).delete()
    elif page.deed is Deed.REMOVED:
        manager.bulk_create([_rebuilt(model, trace.before) for trace in page.traces], batch_size=CHUNK)
    else:
        rows = list(_with_values(model, page.traces))
        names = sorted({name for trace in page.traces for name in trace.before})
        manager.bulk_update(rows, names, batch_size=CHUNK)


def _rebuilt(model: type[Model], values: dict[str, Any]) -> Model:
    return model(**{name: _field_value(model, name, value) for name, value in values.items()})


def _with_values(model: type[Model], traces: Iterable[Trace]) -> Iterator[Model]:
    before = {trace.pk: trace.before for trace in traces}
    for chunk in _chunks(list(before)):
        for row in model._base_manager.in_bulk(chunk).values():
            for name, value in before[row.pk].items():
                setattr(row, name, _field_value(model, name, value))
            yield row


def _field_value(model: type[Model], name: str, value: Any) -> Any:
    field = next(each for each in model._meta.concrete_fields if each.attname == name)
    return field.to_python(value)


def _accounts_follow(by: Viewer, batch: ImportBatch, pages: Sequence[Page], now: datetime) -> None:
    people: list[Staff | Student | Guardian] = []
    for model in FOLLOWED:
        changed = {t.pk for p in pages if p.model_class is model and p.deed is Deed.CHANGED for t in p.traces}
        for chunk in _chunks(sorted(changed)):
            people += model.unscoped.filter(pk__in=chunk, account__isnull=False)
    if people:
        ensure_accounts(by=by, school=batch.school, people=people, now=now)
