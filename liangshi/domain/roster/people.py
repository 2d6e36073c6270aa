"""Finding the person whom another row names: by number, else by a name that only one person has."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from .classes import ClassKey
from .grid import Place
from .problems import Code, Param, Problem
from .rows import Known, Link, Named, StaffRow, StudentRow

P = TypeVar("P", StudentRow, StaffRow)

_UNKNOWN = {
    True: (Code.STAFF_UNKNOWN, Code.STAFF_AMBIGUOUS),
    False: (Code.STUDENT_UNKNOWN, Code.STUDENT_AMBIGUOUS),
}


@dataclass(frozen=True, slots=True)
class Directory:
    """Everybody who will exist after the import: stored people as they will be, and new ones."""

    of_staff: bool
    by_number: dict[str, Link]
    by_name: dict[str, list[tuple[ClassKey | None, Link]]]

    def resolve(
        self,
        named: Named | Link | None,
        place: Place,
        problems: list[Problem],
        class_key: ClassKey | None = None,
    ) -> Link | None:
        """The person meant; a problem where it is nobody, or more than one."""
        if named is None or isinstance(named, Link):
            return named
        if named.number and named.number in self.by_number:
            return self.by_number[named.number]
        unknown, ambiguous = _UNKNOWN[self.of_staff]
        found = [] if named.number else self._of_name(named.name, class_key)
        if len(found) == 1:
            return found[0]
        params: dict[str, Param] = {
            "name": named.name,
            "number": named.number or "",
            "count": len(found),
        }
        problems.append(Problem(ambiguous if found else unknown, place, params))
        return None

    def _of_name(self, name: str, class_key: ClassKey | None) -> list[Link]:
        found = self.by_name.get(name, [])
        return [link for key, link in found if class_key is None or key == class_key]


def directory(matched: Sequence[tuple[P, Known[P] | None]], known: Iterable[Known[P]], *, of_staff: bool) -> Directory:
    """The directory after an import of the matched rows."""
    by_number: dict[str, Link] = {}
    by_name: dict[str, list[tuple[ClassKey | None, Link]]] = defaultdict(list)
    told = {stored.ref: row for row, stored in matched if stored}
    people = [(each.row, told.get(each.ref), Link(each.ref, None)) for each in known]
    people += [(row, row, Link(None, row.place)) for row, stored in matched if stored is None]
    for before, now, found in people:
        row = now or before
        link = Link(found.ref, found.place, row.name)
        for number in {before.number, row.number} - {None}:
            by_number[number or ""] = link
        by_name[row.name].append((_class_of(row) or _class_of(before), link))
    return Directory(of_staff, by_number, dict(by_name))


def _class_of(row: StudentRow | StaffRow) -> ClassKey | None:
    return row.class_key if isinstance(row, StudentRow) else None
