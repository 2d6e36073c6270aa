"""Which acts leave a record here. What leaves none is expected all the same, and never said to be missed."""

from collections.abc import Iterable

from liangshi.domain.duties import Cell, Expected
from liangshi.domain.scheme import DutyKind, DutyRule, MomentRule
from liangshi.records.choices import DUTY_KINDS

RECORDED = frozenset(DUTY_KINDS.values()) | {
    DutyKind.MENTOR_NOTE,
    DutyKind.RELAY_VIEWS,
    DutyKind.WEEKLY_REFLECTION,
    DutyKind.READ_REFLECTION,
    DutyKind.GUIDANCE_PLAN,
    DutyKind.SUBJECT_CHOICE,
    DutyKind.APPLICATION_GUIDANCE,
    DutyKind.STAGE_EVALUATION,
    DutyKind.STUDENT_REPORT,
    DutyKind.GROWTH_MESSAGE,
}
"""The kinds that the sources of evidence know."""


def leaves_record(kind: DutyKind, also: Iterable[DutyKind]) -> bool:
    """Whether a record of this kind, or of one that fulfils it as well, can say that it was done."""
    return not RECORDED.isdisjoint((kind, *also))


def can_be_seen(entry: Expected) -> bool:
    """Whether a record can say that it was done."""
    return leaves_record(entry.slot.kind, entry.slot.also)


def has_figure(clause: DutyRule | MomentRule | None, cell: Cell) -> bool:
    """Whether what a clause asks for can be counted."""
    return leaves_record(cell.kind, clause.fulfilled_by if isinstance(clause, DutyRule) else ())


def asks_unseen(clause: DutyRule | MomentRule) -> bool:
    """Whether no record can say how the clause stands."""
    return isinstance(clause, DutyRule) and not leaves_record(clause.kind, clause.fulfilled_by)
