"""The rows of a roster. In a row from a file, None means: the file does not say, so nothing is changed."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from .classes import ClassKey
from .grid import Place
from .words import Gender, MentorStatus, Relation

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A person as another row of a file names them."""

    name: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A person found: a stored one by `ref`, or one whom this file adds, by place."""

    ref: int | None
    place: Place | None = None
    label: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class GuardianEntry:
    """A guardian of a student; an empty text means: not said."""

    name: str
    phone: str
    relation: Relation | None


@dataclass(frozen=True, slots=True)
class StudentRow:
    """A student; `here` is False for one who has left, whom a row of a file brings back."""

    place: Place
    name: str
    number: str | None
    class_key: ClassKey | None
    gender: Gender | None = None
    boarding: bool | None = None
    interests: Texts | None = None
    needs: Texts | None = None
    guardians: tuple[GuardianEntry, ...] | None = None
    here: bool = True


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A member of staff."""

    place: Place
    name: str
    number: str | None
    gender: Gender | None = None
    phone: str | None = None
    title: str | None = None
    subjects: Texts | None = None
    strengths: Texts | None = None
    interests: Texts | None = None
    languages: Texts | None = None
    words: str | None = None
    mentor_status: MentorStatus | None = None
    mentor_reason: str | None = None
    here: bool = True


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class with its homeroom teacher."""

    place: Place
    key: ClassKey
    homeroom: Named | Link | None = None


@dataclass(frozen=True, slots=True)
class TeachingRow:
    """Somebody teaches a class a subject."""

    place: Place
    class_key: ClassKey
    subject: str
    teacher: Named | Link


@dataclass(frozen=True, slots=True)
class ClubRow:
    """A club with its leader."""

    place: Place
    name: str
    leader: Named | Link | None = None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A student is a member of a club."""

    place: Place
    club: str
    student: Named | Link
    class_key: ClassKey | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of one file."""

    students: tuple[StudentRow, ...] = ()
    staff: tuple[StaffRow, ...] = ()
    classes: tuple[ClassRow, ...] = ()
    teaching: tuple[TeachingRow, ...] = ()
    clubs: tuple[ClubRow, ...] = ()
    members: tuple[MemberRow, ...] = ()


R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Known(Generic[R]):
    """A stored row with its key. Its links are resolved and none of its values is None where there is one."""

    ref: int
    row: R


@dataclass(frozen=True, slots=True)
class Present:
    """What is stored now, for the present academic year."""

    students: tuple[Known[StudentRow], ...] = ()
    staff: tuple[Known[StaffRow], ...] = ()
    classes: tuple[Known[ClassRow], ...] = ()
    teaching: tuple[Known[TeachingRow], ...] = ()
    clubs: tuple[Known[ClubRow], ...] = ()
    members: tuple[Known[MemberRow], ...] = ()
