"""Guardians of a plan: the same name and telephone is the same person, whose other child this is."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from liangshi.domain.roster.planning import Change
from liangshi.domain.roster.rows import GuardianEntry, StudentRow
from liangshi.foundation.sorting import name_sort_key
from liangshi.people.choices import Relation
from liangshi.people.models import Guardian, Guardianship, Student

from .journal import Journal

Entries = Sequence[GuardianEntry]


class FamilyWriter:
    """Guardians and guardianships of one import."""

    def __init__(self, school: int, journal: Journal) -> None:
        self.school, self.journal = school, journal
        self.changed: list[Guardian] = []
        self.known: dict[tuple[str, str], Guardian] = {}
        self.by_phone: dict[str, list[Guardian]] = defaultdict(list)
        for guardian in Guardian.unscoped.filter(school=school):
            self._remember(guardian)

    def followers(self) -> list[Guardian]:
        """Changed guardians whose accounts follow."""
        return [guardian for guardian in self.changed if guardian.account_id is not None]

    def add(self, families: Iterable[tuple[Student, Entries]]) -> None:
        """Guardians of new students."""
        self._tie([(student, entry, position) for student, told in families for position, entry in enumerate(told, 1)])

    def change(self, changes: Iterable[Change[StudentRow]]) -> None:
        """Guardians of stored students, as joined by the plan: the stored ones first, in their order."""
        families = {
            change.known.ref: field for change in changes for field in change.fields if field.name == "guardians"
        }
        ties = self._ties(families)
        students = Student.unscoped.in_bulk(list(families))
        altered: list[tuple[Guardianship, GuardianEntry]] = []
        new: list[tuple[Student, GuardianEntry, int]] = []
        for ref, field in families.items():
            before, after = field.old, field.new
            assert isinstance(before, tuple)
            assert isinstance(after, tuple)
            known = ties[ref]
            altered += [(tie, told) for tie, was, told in zip(known, before, after, strict=False) if was != told]
            new += [(students[ref], told, n + 1) for n, told in enumerate(after) if n >= len(before)]
        self._alter(altered)
        self._tie(new)

    def _ties(self, students: Iterable[int]) -> dict[int, list[Guardianship]]:
        found: dict[int, list[Guardianship]] = defaultdict(list)
        for tie in Guardianship.unscoped.filter(student__in=list(students)).select_related("guardian"):
            found[tie.student_id].append(tie)
        return found

    def _alter(self, altered: Sequence[tuple[Guardianship, GuardianEntry]]) -> None:
        """Correct the person where all children's rows say so; else this child has another person from now on."""
        wishes: dict[int, set[tuple[str, str]]] = defaultdict(set)
        asking: dict[int, set[int]] = defaultdict(set)
        for tie, told in altered:
            wishes[tie.guardian_id].add((told.name or tie.guardian.name, told.phone))
            asking[tie.guardian_id].add(tie.student_id)
        children = defaultdict(set)
        for guardian, student in Guardianship.unscoped.filter(guardian__in=wishes).values_list("guardian", "student"):
            children[guardian].add(student)
        corrections: dict[int, tuple[Guardian, dict[str, Any]]] = {}
        moves: list[tuple[Guardianship, dict[str, Any]]] = []
        for tie, told in altered:
            key = (told.name or tie.guardian.name, told.phone)
            agreed = len(wishes[tie.guardian_id]) == 1 and children[tie.guardian_id] == asking[tie.guardian_id]
            values: dict[str, Any] = {"relation": told.relation or Relation.OTHER}
            if agreed and (key not in self.known or self.known[key].pk == tie.guardian_id):
                corrections[tie.guardian_id] = (tie.guardian, _person(*key))
            else:
                values["guardian_id"] = self._find_or_make(*key).pk
            moves.append((tie, values))
        self.changed = [guardian for guardian, _ in corrections.values()]
        self.journal.change(list(corrections.values()))
        self.journal.change(moves)

    def _tie(self, wanted: Sequence[tuple[Student, GuardianEntry, int]]) -> None:
        """New guardianships, with guardians found by name and telephone or made."""
        missing: dict[tuple[str, str], Guardian] = {}
        for student, entry, _ in wanted:
            key = self._key(student, entry)
            if key not in self.known and key not in missing:
                missing[key] = Guardian(school_id=self.school, **_person(*key))
                self.by_phone[key[1]].append(missing[key])
        for guardian in self.journal.create(missing.values()):
            self.known[guardian.name, guardian.phone] = guardian
        present = set(
            Guardianship.unscoped.filter(student__in={student.pk for student, _, _ in wanted}).values_list(
                "guardian", "student"
            )
        )
        ties: dict[tuple[int, int], Guardianship] = {}
        for student, entry, position in wanted:
            guardian = self.known[self._key(student, entry)]
            if (guardian.pk, student.pk) not in present:
                ties.setdefault(
                    (guardian.pk, student.pk),
                    Guardianship(
                        school_id=self.school, guardian=guardian, student=student, position=position,
                        relation=entry.relation or Relation.OTHER,
                    ),
                )  # fmt: skip
        self.journal.create(ties.values())

    def _key(self, student: Student, entry: GuardianEntry) -> tuple[str, str]:
        """Name and telephone; without a name, the one person with this telephone, else the child's guardian."""
        if entry.name:
            return entry.name, entry.phone
        found = {guardian.name for guardian in self.by_phone[entry.phone]}
        return (found.pop() if len(found) == 1 else f"{student.name}家长"), entry.phone

    def _find_or_make(self, name: str, phone: str) -> Guardian:
        if (name, phone) not in self.known:
            (made,) = self.journal.create([Guardian(school_id=self.school, **_person(name, phone))])
            self._remember(made)
        return self.known[name, phone]

    def _remember(self, guardian: Guardian) -> None:
        self.known[guardian.name, guardian.phone] = guardian
        self.by_phone[guardian.phone].append(guardian)


def _person(name: str, phone: str) -> dict[str, Any]:
    return {"name": name, "phone": phone, "sort_key": name_sort_key(name)}
