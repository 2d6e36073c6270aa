"""The clock of concerns: ask the engine what is due, do it, record it, sleep until it wants to be asked again."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from liangshi.domain.escalation import (
    Climb,
    Climbed,
    DeadChannel,
    Facts,
    NobodyLeft,
    Step,
    Tell,
    Telling,
    next_step,
    wakes_at,
)
from liangshi.jobs.services import one_by_one
from liangshi.notices.services import Word, put_notices, send_also
from liangshi.people.models import Account
from liangshi.wellbeing import models
from liangshi.wellbeing.choices import INBOX, channel_word
from liangshi.wellbeing.models import Concern, ConcernRun
from liangshi.wellbeing.queries.facts import SchoolAtWork, Standing, school_at_work, standing_of

from .setting_back import is_ahead, set_back
from .standing import locked, put_in_order
from .watching import watch_deliveries
from .words import told_word

log = logging.getLogger(__name__)

LONGEST_SLEEP = timedelta(minutes=10)
"""People come and go without telling the ladder: every open run is asked at least this often."""

ALARM_AGAIN = timedelta(hours=1)
MOST_STEPS = 500


def climb_concerns(now: datetime) -> int:
    """The job of each minute: hear what became of messages, then ask every run that is due; the steps done."""
    return one_by_one(lambda step: step(now), (watch_deliveries, _ask_those_due))


def _ask_those_due(now: datetime) -> int:
    """Each run by itself: one that cannot be asked is asked again a minute later, and the others now.

    Who would sleep longer than anybody may was put to sleep by a clock that has been set back since.
    """
    sleeps = Q(wakes_at__gt=now, wakes_at__lte=now + LONGEST_SLEEP)
    due = ConcernRun.unscoped.filter(~sleeps, ended_at=None).order_by("wakes_at", "pk")
    schools: dict[int, SchoolAtWork] = {}

    def ask(found: tuple[int, int]) -> int:
        run, school = found
        if school not in schools:
            schools[school] = school_at_work(school, now)
        return advance(run, now, schools[school])

    return one_by_one(ask, list(due.values_list("pk", "school")))


@transaction.atomic
def advance(run_key: int, now: datetime, at_work: SchoolAtWork | None = None) -> int:
    """Do every step that is due for one run; the number of steps. Doing it again changes nothing."""
    found = ConcernRun.unscoped.filter(pk=run_key).values_list("concern", "school").first()
    if found is None:
        return 0
    concern = locked(found[0])
    run = ConcernRun.unscoped.select_related("scheme").filter(pk=run_key, ended_at=None).first()
    if run is None:
        return 0
    run.concern = concern
    at_work = at_work or school_at_work(found[1], now)
    people = put_in_order(concern, at_work, now)
    standing = standing_of(run, at_work, people)
    if is_ahead(standing.facts, now):
        set_back(run, standing.facts, now)
        standing = standing_of(run, at_work, people)
    done = 0
    while (step := _due(standing, now)) is not None:
        standing = replace(standing, facts=_do(run, step, standing.facts, now))
        done += 1
        if done == MOST_STEPS:
            message = f"the ladder of run {run.pk} never comes to rest"
            raise RuntimeError(message)
    moves_at = wakes_at(standing.facts, standing.ladder, standing.people, standing.calendar, now)
    asked_again = min(moves_at or now + LONGEST_SLEEP, now + LONGEST_SLEEP)
    ConcernRun.unscoped.filter(pk=run.pk).update(wakes_at=asked_again, moves_at=moves_at)
    return done


def _due(standing: Standing, now: datetime) -> Step | None:
    return next_step(standing.facts, standing.ladder, standing.people, standing.calendar, now)


def _do(run: ConcernRun, step: Step, facts: Facts, now: datetime) -> Facts:
    """Record a step under its own words, and what it asks for with it."""
    at = max(now, facts.latest)
    match step:
        case Tell():
            telling = _tell(run, step, facts, at)
            return replace(facts, tellings=(*facts.tellings, telling))
        case Climb() | NobodyLeft():
            models.Climb.unscoped.create(school_id=run.school_id, run=run, rung=step.rung, at=at, why=step.why)
            return replace(facts, climbs=(*facts.climbs, Climbed(step.rung, at)))
        case DeadChannel():
            _alarm(run, step, at)
            return replace(facts, dead=facts.dead | {(step.person, step.channel)})


def _tell(run: ConcernRun, step: Tell, facts: Facts, at: datetime) -> Telling:
    notice = _notice_of(run, step, facts, at)
    delivered = at if step.channel == INBOX else None
    models.Tell.unscoped.create(
        school_id=run.school_id, run=run, rung=step.rung, person_id=step.person, channel=step.channel,
        notice_id=notice, at=at, by=step.by, delivered_at=delivered,
    )  # fmt: skip
    return Telling(step.person, step.channel, step.rung, at, step.by, delivered)


def _notice_of(run: ConcernRun, step: Tell, facts: Facts, at: datetime) -> int:
    """One notice to a person on a rung, whatever the channels."""
    before = [telling for telling in facts.tellings if telling.person == step.person]
    if any(telling.rung == step.rung for telling in before):
        told = models.Tell.unscoped.filter(run=run, rung=step.rung, person=step.person).exclude(notice=None)
        known = told.values_list("notice", flat=True).first()
        if known is not None:
            if step.channel != INBOX:
                send_also(notice=known, channel=step.channel, now=at)
            return known
    word = told_word(run.concern, step, again=bool(before))
    return put_notices(to=Account.unscoped.filter(pk=step.person), word=word, now=at)[0].pk


def _alarm(run: ConcernRun, step: DeadChannel, at: datetime) -> None:
    """Tell those who can mend a channel, without a word of the concern; once an hour is enough."""
    lately = models.DeadChannelAlert.unscoped.filter(
        person=step.person, channel=step.channel, at__range=(at - ALARM_AGAIN, at)
    )
    known = lately.exists()
    models.DeadChannelAlert.unscoped.create(
        school_id=run.school_id, run=run, person_id=step.person, channel=step.channel, at=at
    )
    if known:
        return
    name = Account.unscoped.values_list("name", flat=True).get(pk=step.person)
    word = Word(
        kind="channel.dead",
        title=_("发给%(name)s的%(channel)s没有送达") % {"name": name, "channel": channel_word(step.channel)},
        text=_("请核对地址，或看看邮件服务是否正常。紧急的事请直接打电话。"),
    )
    put_notices(to=Account.unscoped.filter(pk__in=step.to), word=word, now=at)


def advance_after_commit(concern: Concern, now: datetime) -> None:
    """Climb as soon as what was done is stored; where that fails, the worker does it within a minute."""
    rows = ConcernRun.unscoped.filter(concern=concern, ended_at=None)
    rows.update(wakes_at=now)
    for key in rows.values_list("pk", flat=True):
        climb_after_commit(key, now)


def climb_after_commit(run_key: int, now: datetime) -> None:
    """The same for a run that is awake."""
    transaction.on_commit(lambda: advance(run_key, now), robust=True)
