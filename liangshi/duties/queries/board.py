"""The board by class and duty: what runs now, what was missed lately. Figures come from what is kept by differences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, Sum

from liangshi.domain.access import Viewer
from liangshi.domain.scheme import DutyRule, MomentRule
from liangshi.domain.scheme.terms import term
from liangshi.domain.scheme.vocabulary import DutyKind
from liangshi.duties.models import ClassSum, DutyBook
from liangshi.people.models import AcademicYear, ClassGroup

LATELY = timedelta(weeks=2)


@dataclass(frozen=True, slots=True)
class Figure:
    """Done of asked in what runs now, and how much was missed in the last two weeks; what was refused is not asked."""

    asked: int = 0
    done: int = 0
    missed: int = 0

    @property
    def left(self) -> int:
        """What is still to do of what runs now."""
        return self.asked - self.done

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.asked or self.missed)

    def plus(self, other: "Figure") -> "Figure":
        """Both together."""
        return Figure(self.asked + other.asked, self.done + other.done, self.missed + other.missed)


NOTHING = Figure()


@dataclass(frozen=True, slots=True)
class Column:
    """One clause on the board."""

    rule: str
    title: str
    total: Figure


@dataclass(frozen=True, slots=True)
class Row:
    """One class, its figures in the order of the columns."""

    group: ClassGroup
    cells: tuple[tuple[Column, Figure], ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Classes by clauses; `reckoned_on` says how fresh the figures are."""

    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    reckoned: DutyBook | None = None
    staff: tuple[Column, ...] = field(default=())


def monday_of(day: date) -> date:
    """The first day of the week."""
    return day - timedelta(days=day.weekday())


def board(viewer: Viewer, year: AcademicYear, clauses: Mapping[str, DutyRule | MomentRule], today: date) -> Board:
    """What the viewer may follow; three statements."""
    figures = _figures(viewer, year, today)
    groups = list(
        ClassGroup.objects.visible_to(viewer)
        .filter(pk__in={group for group, _rule, _kind in figures if group is not None})
        .select_related("grade")
        .order_by("grade__level", "ordinal")
    )
    columns = _columns(figures, clauses, lambda group: group is not None)
    cells: dict[tuple[int | None, str], Figure] = {}
    for (group, rule, _kind), figure in figures.items():
        cells[(group, rule)] = cells.get((group, rule), NOTHING).plus(figure)
    rows = tuple(
        Row(one, tuple((column, cells.get((one.pk, column.rule), NOTHING)) for column in columns)) for one in groups
    )
    staff = _columns(figures, clauses, lambda group: group is None) if viewer.whole_school else ()
    return Board(columns, rows, DutyBook.objects.filter(school=viewer.school).first(), staff)


Key = tuple[int | None, str, str]


def _figures(viewer: Viewer, year: AcademicYear, today: date) -> dict[Key, Figure]:
    monday = monday_of(today)
    now, lately = Q(opens__lte=today, week__gte=monday), Q(week__gte=monday - LATELY, week__lt=monday)
    rows = ClassSum.objects.visible_to(viewer).filter(week__gte=monday - LATELY, opens__lte=today)
    rows = rows.filter(week__lt=year.ends_on + timedelta(days=31))
    found = {}
    sums = rows.order_by().values_list("class_group", "rule", "kind").annotate(
        now_asked=Sum("asked", filter=now), now_done=Sum("done", filter=now), now_excused=Sum("excused", filter=now),
        then=Sum("asked", filter=lately), did=Sum("done", filter=lately), could_not=Sum("excused", filter=lately),
    )  # fmt: skip
    for group, rule, kind, asked, done, excused, then, did, could_not in sums:
        missed = (then or 0) - (did or 0) - (could_not or 0)
        found[(group, rule, kind)] = Figure((asked or 0) - (excused or 0), done or 0, missed)
    return found


def _columns(
    figures: Mapping[Key, Figure], clauses: Mapping[str, DutyRule | MomentRule], wanted: Callable[[int | None], bool]
) -> tuple[Column, ...]:
    totals: dict[str, Figure] = {}
    kinds: dict[str, str] = {}
    for (group, rule, kind), figure in figures.items():
        if wanted(group) and not figure.quiet:
            totals[rule] = totals.get(rule, NOTHING).plus(figure)
            kinds[rule] = kind
    order = {rule: number for number, rule in enumerate(clauses)}
    names = sorted(totals, key=lambda rule: order.get(rule, len(order)))
    return tuple(Column(rule, title(clauses.get(rule), kinds[rule]), totals[rule]) for rule in names)


def title(clause: DutyRule | MomentRule | None, kind: str) -> str:
    """The clause by its short name."""
    return clause.title if clause is not None else term(DutyKind(kind))
