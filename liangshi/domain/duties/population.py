"""Who is cared for by whom, and what changes what is owed: categories, leave, exemptions, events."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from liangshi.domain.scheme import Trigger


@dataclass(frozen=True, slots=True)
class Care:
    """One pairing: `mentor` cares for `student` from `since` to the day before `until` (None: still).

    `track` is what the mentor is there for where a student has two (study, conduct); empty: for everything.
    """

    student: int
    mentor: int
    since: date
    until: date | None = None
    track: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A student in a named category for a time."""

    category: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Mentee:
    """What rules ask of a student."""

    student: int
    grade: int
    stage: str
    boarder: bool = False
    memberships: tuple[Membership, ...] = ()
    class_group: int | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """A role of the scheme that somebody holds, for the whole school, a grade (its level) or a class."""

    role: str
    staff: int
    class_group: int | None = None
    grade: int | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """A mentor away, and who stands in."""

    mentor: int
    stand_in: int | None
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Exemption:
    """A duty that is not asked for a time, with its reason; of one student, of one mentor, or of both."""

    rule: str
    since: date
    until: date
    reason: str
    student: int | None = None
    mentor: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a student's life or studies."""

    key: str
    trigger: Trigger
    student: int
    on: date


@dataclass(frozen=True, slots=True)
class Population:
    """Everybody. `sets` maps a set of categories to those in it, `acts_as` a school's own role to a known one.

    `tracks` says of a school's own kinds of mentors what each is there for.
    """

    mentees: tuple[Mentee, ...]
    cares: tuple[Care, ...]
    leaves: tuple[Leave, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    events: tuple[Event, ...] = ()
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    offices: tuple[Office, ...] = ()
    acts_as: Mapping[str, str] = field(default_factory=dict)
    tracks: Mapping[str, str] = field(default_factory=dict)


def covers(since: date, until: date | None, day: date) -> bool:
    """Whether the half-open interval holds the day."""
    return since <= day and (until is None or day < until)
