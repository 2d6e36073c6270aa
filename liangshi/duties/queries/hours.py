"""Hours a week that the scheme asks of each mentor for the students they have, in the order of names only."""

from dataclasses import dataclass
from datetime import date

from liangshi.domain.scheme import HoursLine, MentorHours, MentorLoad, Track, hours_asked
from liangshi.duties.models import MentorLeave
from liangshi.duties.models.changes import holds_on
from liangshi.pairing.models import Pairing
from liangshi.people.models import Staff

from .book import rules_for
from .population import memberships_of

MUCH = 3.0
"""Hours a week from which on the school should ask itself whether it is too much beside teaching."""


@dataclass(frozen=True, slots=True)
class Load:
    """One mentor."""

    mentor: Staff
    students: int
    hours: float
    lines: tuple[HoursLine, ...]
    away: bool

    @property
    def much(self) -> bool:
        """Whether somebody should look at it."""
        return self.hours >= MUCH


@dataclass(frozen=True, slots=True)
class Loads:
    """Everybody, and what is usual."""

    mentors: tuple[Load, ...]
    median: float
    heaviest: float


def loads(school: int, today: date) -> Loads | None:
    """After matching; None where no scheme is in force. Seven statements."""
    asked = rules_for(school, today)
    if asked is None:
        return None
    named = memberships_of(school, asked.calendar.year, None)
    students: dict[int, list[tuple[str, ...]]] = {}
    grades: dict[int, list[int | None]] = {}
    tracks: dict[int, list[Track | None]] = {}
    rows = Pairing.unscoped.on(today).filter(school=school)
    columns = ("mentor", "student", "student__class_group__grade__level", "track")
    for mentor, student, level, track in rows.values_list(*columns):
        mine = {m.category for m in named.get(student, ()) if m.since <= today and (m.until is None or today < m.until)}
        students.setdefault(mentor, []).append(tuple(sorted(mine)))
        grades.setdefault(mentor, []).append(level)
        tracks.setdefault(mentor, []).append(Track(track) if track else None)
    given = tuple(
        MentorLoad(str(mentor), tuple(mine), tuple(grades[mentor]), tuple(tracks[mentor]))
        for mentor, mine in students.items()
    )
    found = hours_asked(asked.scheme, today, given)
    away = set(MentorLeave.unscoped.filter(holds_on(today), school=school).values_list("mentor", flat=True))
    people = {str(one.pk): one for one in Staff.unscoped.filter(pk__in=students).order_by("sort_key", "pk")}
    hours: dict[str, MentorHours] = {one.mentor: one for one in found.mentors}
    return Loads(
        tuple(
            Load(one, hours[key].students, hours[key].hours_a_week, hours[key].lines, one.pk in away)
            for key, one in people.items()
        ),
        found.median_hours,
        found.heaviest_hours,
    )
