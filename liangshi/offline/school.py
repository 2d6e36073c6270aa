"""What a school's workbook says, once it has been read without a problem."""

from dataclasses import dataclass, field

from liangshi.domain.roster.grid import NOWHERE, Place
from liangshi.domain.roster.words import Gender


@dataclass(frozen=True, slots=True)
class Student:
    """A student; mentors are named by their ids, equally liked ones together."""

    number: str
    name: str
    grade: str
    class_name: str
    gender: Gender = Gender.UNSTATED
    priority: str = ""
    need: int = 1
    wishes: tuple[tuple[str, ...], ...] = ()
    interests: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    mentor_gender: Gender = Gender.UNSTATED
    code: str = ""
    shown_grade: str = ""
    shown_class: str = ""
    place: Place = NOWHERE

    @property
    def key(self) -> str:
        """Under which name the student takes part in the draw."""
        return self.code or self.number


@dataclass(frozen=True, slots=True)
class SubQuota:
    """At most so many of a part of the students."""

    part: str
    most: int


@dataclass(frozen=True, slots=True)
class Mentor:
    """A mentor; no grades and no classes means the whole school."""

    id: str
    name: str
    gender: Gender = Gender.UNSTATED
    takes_part: bool = True
    grades: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    quota: int = 0
    minimum: int = 0
    caps: tuple[SubQuota, ...] = ()
    subjects: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    place: Place = NOWHERE

    def takes(self, student: Student) -> bool:
        """Whether grade and class let him have this student."""
        if not (self.grades or self.classes):
            return True
        return student.grade in self.grades or student.class_name in self.classes


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a mentor says about a student: an order, or a decline with its reason (then the order is 0)."""

    mentor: str
    student: str
    order: int
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class KeptPair:
    """A pair that stays from before."""

    student: str
    mentor: str
    place: Place


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each ground counts in the fit; 0 turns it off."""

    subject: int = 100
    interest: int = 60
    mentor_gender: int = 80
    gender_balance: int = 20
    class_spread: int = 10


@dataclass(frozen=True, slots=True)
class Rules:
    """What the school has decided about its round."""

    school: str = ""
    seed: str = ""
    announced: str = ""
    longest_list: int = 0
    minimum_first: bool = False
    promotion: int = 0
    most_declines: int | None = None
    smallest_told: int = 10
    priorities: tuple[str, ...] = ()
    weights: Weights = field(default_factory=Weights)


@dataclass(frozen=True, slots=True)
class School:
    """The whole workbook."""

    rules: Rules
    students: tuple[Student, ...]
    mentors: tuple[Mentor, ...]
    opinions: tuple[Opinion, ...] = ()
    kept: tuple[KeptPair, ...] = ()
