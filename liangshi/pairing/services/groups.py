"""Groups within a class, each with one of its subject teachers (clause M6)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.pairing.choices import RoundState, RoundWay
from liangshi.pairing.models import Candidate, MentorLimit, Round, RoundMentor, StudyGroup
from liangshi.pairing.queries.closing import closed_input
from liangshi.pairing.services.phases import InputClosedError
from liangshi.people.models import ClassGroup


class NotGroupedError(RefusalError):
    """The round does not go by groups within classes, or is not running."""


class NotTheirTeacherError(RefusalError):
    """The mentor does not teach this class."""


@transaction.atomic
def divide_class(*, by: Viewer, round_: Round, class_group: ClassGroup, size: int, now: datetime) -> int:
    """Divide a class into groups of nearly equal size, at least `size` each where possible; the number of groups.

    Goes by the order of names, alternating so that neighbours in the list part; teachers move students afterwards.
    """
    _require_grouped(round_)
    rows = Candidate.unscoped.taking_part().filter(round=round_, student__class_group=class_group)
    candidates = list(rows.order_by("student__gender", "student__sort_key"))
    StudyGroup.unscoped.filter(round=round_, class_group=class_group).delete()
    number = max(len(candidates) // max(size, 1), 1) if candidates else 0
    groups = [
        StudyGroup.unscoped.create(
            school_id=round_.school_id, round=round_, class_group=class_group, name=f"第{position}组"
        )
        for position in range(1, number + 1)
    ]
    for position, candidate in enumerate(candidates):
        candidate.study_group = groups[position % number]
    Candidate.unscoped.bulk_update(candidates, ["study_group"])
    _log(by, round_, "divided", now, {"class": class_group.public_id, "groups": number})
    return number


@transaction.atomic
def give_group(*, by: Viewer, group: StudyGroup, mentor: RoundMentor | None, now: datetime) -> None:
    """Give the group one of its subject teachers, or take the teacher away."""
    _require_grouped(group.round)
    if mentor is not None and mentor.pk not in teachers_in(group.round, group.class_group_id):
        raise NotTheirTeacherError
    StudyGroup.unscoped.filter(pk=group.pk).update(mentor=mentor)
    _log(by, group.round, "given", now, {"group": group.public_id})


@transaction.atomic
def move_to_group(*, by: Viewer, candidates: Sequence[Candidate], group: StudyGroup, now: datetime) -> None:
    """Put students of the class into another of its groups."""
    _require_grouped(group.round)
    keys = [candidate.pk for candidate in candidates]
    of_class = Candidate.unscoped.filter(pk__in=keys, round=group.round_id, student__class_group=group.class_group_id)
    if of_class.update(study_group=group) != len(keys):
        raise NotGroupedError
    _log(by, group.round, "moved", now, {"group": group.public_id, "number": len(keys)})


def teachers_in(round_: Round, class_group: int) -> frozenset[int]:
    """Keys of the round's mentors who are limited to this class among others."""
    rows = MentorLimit.unscoped.filter(mentor__round=round_, class_group=class_group)
    return frozenset(rows.values_list("mentor", flat=True))


def _require_grouped(round_: Round) -> None:
    if round_.way != RoundWay.CLASS_GROUP or round_.state != RoundState.RUNNING:
        raise NotGroupedError
    if closed_input(round_):
        raise InputClosedError


def _log(by: Viewer, round_: Round, verb: str, now: datetime, detail: dict[str, object]) -> None:
    record(
        by=by, verb=f"groups.{verb}", kind="round", subject=round_.public_id, school=round_.school_id, now=now,
        detail=detail,
    )  # fmt: skip
