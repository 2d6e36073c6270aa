"""One concern with everything that its readers need; texts stay sealed until the page shows them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from liangshi.audit.models import Entry
from liangshi.domain.access import ConcernFacts, Viewer
from liangshi.domain.escalation import Level, Owner, Ownership, owner, went_away_after
from liangshi.pairing.models import Pairing
from liangshi.people.models import Account, DeclaredRelative, Staff
from liangshi.wellbeing.choices import ConcernState
from liangshi.wellbeing.models import (
    Absence,
    Addition,
    CareLine,
    Concern,
    ConcernAdult,
    ConcernRun,
    ConcernStudent,
    Hand,
    KeptAway,
    Tell,
)

from .concern_readers import ConcernReader, concern_readers
from .facts import people_of, school_at_work, standing_of
from .ladders import levels_on

READINGS = 30


@dataclass(frozen=True)
class ConcernPage:
    """What stands on the page of a concern."""

    students: tuple[ConcernStudent, ...]
    adults: tuple[str, ...]
    additions: tuple[Addition, ...]
    hands: tuple[Hand, ...]
    tells: tuple[Tell, ...]
    readers: tuple[ConcernReader, ...]
    trail: tuple[Entry, ...]
    care_lines: tuple[CareLine, ...]
    levels: tuple[Level, ...]
    owner: Owner | None
    owner_name: str
    left: bool
    """Whether whoever has it in hand went away since."""

    @property
    def hand(self) -> Hand | None:
        """The open hand."""
        return next((hand for hand in self.hands if hand.ended_at is None), None)


def concern_page(concern: Concern, now: datetime) -> ConcernPage:
    """Everything in a fixed number of statements."""
    tells = tuple(Tell.unscoped.filter(run__concern=concern).select_related("person"))
    absences = Absence.unscoped.at(now).filter(staff__account=OuterRef("person")).order_by("starts_at")
    held = Hand.unscoped.filter(concern=concern).select_related("person", "offered_to")
    rows = list(held.annotate(away_since=Subquery(absences.values("starts_at")[:1])))
    hands = tuple(rows)
    students = tuple(ConcernStudent.unscoped.filter(concern=concern).select_related("student__class_group"))
    adults = tuple(ConcernAdult.unscoped.filter(concern=concern).values_list("staff__name", flat=True))
    offered = {hand.offered_to_id for hand in hands if hand.ended_at is None and hand.offered_to_id}
    law = ConcernFacts(
        concern=concern.pk,
        school=concern.school_id,
        closed=concern.state == ConcernState.CLOSED,
        about_adult=bool(adults),
        students=frozenset(row.student_id for row in students if row.student_id),
        asked=frozenset(tell.person_id for tell in tells) | frozenset(offered),
        held=frozenset(hand.person_id for hand in hands),
        kept_away=frozenset(KeptAway.unscoped.filter(concern=concern).values_list("account", flat=True)),
    )
    whose, named = _whose(concern, hands, law, now)
    return ConcernPage(
        students=students,
        adults=adults,
        additions=tuple(Addition.unscoped.filter(concern=concern).select_related("by")),
        hands=hands,
        tells=tells,
        readers=concern_readers(law, now),
        trail=tuple(Entry.unscoped.filter(subject=concern.public_id, kind="concern")[:READINGS]),
        care_lines=tuple(care_lines_of(concern)),
        levels=levels_on(concern.school_id, timezone.localdate(now)),
        owner=whose,
        owner_name=named,
        left=any(row.ended_at is None and went_away_after(row.away_since, row.at) for row in rows),
    )


def _whose(concern: Concern, hands: tuple[Hand, ...], law: ConcernFacts, now: datetime) -> tuple[Owner | None, str]:
    """Whose it is, and their name: the ladder and the staff are asked only where nobody fit has it in hand."""
    if law.closed:
        return None, ""
    hand = next((hand for hand in hands if hand.ended_at is None), None)
    if hand is not None and hand.person_id not in law.kept_away and not _related(hand, law):
        return Owner(Ownership.IN_HAND, hand.person_id), hand.person.name
    run = ConcernRun.unscoped.select_related("scheme").filter(concern=concern).order_by("ordinal").last()
    assert run is not None
    run.concern = concern
    at_work = school_at_work(concern.school_id, now)
    standing = standing_of(run, at_work, people_of(concern, at_work, now))
    whose = owner(standing.facts, standing.ladder, standing.people, standing.calendar)
    named = Account.unscoped.filter(pk=whose.person).values_list("name", flat=True) if whose and whose.person else ()
    return whose, next(iter(named), "")


def _related(hand: Hand, law: ConcernFacts) -> bool:
    rows = DeclaredRelative.unscoped.filter(staff__account=hand.person_id, student__in=law.students)
    return bool(rows.exists())


def readable_concerns(viewer: Viewer, *, closed: bool) -> QuerySet[Concern]:
    """The concerns that exist for the viewer: open ones by how long they wait, closed ones newest first."""
    rows: QuerySet[Concern] = Concern.objects.visible_to(viewer)
    if closed:
        return rows.filter(state=ConcernState.CLOSED).order_by("-closed_at", "-pk")
    return rows.exclude(state=ConcernState.CLOSED).order_by("-state", "raised_at", "pk")


def near_to(concern: Concern, now: datetime) -> QuerySet[Staff]:
    """Mentors and homeroom teachers of the students, as far as it does not keep them away."""
    students = ConcernStudent.unscoped.filter(concern=concern, certain=True).exclude(student=None).values("student")
    mentors = Pairing.unscoped.on(timezone.localdate(now)).filter(student__in=students).values("mentor")
    fit = _fit(concern)
    return (fit.filter(pk__in=mentors) | fit.filter(homerooms__students__in=students)).distinct()


def colleagues(concern: Concern, viewer: Viewer) -> QuerySet[Staff]:
    """Who could take it over: present staff whom it does not keep away, not oneself."""
    return _fit(concern).exclude(account=viewer.account)


def nameable_staff(school: int) -> QuerySet[Staff]:
    """Everybody on the staff whom a concern can be about; names of teachers are known to all in a school."""
    rows: QuerySet[Staff] = Staff.unscoped.filter(school=school, left_on=None)
    return rows


def _fit(concern: Concern) -> QuerySet[Staff]:
    """Present staff whom the concern does not keep away."""
    away = KeptAway.unscoped.filter(concern=concern).values("account")
    rows: QuerySet[Staff] = Staff.unscoped.filter(left_on=None, school=concern.school_id, account__is_active=True)
    return rows.exclude(account__in=away)


def care_lines_of(concern: Concern) -> QuerySet[CareLine]:
    """What was asked of people near the students, for the readers of the concern."""
    rows: QuerySet[CareLine] = CareLine.unscoped.filter(concern=concern)
    return rows.select_related("student", "to", "concern")
