"""Stored values in the form in which a cell can tell them, so that only real differences count as changes."""

from collections.abc import Iterable
from dataclasses import replace

from .rows import GuardianEntry, StaffRow, StudentRow, Texts
from .words import Fault, as_list, identifier, listed, person_name, phones, plain, stated


def student_as_told(row: StudentRow) -> StudentRow:
    """The student as an export would write and an import would read them."""
    return replace(
        row,
        name=person_name(row.name),
        number=_number(row.number),
        interests=_texts(row.interests),
        needs=_texts(row.needs),
        guardians=tuple(map(_guardian, row.guardians or ())),
    )


def staff_as_told(row: StaffRow) -> StaffRow:
    """The member of staff as an export would write and an import would read them."""
    return replace(
        row,
        name=person_name(row.name),
        number=_number(row.number),
        phone=_phone(row.phone or ""),
        title=stated(row.title),
        subjects=_texts(row.subjects),
        strengths=_texts(row.strengths),
        interests=_texts(row.interests),
        languages=_texts(row.languages),
        words=stated(row.words),
        mentor_reason=stated(row.mentor_reason),
    )


def _number(number: str | None) -> str | None:
    read = identifier(number)
    return number if isinstance(read, Fault) else read or None


def _phone(phone: str) -> str:
    read = phones(phone)
    return plain(phone) if isinstance(read, Fault) or not read else read[0]


def _texts(entries: Iterable[str] | None) -> Texts:
    return listed(as_list(entries or ()))


def _guardian(entry: GuardianEntry) -> GuardianEntry:
    return GuardianEntry(person_name(entry.name), _phone(entry.phone), entry.relation)
