"""The record of a concern as the engine wants it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from liangshi.domain.duties import Calendar
from liangshi.domain.escalation import Climbed, Facts, Hand, Ladder, People, Telling
from liangshi.people.models import Student
from liangshi.wellbeing import models
from liangshi.wellbeing.models import Concern, ConcernRun

from .ladders import ladder_of_run
from .school_days import school_days
from .staffing import Staffing, people_for, staffing


@dataclass(frozen=True)
class Standing:
    """Everything that the engine asks for; whoever decides about a concern decides from this."""

    facts: Facts
    ladder: Ladder
    people: People
    calendar: Calendar


@dataclass(frozen=True)
class SchoolAtWork:
    """What is the same for all concerns of a school at one moment."""

    staffing: Staffing
    calendar: Calendar


def school_at_work(school: int, now: datetime) -> SchoolAtWork:
    """Staff and calendar."""
    return SchoolAtWork(staffing(school, now), school_days(school, timezone.localdate(now)))


def standing_of(run: ConcernRun, at_work: SchoolAtWork, people: People) -> Standing:
    """How the run stands."""
    return Standing(facts_of(run), ladder_of_run(run), people, at_work.calendar)


def people_of(concern: Concern, at_work: SchoolAtWork, now: datetime) -> People:
    """Who may be told of it."""
    students = list(Student.unscoped.filter(concerns__concern=concern))
    adults = list(models.ConcernAdult.unscoped.filter(concern=concern).values_list("staff", flat=True))
    return people_for(at_work.staffing, students, adults, now)


def facts_of(run: ConcernRun) -> Facts:
    """What is recorded of the run; hands that ended before it began belong to an earlier one."""
    hands = models.Hand.unscoped.filter(Q(ended_at=None) | Q(ended_at__gte=run.started_at), concern=run.concern)
    return Facts(
        raised_at=run.started_at,
        raised_by=run.concern.raised_by_id,
        level=run.level or None,
        tellings=tuple(
            Telling(t.person_id, t.channel, t.rung, t.at, t.by, t.delivered_at, t.read_at, t.failed_at)
            for t in models.Tell.unscoped.filter(run=run)
        ),
        climbs=tuple(Climbed(c.rung, c.at) for c in models.Climb.unscoped.filter(run=run)),
        hands=tuple(Hand(h.person_id, h.at, h.ended_at) for h in hands),
        dead=frozenset(models.DeadChannelAlert.unscoped.filter(run=run).values_list("person", "channel")),
        closed_at=run.concern.closed_at,
    )
