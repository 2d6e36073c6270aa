"""The counsellor's board: open concerns by the time that is left, then cases by their next date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least

from liangshi.domain.access import Viewer
from liangshi.wellbeing.case_choices import ActionState, CaseState, MemberState
from liangshi.wellbeing.choices import ConcernState
from liangshi.wellbeing.models import Case, CaseAction, CaseMember, Concern, ConcernRun, ConcernStudent, Hand


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """An open concern; `moves_at` is when it goes on to the next person if nobody answers."""

    public_id: str
    names: tuple[str, ...]
    raised_at: datetime
    in_danger: bool
    moves_at: datetime | None
    holder: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """An open case by its next date: the earliest of the day it is looked at and what is still to be done."""

    public_id: str
    number: str
    student: str
    place: str
    level: str
    owner: str
    next_on: date
    late: bool


def concern_lines(viewer: Viewer) -> tuple[ConcernLine, ...]:
    """Those that nobody has in hand first, by the time left; two statements."""
    run = ConcernRun.unscoped.filter(concern=OuterRef("pk"), ended_at__isnull=True)
    hand = Hand.unscoped.filter(concern=OuterRef("pk"), ended_at__isnull=True)
    parts = Prefetch("students", ConcernStudent.unscoped.select_related("student"), to_attr="parts")
    rows = Concern.objects.visible_to(viewer).exclude(state=ConcernState.CLOSED).prefetch_related(parts)
    rows = rows.annotate(moves=Subquery(run.values("moves_at")[:1]), holder=Subquery(hand.values("person__name")[:1]))
    found = sorted(rows, key=lambda row: (row.holder is not None, row.moves or row.raised_at, row.pk))
    return tuple(
        ConcernLine(
            row.public_id, tuple(_name(part) for part in row.parts), row.raised_at, row.danger == "now",
            row.moves if row.holder is None else None, row.holder or "",
        )
        for row in found
    )  # fmt: skip


def _name(part: ConcernStudent) -> str:
    return part.student.name if part.student else part.named


def cases_by_date(viewer: Viewer) -> QuerySet[Case]:
    """Open cases within reach, the next date first; `next_on` beside each."""
    rows: QuerySet[Case] = Case.objects.visible_to(viewer).filter(state=CaseState.OPEN)
    due = CaseAction.unscoped.filter(case=OuterRef("pk"), state=ActionState.OPEN).order_by()
    first = Subquery(due.values("case").annotate(first=Min("due_on")).values("first"))
    rows = rows.annotate(next_on=Least("review_on", Coalesce(first, F("review_on"))))
    return rows.select_related("student__class_group", "owner").order_by("next_on", "pk")


def case_lines(rows: Iterable[Case], today: date) -> tuple[CaseLine, ...]:
    """The rows of `cases_by_date` as lines."""
    return tuple(
        CaseLine(
            row.public_id, row.number, row.student.name, str(row.student.class_group or ""), row.level,
            row.owner.name, row.next_on, row.next_on < today,  # type: ignore[attr-defined]
        )
        for row in rows
    )  # fmt: skip


def waiting_invitations(viewer: Viewer) -> QuerySet[CaseMember]:
    """Places that were offered to the viewer and wait for an answer."""
    rows: QuerySet[CaseMember] = CaseMember.objects.visible_to(viewer).filter(staff=viewer.staff)
    return rows.filter(state=MemberState.INVITED, case__state=CaseState.OPEN).select_related("case", "invited_by")


def own_actions(viewer: Viewer) -> QuerySet[CaseAction]:
    """What the viewer has to do in open cases, the earliest first."""
    rows: QuerySet[CaseAction] = CaseAction.objects.visible_to(viewer)
    mine = Q(assigned=viewer.staff, state=ActionState.OPEN, case__state=CaseState.OPEN)
    return rows.filter(mine).select_related("case").order_by("due_on", "pk")
