"""Is there room for everybody? The engine's plan with the names that a page needs."""

from collections import Counter
from dataclasses import dataclass

from liangshi.domain.matching import MarketErrors, Problem, build_market, plan
from liangshi.domain.matching.planning import NamedShortage, Plan
from liangshi.domain.matching.splitting import Split
from liangshi.pairing.models import Candidate, ClosedInput, Round, RoundMentor
from liangshi.pairing.queries.closing import closed_input
from liangshi.pairing.services.market import market_of
from liangshi.people.models import Grade

SHOWN = 12
"""So many names of a shortage are shown; the number says the rest."""


@dataclass(frozen=True, slots=True)
class ShortageShown:
    """Students who together have too few places, by class; whom they could have."""

    classes: tuple[tuple[str, int], ...]
    students: tuple[str, ...]
    number: int
    mentors: tuple[str, ...]
    need: int
    places: int
    short: int


@dataclass(frozen=True, slots=True)
class SplitShown:
    """How the places of one shared mentor would be divided, and which sub-quotas would go."""

    mentor: str
    parts: tuple[tuple[str, int], ...]
    drops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProblemShown:
    """Something in the way of a market, with the people it is about."""

    code: str
    student: str
    mentor: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Room:
    """What the page says: the plan, or the problems because of which there is none."""

    plan: Plan | None
    problems: tuple[ProblemShown, ...]
    shortages: tuple[ShortageShown, ...]
    splits: tuple[SplitShown, ...]
    closed: ClosedInput | None

    @property
    def short(self) -> int:
        """How many places cannot be found."""
        return self.plan.need - self.plan.full if self.plan else 0


@dataclass(frozen=True, slots=True)
class _Names:
    """Names by the ids of the market."""

    students: dict[str, tuple[str, str]]
    mentors: dict[str, str]
    levels: dict[str, str]


def room_for_all(round_: Round) -> Room:
    """The plan of the round as it stands, in words; a fixed number of statements."""
    raw, names, closed = market_of(round_), _names(round_), closed_input(round_)
    try:
        found = plan(build_market(raw))
    except MarketErrors as wrong:
        return Room(None, tuple(_problem(problem, names) for problem in wrong.problems), (), (), closed)
    shortages = tuple(_shortage(shortage, names) for shortage in found.shortages)
    return Room(found, (), shortages, tuple(_split(split, names) for split in found.splits), closed)


def _names(round_: Round) -> _Names:
    students = Candidate.unscoped.filter(round=round_).values_list(
        "student__public_id", "student__name", "student__class_group__name"
    )
    mentors = RoundMentor.unscoped.filter(round=round_).values_list("public_id", "staff__name")
    levels = Grade.unscoped.filter(school=round_.school_id).values_list("level", "name")
    return _Names(
        {key: (name, group or "") for key, name, group in students},
        dict(mentors),
        {str(level): name for level, name in levels},
    )


def _shortage(shortage: NamedShortage, names: _Names) -> ShortageShown:
    known = [names.students[key.partition("|")[0]] for key in shortage.students]
    return ShortageShown(
        classes=tuple(sorted(Counter(group for _, group in known).items())),
        students=tuple(name for name, _ in known[:SHOWN]),
        number=len(known),
        mentors=tuple(names.mentors[key] for key in shortage.mentors),
        need=shortage.need,
        places=shortage.places,
        short=shortage.short,
    )


def _split(split: Split, names: _Names) -> SplitShown:
    parts = tuple((names.levels.get(level, level), cap) for level, cap in split.caps)
    return SplitShown(names.mentors[split.mentor], parts, split.crosses)


def _problem(problem: Problem, names: _Names) -> ProblemShown:
    student = str(problem.params.get("student", "")).partition("|")[0]
    mentor = str(problem.params.get("mentor", ""))
    return ProblemShown(problem.code, names.students.get(student, ("", ""))[0], names.mentors.get(mentor, ""), problem)
