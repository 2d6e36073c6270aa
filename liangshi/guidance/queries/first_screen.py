"""What first screens show of guidance; one statement each."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, IntegerField, OuterRef, QuerySet, Value

from liangshi.domain.access import Viewer
from liangshi.guidance.choices import GoalState, ReportState, TalkState
from liangshi.guidance.models import (
    Evaluation,
    EvaluationAnswer,
    Goal,
    PlanVersion,
    ProblemReport,
    Reflection,
    TalkRequest,
)
from liangshi.people.models import Student

SHOWN = 3
TALK, REPORT = 1, 2
LONG_AGO = timedelta(days=60)


def next_talks(viewer: Viewer, now: datetime) -> list[TalkRequest]:
    """The student's requests that wait, and talks that lie ahead."""
    rows = TalkRequest.objects.visible_to(viewer).filter(student=viewer.student).select_related("to")
    waiting = rows.filter(state__in=(TalkState.OPEN, TalkState.PASSING))
    ahead = rows.filter(state=TalkState.ACCEPTED, meet_at__gte=now - timedelta(hours=1))
    return list((waiting | ahead).order_by("meet_at", "asked_at")[:SHOWN])


def awaiting_answer(viewer: Viewer) -> bool:
    """Whether an evaluation that was told to the viewer has no answer of the viewer yet."""
    own = viewer.wards | ({viewer.student} if viewer.student else set())
    mine = EvaluationAnswer.unscoped.filter(evaluation=OuterRef("pk"), account=viewer.account)
    rows = Evaluation.objects.visible_to(viewer).filter(student__in=own, told_on__isnull=False)
    return bool(rows.filter(~Exists(mine)).exists())


def last_answer(viewer: Viewer) -> str:
    """What the mentor last answered to a reflection of the student."""
    rows = Reflection.objects.visible_to(viewer).filter(student=viewer.student).exclude(answer="")
    return rows.order_by("-read_at").values_list("answer", flat=True).first() or ""


def goals_ahead(viewer: Viewer) -> list[Goal]:
    """The next goals of the student."""
    rows = Goal.objects.visible_to(viewer).filter(student=viewer.student, state=GoalState.ACTIVE)
    return list(rows.order_by("by_when", "pk")[:SHOWN])


def waiting_for(viewer: Viewer) -> tuple[int, int]:
    """(requests to talk, reports) that wait for the viewer; one statement."""
    talks = TalkRequest.objects.visible_to(viewer).filter(to=viewer.staff, state=TalkState.OPEN)
    reports = ProblemReport.objects.visible_to(viewer).filter(state=ReportState.OPEN)
    talking, reporting = (
        rows.order_by().annotate(kind=Value(kind, IntegerField())).values_list("kind", "pk")
        for kind, rows in ((TALK, talks), (REPORT, reports))
    )
    kinds = [kind for kind, _key in talking.union(reporting)]
    return kinds.count(TALK), kinds.count(REPORT)


def reviews_due(viewer: Viewer, today: date) -> QuerySet[Student]:
    """The viewer's students whose present plan was to be looked at by today."""
    newer = PlanVersion.unscoped.filter(student=OuterRef("student"), ordinal__gt=OuterRef("ordinal"))
    rows = PlanVersion.objects.visible_to(viewer).filter(
        ~Exists(newer), student__in=viewer.mentees, review_on__lte=today, review_on__gt=today - LONG_AGO
    )
    found: QuerySet[Student] = Student.objects.visible_to(viewer).filter(pk__in=rows.values("student"))
    return found
