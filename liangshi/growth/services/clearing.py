"""The rows of one kind of a few students go away, and nothing of anybody else."""

from collections.abc import Collection, Iterator

from django.core.files.storage import default_storage
from django.db import transaction

from liangshi.domain.growth.retention import Kept
from liangshi.growth.queries.stores import STORES, Store
from liangshi.guidance.models import Goal, Piece
from liangshi.records.models import Attachment, Entry, EntryStudent


def clear(kind: Kept, students: Collection[int]) -> int:
    """Delete what stands of the kind for these students, with its files; the number of rows. Within a transaction."""
    number, files = 0, list(_files(kind, students))
    touched = _touched(kind, students)
    for store in STORES[kind]:
        number += _delete(store, students)
    if touched:
        files += _forget_empty(touched)
    for name in files:
        transaction.on_commit(lambda name=name: default_storage.delete(name))  # type: ignore[misc]
    return number


def _delete(store: Store, students: Collection[int]) -> int:
    """Goals point to those that followed them: one after the other they would be changed first, and that is shut."""
    rows = store.rows(students)
    number = rows.count()
    if store.model is Goal:
        rows._raw_delete(rows.db)
    else:
        rows.delete()
    return number


def _files(kind: Kept, students: Collection[int]) -> Iterator[str]:
    if kind is Kept.PIECE:
        yield from Piece.unscoped.filter(student__in=students).exclude(file="").values_list("file", flat=True)


def _touched(kind: Kept, students: Collection[int]) -> list[int]:
    """Records on which these students stand."""
    parts = [store for store in STORES[kind] if store.model is EntryStudent]
    return list(parts[0].rows(students).values_list("entry", flat=True).distinct()) if parts else []


def _forget_empty(entries: list[int]) -> list[str]:
    """Delete those records on which no student is left; the files that stood beside them."""
    empty = Entry.unscoped.filter(pk__in=entries, parts__isnull=True)
    keys = list(empty.values_list("pk", flat=True))
    files = list(Attachment.unscoped.filter(entry__in=keys).values_list("file", flat=True))
    Entry.unscoped.filter(pk__in=keys).delete()
    return files
