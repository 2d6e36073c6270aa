"""Figures of an outcome for charts with the tables behind them; mentors and children are counted, never ranked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from django.utils.translation import gettext as _

from liangshi.domain.matching import build_market, what_if
from liangshi.domain.matching.whatif import Case
from liangshi.domain.outcome.figures import Coverage, Manner, RankCount, coverage, loads, wishes_by_rank
from liangshi.foundation.charts import Lines, lines
from liangshi.pairing.models import Solution

from .outcome import Standing

DRAWS_TRIED = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its label and what it counts."""

    label: str
    count: int
    share: float = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """What the page of figures shows."""

    children: int
    placed: int
    mentors: int
    with_children: int
    below_minimum: int
    ranks: tuple[Bar, ...]
    loads: tuple[Bar, ...]
    classes: tuple[Coverage, ...]

    @property
    def ranks_chart(self) -> Lines:
        """Students by the way in which they got their mentor."""
        return _counts(_("学生"), self.ranks)

    @property
    def loads_chart(self) -> Lines:
        """Mentors by the number of their students."""
        return _counts(_("导师"), self.loads)

    @property
    def classes_chart(self) -> Lines:
        """Each class by the way in which its students got their mentors."""
        series = {
            _("按志愿"): [one.by_wish for one in self.classes],
            _("延续"): [one.kept for one in self.classes],
            _("统筹与调整"): [one.placed for one in self.classes],
            _("暂无导师"): [one.without for one in self.classes],
        }
        return lines([one.group for one in self.classes], series)


def _counts(name: str, bars: Sequence[Bar]) -> Lines:
    return lines([bar.label for bar in bars], {name: [bar.count for bar in bars]})


def figures_of_outcome(standing: Standing) -> Figures:
    """Count what is already at hand; no statement."""
    pairs = standing.pairs()
    students = [str(child.candidate.pk) for child in standing.children]
    quotas = [{"id": str(row.pk), "quota": row.quota, "minimum": row.minimum} for row in standing.mentors.values()]
    load = loads(pairs, quotas)
    spread = Counter(one.count for one in load)
    groups = {
        str(child.candidate.pk): str(child.candidate.student.class_group or _("未分班")) for child in standing.children
    }
    counts = wishes_by_rank(pairs, students)
    return Figures(
        children=len(students),
        placed=sum(not child.missing for child in standing.children),
        mentors=len(load),
        with_children=sum(one.count > 0 for one in load),
        below_minimum=sum(one.count < one.minimum for one in load),
        ranks=tuple(Bar(_rank_words(one), one.count, one.count / max(1, len(students))) for one in counts),
        loads=tuple(
            Bar(_("%(n)s 名") % {"n": number}, spread[number])
            for number in range(min(spread, default=0), max(spread, default=0) + 1)
        ),
        classes=coverage(pairs, groups),
    )


def _rank_words(one: RankCount) -> str:
    match one.manner:
        case Manner.WISH:
            return _("第%(n)s志愿") % {"n": one.number}
        case Manner.KEPT:
            return _("延续")
        case Manner.PLACED:
            return _("学校统筹")
        case Manner.MANUAL:
            return _("人工调整")
        case _none:
            return _("暂无导师")


@dataclass(frozen=True, slots=True)
class Luck:
    """How far the first wishes met depend on the draw, over a number of other draws."""

    tried: int
    least: int
    middle: int
    most: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Other rules side by side with those of the round; nothing here is ever published."""

    now: Case
    cases: tuple[Case, ...]
    luck: Luck


def compare(solution: Solution, caps: Sequence[int], lengths: Sequence[int]) -> Comparison:
    """The wish round under other numbers of places and lengths of lists, and under other draws."""
    market = build_market(solution.market)
    found = what_if(market, caps=caps, seeds=[solution.seed], list_lengths=lengths, room=True).cases
    draws = what_if(market, seeds=[f"{solution.seed} {number}" for number in range(DRAWS_TRIED)]).cases
    firsts = [case.first for case in draws]
    now = next(case for case in found if case.change == "seed")
    others = tuple(case for case in found if case.change != "seed")
    return Comparison(now, others, Luck(len(firsts), min(firsts), int(median(firsts)), max(firsts)))
