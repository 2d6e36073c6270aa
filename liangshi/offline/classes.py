"""Grades and classes as this workbook's students have them; mentors and sub-quotas refer to these."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from liangshi.domain.roster.classes import GRADE_NAMES, ClassKey, SchoolYear, class_name, read_class, read_grade
from liangshi.domain.roster.problems import Code as RosterCode
from liangshi.domain.roster.words import Fault, plain

_ANY_YEAR = SchoolYear(begins=0, levels=frozenset(range(1, 13)))
_COHORT = re.compile(r"^(?:[高初小]中?)?20[0-9]{2}[级届]")
_MARKS = re.compile(r"[()\[\]{}【】〔〕\s]")


@dataclass(frozen=True, slots=True)
class Placed:
    """The grade and the class of a student, written in one way."""

    grade: str
    class_name: str


def grade_name(text: str) -> str:
    """七年级, 初一 and 7 are one grade; what is no usual name stays as it is."""
    level = read_grade(text, _ANY_YEAR)
    return plain(text) if isinstance(level, Fault) else GRADE_NAMES[level - 1]


def grade_within(written: str) -> str:
    """The grade that the name of a class says: 初一(3)班, 七年级三班, 2025级3班; empty where it says none."""
    key = read_class(written, "", _ANY_YEAR)
    if isinstance(key, ClassKey):
        return GRADE_NAMES[key.level - 1]
    cohort = _COHORT.match(_bare(written))
    return cohort.group() if cohort else ""


def placed(grade: str, written: str) -> Placed | None:
    """Where a student sits; None where grade and class contradict each other."""
    key = read_class(written, grade, _ANY_YEAR)
    if isinstance(key, ClassKey):
        return Placed(GRADE_NAMES[key.level - 1], class_name(key))
    if key.code is RosterCode.GRADE_DIFFERS:
        return None
    name = grade_name(grade)
    label = _bare(written).removeprefix(_bare(grade))
    return Placed(name, f"{name}{label}班")


def _bare(text: str) -> str:
    return _MARKS.sub("", plain(text)).removesuffix("班")


class Classes:
    """The grades and classes that students sit in, found by any usual way of writing."""

    def __init__(self, places: Iterable[Placed]) -> None:
        found = sorted({(place.grade, place.class_name) for place in places})
        self.grades = tuple(dict.fromkeys(grade for grade, _ in sorted(found, key=lambda each: _level(each[0]))))
        self._classes = {_bare(name): name for _, name in found}
        self._short: dict[str, list[str]] = {}
        for grade, name in found:
            self._short.setdefault(_bare(name).removeprefix(_bare(grade)), []).append(name)

    @property
    def example(self) -> str:
        """One class, to show how they are written."""
        return next(iter(self._classes.values()), "初一(1)班")

    def grade(self, text: str) -> str | None:
        """The grade of that name."""
        name = grade_name(text)
        return name if name in self.grades else None

    def classes(self, text: str) -> tuple[str, ...]:
        """The classes of that name: one, none, or several where the grade is not said."""
        key = read_class(text, "", _ANY_YEAR)
        bare = _bare(class_name(key)) if isinstance(key, ClassKey) else _bare(text)
        if bare in self._classes:
            return (self._classes[bare],)
        return tuple(self._short.get(bare, ()))


def _level(grade: str) -> tuple[int, str]:
    return (GRADE_NAMES.index(grade), "") if grade in GRADE_NAMES else (len(GRADE_NAMES), grade)
