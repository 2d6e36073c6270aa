"""Who answers for what on a day: mentors, who stands in for them, and the holders of other roles."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from liangshi.domain.duties.calendar import Calendar, Span
from liangshi.domain.duties.population import Care, Exemption, Leave, Mentee, Office, Population, covers
from liangshi.domain.duties.tracks import of_track
from liangshi.domain.scheme import MENTORS, Role

FAMILY = frozenset({Role.STUDENT.value, Role.PEERS.value, Role.GUARDIAN.value})
"""Roles whose duties no member of staff owes."""
BY_WHOMEVER = MENTORS | FAMILY
"""Roles whose duties are fulfilled by whoever sees the student."""


@dataclass(frozen=True)
class Holders:
    """The people of a population, ready to be asked."""

    people: Population

    @cached_property
    def cares(self) -> dict[int, tuple[Care, ...]]:
        """The pairings of each student in the order in which they began."""
        found: dict[int, list[Care]] = {}
        for care in self.people.cares:
            found.setdefault(care.student, []).append(care)
        return {student: tuple(sorted(rows, key=lambda care: care.since)) for student, rows in found.items()}

    @cached_property
    def groups(self) -> dict[int, tuple[Care, ...]]:
        """The pairings of each mentor."""
        found: dict[int, list[Care]] = {}
        for care in self.people.cares:
            found.setdefault(care.mentor, []).append(care)
        return {mentor: tuple(rows) for mentor, rows in found.items()}

    @cached_property
    def _of_tracks(self) -> dict[tuple[int, str], tuple[Care, ...]]:
        return {}

    def cares_for(self, student: int, track: str) -> tuple[Care, ...]:
        """The pairings of a student by whom something is owed: with `track`, those of the mentor for that."""
        cares = self.cares.get(student, ())
        if not track:
            return cares
        key = (student, track)
        if key not in self._of_tracks:
            self._of_tracks[key] = of_track(cares, track)
        return self._of_tracks[key]

    def groups_for(self, track: str) -> dict[int, tuple[Care, ...]]:
        """The pairings of each mentor, of those for one thing only."""
        if not track:
            return self.groups
        found: dict[int, list[Care]] = {}
        for student in self.cares:
            for care in self.cares_for(student, track):
                found.setdefault(care.mentor, []).append(care)
        return {mentor: tuple(rows) for mentor, rows in found.items()}

    def track_of(self, by: str, track: str | None) -> str:
        """What the mentor is there for who owes something: as the clause says, or as the school's own role does."""
        return track or self.people.tracks.get(by, "")

    def actors(self, student: int, track: str) -> tuple[int, ...]:
        """Whoever in the course of the year is the student's mentor for that, or stands in for them."""
        mentors = [care.mentor for care in self.cares_for(student, track)]
        away = [leave.stand_in for mentor in mentors for leave in self._leaves.get(mentor, ()) if leave.stand_in]
        return tuple(dict.fromkeys((*mentors, *away)))

    @cached_property
    def _leaves(self) -> dict[int, list[Leave]]:
        found: dict[int, list[Leave]] = {}
        for leave in self.people.leaves:
            found.setdefault(leave.mentor, []).append(leave)
        return found

    @cached_property
    def _exemptions(self) -> dict[str, list[Exemption]]:
        found: dict[str, list[Exemption]] = {}
        for exemption in self.people.exemptions:
            found.setdefault(exemption.rule, []).append(exemption)
        return found

    @cached_property
    def _offices(self) -> dict[str, list[Office]]:
        found: dict[str, list[Office]] = {}
        for office in self.people.offices:
            found.setdefault(self.known(office.role), []).append(office)
        return found

    def known(self, role: str) -> str:
        """The known role that a school's own role acts as."""
        return self.people.acts_as.get(role, role)

    def is_mentor(self, role: str) -> bool:
        """Whether the role is that of a mentor."""
        return self.known(role) in MENTORS

    def acts_alone(self, by: str) -> bool:
        """Whether only the holder's own act counts; whoever sees a mentee fulfils what mentors owe."""
        return self.known(by) not in BY_WHOMEVER

    def mentors_on(self, student: int, day: date, track: str = "") -> tuple[int, ...]:
        """Who answers for the student on that day, or for one thing: each mentor, or who stands in for them."""
        found = [care.mentor for care in self.cares_for(student, track) if covers(care.since, care.until, day)]
        if self._leaves:
            found = [self._present(mentor, day) for mentor in found]
        return tuple(dict.fromkeys(found))

    def _present(self, mentor: int, day: date) -> int:
        for leave in self._leaves.get(mentor, ()):
            if leave.stand_in is not None and covers(leave.since, leave.until, day):
                return leave.stand_in
        return mentor

    def owners(self, by: str, mentee: Mentee, day: date, track: str = "") -> tuple[int, ...]:
        """The members of staff who owe a duty of that role towards the student."""
        if self.is_mentor(by):
            return self.mentors_on(mentee.student, day, track)
        return self.holders(by, mentee.class_group, mentee.grade)

    def holders(
        self, by: str, class_group: int | None = None, grade: int | None = None, grades: frozenset[int] | None = None
    ) -> tuple[int, ...]:
        """Who holds a role for the class and grade; all holders, or those of some grades, where no class is named."""
        role = self.known(by)
        if role in FAMILY:
            return ()
        found = [
            office.staff
            for office in self._offices.get(role, ())
            if (class_group is None or (office.class_group in (None, class_group) and office.grade in (None, grade)))
            and (grades is None or office.grade is None or office.grade in grades)
        ]
        return tuple(dict.fromkeys(found))

    def may_be_exempt(self, rule: str, student: int, cares: tuple[Care, ...]) -> bool:
        """Whether an exemption could take the duty away from this student; else those alike share one timetable."""
        exemptions = [e for e in self._exemptions.get(rule, ()) if e.student in (None, student)]
        if not exemptions:
            return False
        near = {care.mentor for care in cares} | {office.staff for office in self.people.offices}
        near |= {leave.stand_in for mentor in list(near) for leave in self._leaves.get(mentor, ()) if leave.stand_in}
        return any(e.mentor is None or e.mentor in near for e in exemptions)

    def exempt(self, rule: str, student: int | None, owners: tuple[int, ...], day: date) -> bool:
        """Whether the duty is not asked, with a reason, on that day."""
        return rule in self._exemptions and any(
            e.student in (None, student) and (e.mentor is None or e.mentor in owners) and covers(e.since, e.until, day)
            for e in self._exemptions[rule]
        )

    def mostly_away(self, staff: int, period: Span, calendar: Calendar) -> bool:
        """Whether somebody is on leave for more than half of the school days of a period."""
        if staff not in self._leaves:
            return False
        days = sum(
            calendar.count_school_days(Span(leave.since, leave.until).within(period)) for leave in self._leaves[staff]
        )
        return 2 * days > calendar.count_school_days(period)
