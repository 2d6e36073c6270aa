"""Dividing the places of shared mentors between grades before wishes are collected: one tap on the plan page."""

from datetime import datetime

from django.db import transaction

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.domain.matching.planning import Plan
from liangshi.pairing.models import Round, RoundMentor
from liangshi.pairing.queries.closing import closed_input
from liangshi.pairing.services.phases import InputClosedError
from liangshi.people.models import Grade

SPLIT = "grade"


@transaction.atomic
def adopt_splits(*, by: Viewer, round_: Round, plan: Plan, now: datetime) -> int:
    """Make the suggested splits the published caps; sub-quotas they cross are dropped. The number of mentors."""
    if closed_input(round_):
        raise InputClosedError
    names = {
        str(level): name for level, name in Grade.unscoped.filter(school=round_.school_id).values_list("level", "name")
    }
    suggested = {split.mentor: split for split in plan.splits}
    mentors = list(RoundMentor.unscoped.filter(round=round_, public_id__in=suggested))
    for mentor in mentors:
        split = suggested[mentor.public_id]
        others = [cap for cap in mentor.caps if cap["name"] not in split.crosses and set(cap["where"]) != {SPLIT}]
        mentor.caps = others + [
            {"name": names.get(level, level), "where": {SPLIT: [level]}, "cap": cap} for level, cap in split.caps
        ]
    RoundMentor.unscoped.bulk_update(mentors, ["caps"])
    record(
        by=by, verb="round.split", kind="round", subject=round_.public_id, school=round_.school_id, now=now,
        detail={"mentors": len(mentors)},
    )  # fmt: skip
    return len(mentors)
