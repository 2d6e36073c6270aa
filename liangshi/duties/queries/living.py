"""The living scheme: the paper in its own order, each clause with how it stands. Names only for the entitled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Sum

from liangshi.domain.access import Capability, Viewer
from liangshi.domain.scheme import DutyRule, MomentRule, Rule
from liangshi.domain.scheme.matching import CoverageRule, QuotaRule
from liangshi.duties.models import ClassSum, DutyBook
from liangshi.pairing.models import Pairing
from liangshi.people.models import ClassGroup, Student
from liangshi.schemes.models import SchemeVersion
from liangshi.schemes.queries import parsed, reading, version_on
from liangshi.schemes.queries.reading import Clause

from .board import LATELY, monday_of
from .book import YearRules, rules_for
from .lists import Thing, mine
from .recorded import asks_unseen

WEEKS_SHOWN = 20
TALLEST = 28
WIDTH, BAR = 8, 6


@dataclass(frozen=True, slots=True)
class Bar:
    """One week of a trend: what was asked and done, and how high the bar is drawn (in pixels)."""

    week: date
    asked: int
    done: int
    height: int
    filled: int


@dataclass(frozen=True, slots=True)
class Gap:
    """How much one class missed lately."""

    group: ClassGroup
    missed: int


@dataclass(frozen=True, slots=True)
class Evidenced:
    """A clause with its evidence: the year so far, what runs now, the weeks, and who is missing.

    What was refused is not asked for; `excused` says how often that was.
    """

    asked: int = 0
    done: int = 0
    excused: int = 0
    now_asked: int = 0
    now_done: int = 0
    bars: tuple[Bar, ...] = ()
    gaps: tuple[Gap, ...] = ()
    own: tuple[Thing, ...] = ()

    @property
    def percent(self) -> int:
        """Done of what was to be done and was possible."""
        return 100 * self.done // self.asked if self.asked else 0

    @property
    def width(self) -> int:
        """The width of the drawing."""
        return max(1, len(self.bars)) * WIDTH

    @property
    def all_drawn(self) -> str:
        """What was asked each week, as the path of a drawing."""
        return _drawn(bar.height for bar in self.bars)

    @property
    def done_drawn(self) -> str:
        """What of it was done."""
        return _drawn(bar.filled for bar in self.bars)


def _drawn(heights: Iterable[int]) -> str:
    return "".join(f"M{n * WIDTH} {TALLEST}h{BAR}v-{height}h-{BAR}z" for n, height in enumerate(heights))


@dataclass(frozen=True, slots=True)
class LivingRule:
    """A rule of the paper, with evidence where something can be counted."""

    rule: Rule
    duty: DutyRule | MomentRule | None
    evidence: Evidenced | None
    coverage: "Covered | None" = None
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Covered:
    """How many students have a mentor, or how many mentors are above the ceiling."""

    reached: int
    of: int
    ceiling: int | None = None


@dataclass(frozen=True, slots=True)
class LivingClause:
    """A heading with its rules."""

    words: str
    depth: int
    text: str
    rules: tuple[LivingRule, ...]


@dataclass(frozen=True, slots=True)
class LivingScheme:
    """The whole paper."""

    version: SchemeVersion
    clauses: tuple[LivingClause, ...]
    others: tuple[LivingRule, ...]
    reckoned: DutyBook | None


def living_scheme(viewer: Viewer, today: date) -> LivingScheme | None:
    """The version in force with its evidence; None where there is none."""
    version = version_on(viewer.school, today) if viewer.school else None
    if version is None or viewer.school is None:
        return None
    asked = rules_for(viewer.school, today)
    found = _evidence(viewer, asked, today) if asked else {}
    paper = reading(parsed(version.text))
    covered = _coverage(viewer.school, today)

    def live(rule: Rule) -> LivingRule:
        duty = rule if isinstance(rule, DutyRule | MomentRule) else None
        unseen = duty is not None and asks_unseen(duty)
        return LivingRule(rule, duty, found.get(rule.id) if duty else None, _covered(rule, covered), unseen)

    def clause(one: Clause) -> LivingClause:
        return LivingClause(one.words, one.depth, one.text, tuple(live(rule) for rule in one.rules))

    return LivingScheme(
        version,
        tuple(clause(one) for one in paper.clauses),
        tuple(live(rule) for rule in paper.others),
        DutyBook.objects.filter(school=viewer.school).first(),
    )


def _evidence(viewer: Viewer, asked: YearRules, today: date) -> dict[str, Evidenced]:
    """Figures of the whole school by clause and week in one statement; names as far as the viewer reaches."""
    rows = ClassSum.unscoped.filter(school=viewer.school, week__gte=asked.first, week__lt=asked.latest)
    rows = rows.filter(opens__lte=today)
    weeks: dict[str, dict[date, tuple[int, int, int]]] = {}
    for rule, week, wanted, done, excused in (
        rows.order_by().values_list("rule", "week").annotate(Sum("asked"), Sum("done"), Sum("excused"))
    ):
        weeks.setdefault(rule, {})[week] = (wanted - excused, done, excused)
    gaps, own = _gaps(viewer, today), _own(viewer, asked, today)
    return {
        rule: _evidenced(by_week, monday_of(today), gaps.get(rule, ()), own.get(rule, ()))
        for rule, by_week in weeks.items()
    }


def _evidenced(
    weeks: Mapping[date, tuple[int, int, int]], monday: date, gaps: tuple[Gap, ...], own: tuple[Thing, ...]
) -> Evidenced:
    past = {week: sums for week, sums in weeks.items() if week < monday}
    now = [sums for week, sums in weeks.items() if week >= monday]
    shown = sorted(past)[-WEEKS_SHOWN:]
    tallest = max((past[week][0] for week in shown), default=1)
    bars = tuple(
        Bar(
            week, past[week][0], past[week][1],
            max(1, TALLEST * past[week][0] // tallest), TALLEST * past[week][1] // tallest,
        )
        for week in shown
    )  # fmt: skip
    asked, done = (sum(sums[n] for sums in past.values()) for n in range(2))
    now_asked, now_done = (sum(sums[n] for sums in now) for n in range(2))
    excused = sum(sums[2] for sums in weeks.values())
    return Evidenced(asked, done, excused, now_asked, now_done, bars, gaps, own)


def _gaps(viewer: Viewer, today: date) -> dict[str, tuple[Gap, ...]]:
    """Classes within reach in which something was missed lately, for those who follow duties."""
    if not viewer.can(Capability.FOLLOW_DUTIES):
        return {}
    monday = monday_of(today)
    rows = ClassSum.objects.visible_to(viewer).filter(
        week__gte=monday - LATELY, week__lt=monday, class_group__isnull=False
    )
    sums = list(
        rows.order_by("class_group__grade__level", "class_group__ordinal")
        .values_list("rule", "class_group")
        .annotate(Sum("asked"), Sum("done"), Sum("excused"))
    )
    groups = ClassGroup.unscoped.in_bulk({group for _rule, group, *_sums in sums})
    found: dict[str, tuple[Gap, ...]] = {}
    for rule, group, wanted, done, excused in sums:
        if wanted > done + excused:
            found[rule] = (*found.get(rule, ()), Gap(groups[group], wanted - done - excused))
    return found


def _own(viewer: Viewer, asked: YearRules, today: date) -> dict[str, tuple[Thing, ...]]:
    """What the viewer owes now, by clause."""
    found: dict[str, tuple[Thing, ...]] = {}
    for thing in mine(viewer, today, asked) if viewer.can(Capability.OWN_DUTIES) else ():
        found[thing.rule] = (*found.get(thing.rule, ()), thing)
    return found


def _coverage(school: int, today: date) -> tuple[Covered, list[int]]:
    """Students with a mentor, and how many students each mentor has; two statements."""
    paired = Exists(Pairing.unscoped.on(today).filter(student=OuterRef("pk")))
    enrolled = Student.unscoped.filter(school=school, left_on__isnull=True)
    numbers = enrolled.aggregate(of=Count("pk"), reached=Count("pk", filter=paired))
    groups = Pairing.unscoped.on(today).filter(school=school).order_by().values("mentor")
    sizes = groups.annotate(size=Count("student", distinct=True)).values_list("size", flat=True)
    return Covered(**numbers), list(sizes)


def _covered(rule: Rule, found: tuple[Covered, list[int]]) -> Covered | None:
    everybody, groups = found
    if isinstance(rule, CoverageRule) and rule.every_student:
        return everybody
    if isinstance(rule, QuotaRule) and rule.general:
        return Covered(sum(size > rule.ceiling for size in groups), len(groups), rule.ceiling)
    return None
