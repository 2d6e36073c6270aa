"""Who reads a concern and why: computed from the same facts as the law, shown to its readers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q
from django.utils import timezone

from liangshi.domain.access import ConcernFacts, Viewer
from liangshi.domain.access import Role as Hat
from liangshi.domain.scheme.terms import role_name
from liangshi.people.models import Account, RoleAppointment
from liangshi.schemes.queries import version_on
from liangshi.wellbeing.choices import ConcernState
from liangshi.wellbeing.models import BrokenGlass, Concern, ConcernAdult, ConcernStudent, Hand, KeptAway, Tell

from .ladders import ladder_under


class ReadsBecause(StrEnum):
    """By what title somebody reads a concern."""

    HOLDS = "holds"
    ASKED = "asked"
    COUNSELLOR = "counsellor"
    GLASS = "glass"


@dataclass(frozen=True, slots=True)
class ConcernReader:
    """Somebody who reads it; through broken glass only `until` then."""

    name: str
    because: ReadsBecause
    until: datetime | None = None


def concern_facts(concern: Concern) -> ConcernFacts:
    """The concern as the law sees it."""
    told = Tell.unscoped.filter(run__concern=concern).values_list("person", flat=True)
    offered = Hand.unscoped.filter(concern=concern, ended_at=None).exclude(offered_to=None)
    students = ConcernStudent.unscoped.filter(concern=concern).exclude(student=None)
    return ConcernFacts(
        concern=concern.pk,
        school=concern.school_id,
        closed=concern.state == ConcernState.CLOSED,
        about_adult=ConcernAdult.unscoped.filter(concern=concern).exists(),
        students=frozenset(students.values_list("student", flat=True)),
        asked=frozenset(told) | frozenset(offered.values_list("offered_to", flat=True)),
        held=frozenset(Hand.unscoped.filter(concern=concern).values_list("person", flat=True)),
        kept_away=frozenset(KeptAway.unscoped.filter(concern=concern).values_list("account", flat=True)),
    )


def concern_readers(facts: ConcernFacts, now: datetime) -> tuple[ConcernReader, ...]:
    """Everybody who reads it at the moment, each once: who broke the glass too."""
    glass = dict(BrokenGlass.unscoped.open_at(now).filter(concern=facts.concern).values_list("account", "ends_at"))
    counsellors = frozenset() if facts.about_adult else _counsellors(facts.school, now)
    asked = frozenset() if facts.closed else facts.asked
    because = dict.fromkeys(glass, ReadsBecause.GLASS) | dict.fromkeys(counsellors, ReadsBecause.COUNSELLOR)
    because |= dict.fromkeys(asked, ReadsBecause.ASKED) | dict.fromkeys(facts.held, ReadsBecause.HOLDS)
    works = Q(region__isnull=False) | Q(staff__isnull=False, staff__left_on=None)
    rows = Account.unscoped.filter(works, pk__in=because, is_active=True).exclude(pk__in=facts.kept_away)
    rows = rows.exclude(staff__relatives__student__in=facts.students)
    order = list(ReadsBecause)
    found = [
        ConcernReader(name, because[pk], glass.get(pk) if because[pk] is ReadsBecause.GLASS else None)
        for pk, name in rows.values_list("pk", "name")
    ]
    return tuple(sorted(found, key=lambda reader: (order.index(reader.because), reader.name)))


@dataclass(frozen=True, slots=True)
class FutureReaders:
    """Who will read what is about to be sent: counsellors by name, then the roles that the ladder asks in turn."""

    counsellors: tuple[str, ...]
    rungs: tuple[tuple[str, ...], ...]


def future_readers(viewer: Viewer, now: datetime) -> FutureReaders:
    """For the page on which a concern is written."""
    assert viewer.school is not None
    today = timezone.localdate(now)
    ladder = ladder_under(version_on(viewer.school, today), "", today)
    names = Account.unscoped.filter(pk__in=_counsellors(viewer.school, now), is_active=True).order_by("pk")
    return FutureReaders(
        counsellors=tuple(names.values_list("name", flat=True)),
        rungs=tuple(tuple(role_name(role) for role in rung.roles) for rung in ladder.rungs),
    )


def _counsellors(school: int, now: datetime) -> frozenset[int]:
    rows = RoleAppointment.unscoped.on(timezone.localdate(now)).filter(school=school, role=Hat.COUNSELLOR)
    return frozenset(rows.values_list("account", flat=True))
