"""People within reach, by name, pinyin, initials or number."""

from dataclasses import dataclass
from itertools import groupby

from liangshi.domain.access import Viewer
from liangshi.people.models import Guardian, Guardianship, Staff, Student
from liangshi.people.queries import named

MOST = 20


@dataclass(frozen=True, slots=True)
class FoundGuardian:
    """A guardian with those of the children that the viewer reaches."""

    name: str
    children: tuple[Student, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found; `more` where some were left out."""

    students: tuple[Student, ...]
    staff: tuple[Staff, ...]
    guardians: tuple[FoundGuardian, ...]
    more: bool

    def __bool__(self) -> bool:
        return bool(self.students or self.staff or self.guardians)


def find_people(viewer: Viewer, text: str) -> Found:
    """Students, colleagues and guardians in three statements; nothing for an empty text."""
    if not text.strip():
        return Found((), (), (), more=False)
    students = Student.objects.visible_to(viewer).enrolled().select_related("class_group").filter(named(text))
    staff = Staff.objects.visible_to(viewer).filter(named(text), left_on=None)
    lists = tuple(students[: MOST + 1]), tuple(staff[: MOST + 1]), _guardians(viewer, text)
    more = any(len(found) > MOST for found in lists)
    return Found(lists[0][:MOST], lists[1][:MOST], lists[2][:MOST], more)


def _guardians(viewer: Viewer, text: str) -> tuple[FoundGuardian, ...]:
    guardians = Guardian.objects.visible_to(viewer).filter(named(text, numbered=False))
    ties = Guardianship.objects.visible_to(viewer).filter(guardian__in=guardians.values("pk"))
    rows = ties.select_related("guardian", "student").order_by("guardian__sort_key", "guardian", "student__sort_key")
    by_guardian = groupby(rows[: 3 * MOST], key=lambda tie: tie.guardian)
    return tuple(FoundGuardian(who.name, tuple(tie.student for tie in of_one)) for who, of_one in by_guardian)
