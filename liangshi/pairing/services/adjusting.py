"""Changes by hand between the draw and publication: each with a reason, checked, marked, and easily undone.

Relatives, a mentor twice and more mentors than needed are refused; what the school may decide to do anyway (one more
than the quota, a mentor of other classes, one who declined) needs a word that it is meant, and is kept as strained.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.pairing.choices import RoundState, Strain
from liangshi.pairing.models import Candidate, ManualChange, Round, RoundMentor, SealKey, Solution
from liangshi.pairing.queries.outcome import Standing, line_of, standing_of
from liangshi.people.models import DeclaredRelative


class NotAdjustableError(RefusalError):
    """The outcome is published or there is none, or the change was undone already."""


class ReasonNeededError(RefusalError):
    """Every change by hand has its reason."""


class RelativesError(RefusalError):
    """Mentor and student are relatives."""


class TogetherAlreadyError(RefusalError):
    """The mentor is theirs already, or nothing would change."""


class EnoughMentorsError(RefusalError):
    """The student would have more mentors than needed."""


class StrainedError(RefusalError):
    """A rule would be strained, and nobody has said that it is meant; `strains` says which."""

    def __init__(self, strains: tuple[Strain, ...]) -> None:
        super().__init__(strains=strains)
        self.strains = strains


@dataclass(frozen=True, slots=True)
class Move:
    """Who goes from whom to whom, and why; nobody before adds, nobody after takes away."""

    candidate: Candidate
    before: RoundMentor | None
    after: RoundMentor | None
    reason: str
    meant: bool = False


@transaction.atomic
def adjust(*, by: Viewer, solution: Solution, move: Move, now: datetime) -> ManualChange:
    """Put a child elsewhere."""
    _adjustable(solution)
    if not move.reason:
        raise ReasonNeededError
    standing = standing_of(solution)
    _refuse(standing, move)
    strains = strains_of(standing, move) if move.after else ()
    if strains and not move.meant:
        raise StrainedError(strains)
    change: ManualChange = ManualChange.unscoped.create(
        school_id=solution.school_id, solution=solution, candidate=move.candidate, mentor_before=move.before,
        mentor_after=move.after, reason=move.reason, problems=list(strains), by_id=by.account, at=now,
    )  # fmt: skip
    record(
        by=by, verb="outcome.adjusted", kind="manual_change", subject=change.public_id, school=solution.school_id,
        now=now,
        detail={
            "candidate": move.candidate.public_id, "strains": list(strains),
            "before": move.before.public_id if move.before else "",
            "after": move.after.public_id if move.after else "",
        },
    )  # fmt: skip
    return change


def _adjustable(solution: Solution) -> None:
    """Waits for whoever publishes at the same moment, then looks."""
    rows = Round.unscoped.select_for_update().filter(pk=solution.round_id, state=RoundState.RUNNING)
    if not solution.chosen or not rows.exists():
        raise NotAdjustableError


def _refuse(standing: Standing, move: Move) -> None:
    own = {one.mentor.pk for one in standing.of(move.candidate).settled}
    before, after = move.before.pk if move.before else None, move.after.pk if move.after else None
    if before == after or (after in own) or (before is not None and before not in own):
        raise TogetherAlreadyError
    if after is not None and before is None and len(own) >= move.candidate.need:
        raise EnoughMentorsError
    if move.after is None:
        return
    if DeclaredRelative.unscoped.filter(staff=move.after.staff_id, student=move.candidate.student_id).exists():
        raise RelativesError


def strains_of(standing: Standing, move: Move) -> tuple[Strain, ...]:
    """Which rules the change would strain, by the sealed input itself."""
    assert move.after is not None
    market = standing.solution.market
    key = SealKey.unscoped.get(closed_input=standing.solution.closed_input_id)
    if move.candidate.student.public_id not in key.students or move.after.public_id not in key.mentors:
        return (Strain.NOT_IN_INPUT,)
    line, code = line_of(move.candidate, key), key.mentors[move.after.public_id]
    lines = {_key(one): one for one in market["students"]}
    mentor = next(one for one in market["mentors"] if one["id"] == code)
    found = []
    if line in mentor.get("declines", {}):
        found.append(Strain.DECLINED)
    elif not _eligible(lines[line], code, market):
        found.append(Strain.NOT_ELIGIBLE)
    others = _lines_with(standing, move, key)
    if len(others) + 1 > mentor["quota"]:
        found.append(Strain.OVER_QUOTA)
    categories = market["categories"]
    counts = Counter(lines[other].get("cat", 0) for other in others if other in lines)
    counts[lines[line].get("cat", 0)] += 1
    for name, cap in mentor.get("caps", {}).items():
        inside = sum(count for at, count in counts.items() if _belongs(categories[at], market["groups"][name]))
        if inside > cap and _belongs(categories[lines[line].get("cat", 0)], market["groups"][name]):
            found.append(Strain.OVER_CAP)
    return tuple(dict.fromkeys(found))


def _key(line: dict[str, Any]) -> str:
    return f"{line['id']}|{line['track']}" if "track" in line else line["id"]


def _eligible(line: dict[str, Any], mentor: str, market: dict[str, Any]) -> bool:
    inside = mentor in market["rows"][line.get("row", 0)] or mentor in line.get("plus", ())
    return inside and mentor not in line.get("minus", {})


def _belongs(category: dict[str, str], where: dict[str, list[str]]) -> bool:
    return all(category.get(name, "") in values for name, values in where.items())


def _lines_with(standing: Standing, move: Move, key: SealKey) -> list[str]:
    """The lines of the other children that the mentor has."""
    assert move.after is not None
    return [
        line_of(child.candidate, key) if child.candidate.student.public_id in key.students else ""
        for child in standing.children
        if child.candidate.pk != move.candidate.pk
        for one in child.settled
        if one.mentor.pk == move.after.pk
    ]


@transaction.atomic
def undo(*, by: Viewer, change: ManualChange, now: datetime) -> None:
    """Take a change back; later changes of the same child must be taken back first."""
    _adjustable(change.solution)
    later = ManualChange.unscoped.filter(
        solution=change.solution_id, candidate=change.candidate_id, undone_at__isnull=True, pk__gt=change.pk
    )
    rows = ManualChange.unscoped.filter(pk=change.pk, undone_at__isnull=True)
    if later.exists() or not rows.update(undone_at=now):
        raise NotAdjustableError
    record(
        by=by, verb="outcome.adjustment_undone", kind="manual_change", subject=change.public_id,
        school=change.school_id, now=now,
    )  # fmt: skip
