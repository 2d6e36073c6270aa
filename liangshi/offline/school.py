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
    circles: frozenset[str] = frozenset()
    tracks: tuple[str, ...] = ()
    place: Place = NOWHERE

    @property
    def key(self) -> str:
        """Under which name the student takes part in the draw."""
        return self.code or self.number

    @property
    def lines(self) -> "tuple[Line, ...]":
        """The needs of the student: one, or one for each kind of mentor."""
        return tuple(Line(self, track) for track in self.tracks or ("",))


@dataclass(frozen=True, slots=True)
class Line:
    """One need of a student; the kind of mentor is empty where the school has no kinds."""

    student: Student
    track: str

    @property
    def key(self) -> str:
        """The key of this line in market and certificate."""
        return line_key(self.student.key, self.track)


def line_key(student: str, track: str) -> str:
    """The key of a student's need for this kind of mentor."""
    return f"{student}|{track}" if track else student


@dataclass(frozen=True, slots=True)
class SubQuota:
    """At most so many of a part of the students."""

    part: str
    most: int


@dataclass(frozen=True, slots=True)
class Mentor:
    """A mentor; no grades, no classes, no clubs and groups means the whole school."""

    id: str
    name: str
    gender: Gender = Gender.UNSTATED
    takes_part: bool = True
    grades: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    circles: frozenset[str] = frozenset()
    track: str = ""
    quota: int = 0
    minimum: int = 0
    caps: tuple[SubQuota, ...] = ()
    subjects: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    place: Place = NOWHERE

    def takes(self, line: Line) -> bool:
        """Whether kind, grade, class, clubs and groups let him have this student."""
        student = line.student
        if self.track != line.track:
            return False
        if not (self.grades or self.classes or self.circles):
            return True
        own = student.grade in self.grades or student.class_name in self.classes
        return own or not self.circles.isdisjoint(student.circles)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a mentor says about a student (the key of a line): an order, or a decline with its reason (order 0)."""

    mentor: str
    student: str
    order: int
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class KeptPair:
    """A pair that stays from before, or one the school has assigned; the student is the key of a line."""

    student: str
    mentor: str
    place: Place
    assigned: bool = False


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

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every need of every student, in order of the sheet."""
        return tuple(line for student in self.students for line in student.lines)

    @property
    def has_tracks(self) -> bool:
        """Whether mentors are of several kinds (导学, 导德)."""
        return any(student.tracks for student in self.students)
