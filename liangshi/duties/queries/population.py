"""Who is cared for by whom in the school year, with what changes what is owed."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from liangshi.domain.duties import Care, Exemption, Leave, Membership, Mentee, Span
from liangshi.domain.scheme import Stage
from liangshi.duties.models import Exemption as ExemptionRow
from liangshi.duties.models import MentorLeave
from liangshi.foundation.prepared import Prepared, slot, slots
from liangshi.pairing.choices import NominationKind, NominationState
from liangshi.pairing.models import Nomination, Pairing

Only = Collection[int] | None
"""Keys of students, or everybody."""


LEAVES: Prepared[tuple[int, int | None, date, date]] = Prepared(
    lambda: MentorLeave.unscoped.filter(
        school=slot("school"), ends_on__gt=slot("since"), starts_on__lt=slot("until")
    ).values_list("mentor", "stand_in", "starts_on", "ends_on")
)
EXEMPTIONS: Prepared[tuple[str, date, date, str, int | None, int | None]] = Prepared(
    lambda: ExemptionRow.unscoped.filter(
        school=slot("school"), ends_on__gt=slot("since"), starts_on__lt=slot("until")
    ).values_list("rule", "starts_on", "ends_on", "reason", "student", "mentor")
)


def _pairs() -> QuerySet[Pairing]:
    return Pairing.unscoped.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=slot("since")),
        Q(student__left_on__isnull=True) | Q(student__left_on__gt=slot("since")),
        school=slot("school"), starts_on__lt=slot("until"), student__class_group__isnull=False,
    ).order_by("starts_on", "pk")  # fmt: skip


def _nominated() -> QuerySet[Nomination]:
    return Nomination.unscoped.filter(
        school=slot("school"), kind=NominationKind.CATEGORY, expires_on__gt=slot("since"),
        state__in=(NominationState.CONFIRMED, NominationState.ENDED),
    ).order_by("pk")  # fmt: skip


OF_FEW = Q(student__in=slots("students"))
PAIR = (
    "student", "mentor", "starts_on", "ends_on", "track", "student__left_on", "student__class_group",
    "student__class_group__grade__level", "student__boarding",
)  # fmt: skip
NOMINATED = ("student", "category", "nominated_at", "decided_at", "state", "expires_on")
PAIRS = Prepared(lambda: _pairs().values_list(*PAIR))
PAIRS_OF_FEW = Prepared(lambda: _pairs().filter(OF_FEW).values_list(*PAIR))
MEMBERS = Prepared(lambda: _nominated().values_list(*NOMINATED))
MEMBERS_OF_FEW = Prepared(lambda: _nominated().filter(OF_FEW).values_list(*NOMINATED))


def stage_of(level: int) -> Stage:
    """The stage of a grade by its level; schools of several stages have grades of each."""
    if level <= 6:
        return Stage.PRIMARY
    return Stage.JUNIOR if level <= 9 else Stage.SENIOR


def mentees_and_cares(
    school: int, year: Span, only: Only, memberships: dict[int, tuple[Membership, ...]]
) -> tuple[tuple[Mentee, ...], tuple[Care, ...]]:
    """Students with a pairing in the year; a student who has left is owed nothing from that day on. One statement."""
    asked = PAIRS if only is None else PAIRS_OF_FEW
    rows = asked.ask(school=school, since=year.start, until=year.end, students=only)
    mentees: dict[int, Mentee] = {}
    cares = []
    for student, mentor, since, until, track, left, group, level, boarding in rows:
        end = min((day for day in (until, left) if day is not None), default=None)
        if end is None or end > since:
            cares.append(Care(student, mentor, since, end, track))
        if student not in mentees:
            mine = memberships.get(student, ())
            mentees[student] = Mentee(student, level, stage_of(level).value, boarding, mine, group)
    return tuple(mentees.values()), tuple(cares)


def memberships_of(school: int, year: Span, only: Only) -> dict[int, tuple[Membership, ...]]:
    """Confirmed nominations of named groups, from the day on which they were made to their end. One statement."""
    asked = MEMBERS if only is None else MEMBERS_OF_FEW
    found: dict[int, list[Membership]] = {}
    rows = asked.ask(school=school, since=year.start, students=only)
    for student, category, nominated, decided, state, until in rows:
        since, end = timezone.localdate(nominated), _end(decided, state, until)
        if end > since:
            found.setdefault(student, []).append(Membership(category, since, end))
    return {student: tuple(mine) for student, mine in found.items()}


def _end(decided: datetime | None, state: str, until: date) -> date:
    """The last decision on an ended nomination is its end."""
    early = state == NominationState.ENDED and decided is not None
    return min(until, timezone.localdate(decided)) if early else until


def leaves_of(school: int, year: Span) -> tuple[Leave, ...]:
    """Mentors away in the year, and who stands in. One statement."""
    rows = LEAVES.ask(school=school, since=year.start, until=year.end)
    return tuple(Leave(mentor, stand_in, since, until) for mentor, stand_in, since, until in rows)


def exemptions_of(school: int, year: Span) -> tuple[Exemption, ...]:
    """What is not asked in the year, and of whom. One statement."""
    rows = EXEMPTIONS.ask(school=school, since=year.start, until=year.end)
    return tuple(Exemption(*row) for row in rows)
