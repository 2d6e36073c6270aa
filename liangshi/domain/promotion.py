"""A new academic year: which class goes up to which grade, which one leaves, and what stands in the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

LAST_LEVELS: Mapping[str, frozenset[int]] = {
    "primary": frozenset({5, 6}),
    "junior": frozenset({9}),
    "senior": frozenset({12}),
    "combined": frozenset({9, 12}),
}
"""At which levels a school of that stage may send a grade on; some primary schools take five years."""


class Move(StrEnum):
    """What happens to a class."""

    UP = "up"
    LEAVES = "leaves"
    GRADE_MISSING = "grade_missing"


@dataclass(frozen=True, slots=True)
class OldClass:
    """A class of the year that ends, with the number of students still in it."""

    key: int
    level: int
    ordinal: int
    name: str
    students: int


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one class; `level` and `name` are those of the new class, for UP only."""

    old: OldClass
    move: Move
    level: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Promotion:
    """All steps, youngest grade first."""

    steps: tuple[Step, ...]

    @property
    def possible(self) -> bool:
        """Whether each class has somewhere to go, and there is one at all."""
        return bool(self.steps) and all(step.move is not Move.GRADE_MISSING for step in self.steps)

    @property
    def missing_levels(self) -> tuple[int, ...]:
        """Levels whose grade the school has to add first."""
        return tuple(sorted({step.level for step in self.steps if step.move is Move.GRADE_MISSING}))

    @property
    def rising(self) -> int:
        """Students who go up."""
        return sum(step.old.students for step in self.steps if step.move is Move.UP)

    @property
    def leaving(self) -> int:
        """Students who leave the school with their grade."""
        return sum(step.old.students for step in self.steps if step.move is Move.LEAVES)


def promote(classes: Iterable[OldClass], grades: Mapping[int, str], stage: str) -> Promotion:
    """The steps for `classes`, where `grades` names the school's grades by level."""
    ordered = sorted(classes, key=lambda old: (old.level, old.ordinal))
    return Promotion(tuple(_step(old, grades, stage) for old in ordered))


def _step(old: OldClass, grades: Mapping[int, str], stage: str) -> Step:
    above = old.level + 1
    if above in grades:
        return Step(old, Move.UP, above, new_name(old, grades[old.level], grades[above]))
    if old.level == max(grades) and old.level in LAST_LEVELS[stage]:
        return Step(old, Move.LEAVES)
    return Step(old, Move.GRADE_MISSING, above)


def new_name(old: OldClass, before: str, after: str) -> str:
    """高一(1)班 becomes 高二(1)班; a name that does not begin with its grade gets the usual form."""
    if old.name.startswith(before):
        return after + old.name[len(before) :]
    return f"{after}({old.ordinal})班"
