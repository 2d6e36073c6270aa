"""A scheme in its own order: headings with the rules that stand under them."""

from dataclasses import dataclass

from liangshi.domain.scheme import Rule, Scheme
from liangshi.schemes.papers.phrases import heading_words


@dataclass(frozen=True, slots=True)
class Clause:
    """One heading of the paper (`number` as printed) and its rules; a gap of the source shows in its rule."""

    number: str
    heading: str
    depth: int
    text: str
    rules: tuple[Rule, ...]

    @property
    def words(self) -> str:
        """Number and heading as they are printed."""
        return heading_words(self.number, self.heading)


@dataclass(frozen=True, slots=True)
class Reading:
    """The paper: clauses in order, rules that no heading names, and how many gaps are still open."""

    clauses: tuple[Clause, ...]
    others: tuple[Rule, ...]
    open_gaps: int


def reading(scheme: Scheme) -> Reading:
    """The scheme as its school would print it."""
    by_id: dict[str, list[Rule]] = {}
    for rule in scheme.rules():
        by_id.setdefault(rule.id, []).append(rule)
    clauses = tuple(
        Clause(
            item.number, item.heading, item.depth, item.text,
            tuple(rule for name in item.rules for rule in by_id.get(name, ())),
        )
        for item in scheme.outline
    )  # fmt: skip
    named = {name for item in scheme.outline for name in item.rules}
    others = tuple(rule for rule in scheme.rules() if rule.id not in named)
    gaps = sum(1 for rule in scheme.rules() if rule.gap and not rule.gap.decision)
    return Reading(clauses, others, gaps)
