"""The outcome of a round as it stands: what the engine found, then the changes made by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from liangshi.domain.matching import Reason
from liangshi.domain.outcome.figures import Manner, Pair, pairs_of
from liangshi.pairing.choices import CameAbout
from liangshi.pairing.models import (
    Candidate,
    ClosedInput,
    Draw,
    ManualChange,
    Round,
    RoundMentor,
    SealKey,
    Solution,
    Told,
)


@dataclass(frozen=True, slots=True)
class Settled:
    """One mentor of one child: how it came about, by which wish, changed by whom."""

    mentor: RoundMentor
    came_about: CameAbout
    number: int = 0
    change: ManualChange | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """A candidate with the mentors settled for it."""

    candidate: Candidate
    settled: tuple[Settled, ...]

    @property
    def missing(self) -> int:
        """How many mentors are still to be found."""
        return max(0, self.candidate.need - len(self.settled))

    @property
    def changed(self) -> bool:
        """Whether a hand was laid on it after the draw."""
        return any(one.change is not None for one in self.settled)


@dataclass(frozen=True, slots=True)
class Standing:
    """Everybody of a solution, in the order of classes and names."""

    solution: Solution
    children: tuple[Child, ...]
    mentors: Mapping[int, RoundMentor]
    changes: tuple[ManualChange, ...] = field(default=())

    @property
    def unplaced(self) -> tuple[Child, ...]:
        """Those for whom somebody is still to be found."""
        return tuple(child for child in self.children if child.missing)

    def of(self, candidate: Candidate) -> Child:
        """One child."""
        return next(child for child in self.children if child.candidate.pk == candidate.pk)

    def pairs(self) -> tuple[Pair, ...]:
        """The pairs as figures count them; people by their keys."""
        return tuple(
            Pair(str(child.candidate.pk), str(one.mentor.pk), Manner(one.came_about.value), one.number)
            for child in self.children
            for one in child.settled
        )


def draw_of(closed: ClosedInput) -> Draw | None:
    """The draw of a closed input: seed and progress are for everybody of the school."""
    return Draw.unscoped.filter(closed_input=closed).first()


def is_solved(round_: Round) -> bool:
    """Whether the draw of a round has been worked out."""
    return Solution.unscoped.filter(round=round_, chosen=True).exists()


def chosen_solution(round_: Round) -> Solution | None:
    """The solution of the draw."""
    return Solution.unscoped.filter(round=round_, chosen=True).first()


def standing_of(solution: Solution) -> Standing:
    """The outcome as it stands; four statements."""
    rows = Candidate.unscoped.filter(round=solution.round_id).select_related("student__class_group__grade")
    candidates = list(rows.order_by("student__class_group__grade__level", "student__class_group__ordinal",
                                    "student__sort_key", "pk"))  # fmt: skip
    mentors = {row.pk: row for row in RoundMentor.unscoped.filter(round=solution.round_id).select_related("staff")}
    key = SealKey.unscoped.get(closed_input=solution.closed_input_id)
    settled = _settled(solution.certificate, key, candidates, mentors)
    rows_changed = ManualChange.unscoped.filter(solution=solution, undone_at__isnull=True)
    rows_changed = rows_changed.select_related("by", "candidate__student", "mentor_before", "mentor_after")
    changes = tuple(rows_changed.order_by("at", "pk"))
    for change in changes:
        own = settled.setdefault(change.candidate_id, [])
        own[:] = [one for one in own if one.mentor.pk != change.mentor_before_id]
        if change.mentor_after_id is not None:
            own.append(Settled(mentors[change.mentor_after_id], CameAbout.MANUAL, change=change))
    inside = [row for row in candidates if row.left_at is None and row.student.left_on is None]
    children = tuple(Child(row, tuple(settled.get(row.pk, ()))) for row in inside)
    return Standing(solution, children, mentors, changes)


def _settled(
    certificate: Mapping[str, Any], key: SealKey, candidates: Iterable[Candidate], mentors: Mapping[int, RoundMentor]
) -> dict[int, list[Settled]]:
    lines = {line_of(row, key): row.pk for row in candidates if row.student.public_id in key.students}
    codes = {key.mentors[row.public_id]: row for row in mentors.values() if row.public_id in key.mentors}
    settled: dict[int, list[Settled]] = {}
    for pair in pairs_of(certificate):
        one = Settled(codes[pair.mentor], CameAbout(pair.manner.value), pair.number)
        settled.setdefault(lines[pair.student], []).append(one)
    return settled


def line_of(candidate: Candidate, key: SealKey) -> str:
    """The key of the sealed line of a candidate."""
    code: str = key.students[candidate.student.public_id]
    return f"{code}|{candidate.track}" if candidate.track else code


def reasons_of(told: Told) -> list[Reason]:
    """The reasons as the words want them."""
    return [Reason(code, params) for code, params in told.reasons]


def mentor_names(round_: int) -> dict[str, str]:
    """Names of the mentors of a round by public id."""
    return dict(RoundMentor.unscoped.filter(round=round_).values_list("public_id", "staff__name"))
