"""Rows that fulfil duties, as the engine of duties sees them; one statement for each table."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from liangshi.domain.duties import Among, Evidence, Outcome
from liangshi.domain.scheme import DutyKind
from liangshi.foundation.prepared import Prepared, slot, slots
from liangshi.guidance.choices import SENIOR_ONLY, Desk, GoalKind, ReflectionState
from liangshi.guidance.models import Evaluation, Goal, PlanVersion, ProblemReport, Reflection, TalkRequest
from liangshi.pairing.models import Pairing
from liangshi.people.models import School

NOBODY: frozenset[int] = frozenset()
KIND_OF_GOAL = {
    GoalKind.SUBJECT_CHOICE: DutyKind.SUBJECT_CHOICE,
    GoalKind.APPLICATION: DutyKind.APPLICATION_GUIDANCE,
}


REFLECTION = ("public_id", "student", "state", "handed_on", "saved_at", "read_at", "read_by__staff")


def _reflected() -> QuerySet[Reflection]:
    handed = Q(handed_on__gte=slot("since"), handed_on__lt=slot("until"))
    moved = handed | Q(read_at__gte=slot("midnight")) | Q(state=ReflectionState.SKIPPED)
    return Reflection.unscoped.filter(moved, school=slot("school"))


OF_FEW = Q(student__in=slots("students")) | Q(read_by__staff__in=slots("staff"))
REFLECTIONS = Prepared(lambda: _reflected().values_list(*REFLECTION))
REFLECTIONS_OF_FEW = Prepared(lambda: _reflected().filter(OF_FEW).values_list(*REFLECTION))


def school_evidence(school: School, since: date, until: date, among: Among | None = None) -> tuple[Evidence, ...]:
    """Everything from `since` to the day before `until`; six statements, fewer where few kinds are asked for."""
    first, last = (timezone.make_aware(datetime.combine(day, time.min)) for day in (since, until))

    def wanted(*kinds: DutyKind) -> bool:
        return among is None or among.first(kinds, since) is not None

    found = [*_reflections(school, since, until, among)]
    if wanted(DutyKind.GUIDANCE_PLAN):
        found += _plans(school, first, last, among)
    if wanted(*KIND_OF_GOAL.values()):
        found += _goals(school, first, last, among)
    if wanted(DutyKind.STAGE_EVALUATION):
        found += _evaluations(school, since, until, among)
    if wanted(DutyKind.STUDENT_REPORT):
        found += _student_reports(school, first, last, among)
    return tuple(found)


def _reflections(school: School, since: date, until: date, among: Among | None) -> Iterator[Evidence]:
    """Handed in by the student, read by a mentor; a skipped week is no fault of either."""
    first = among.first((DutyKind.WEEKLY_REFLECTION, DutyKind.READ_REFLECTION), since) if among else since
    if first is None:
        return
    since, midnight = first, timezone.make_aware(datetime.combine(first, time.min))
    span = {"school": school.pk, "since": since, "until": until, "midnight": midnight}
    few = among and {"students": among.students, "staff": among.staff}
    rows = REFLECTIONS_OF_FEW.ask(**span, **few) if few else REFLECTIONS.ask(**span)
    for key, student, state, handed_on, saved_at, read_at, reader in rows:
        about = frozenset((student,))
        if state == ReflectionState.SKIPPED:
            on = timezone.localdate(saved_at)
            if since <= on < until:
                yield Evidence(
                    f"reflection:{key}", DutyKind.WEEKLY_REFLECTION, about, NOBODY, on, None, Outcome.REFUSED
                )
                yield Evidence(f"reading:{key}", DutyKind.READ_REFLECTION, about, NOBODY, on, None, Outcome.REFUSED)
            continue
        if handed_on is not None and since <= handed_on < until:
            yield Evidence(f"reflection:{key}", DutyKind.WEEKLY_REFLECTION, about, NOBODY, handed_on)
        if read_at is not None and since <= timezone.localdate(read_at) < until:
            by = _by(reader)
            yield Evidence(f"reading:{key}", DutyKind.READ_REFLECTION, about, by, timezone.localdate(read_at))


def _few(among: Among | None, staff: str) -> Q:
    """Rows about these students or by these members of staff; all rows where nobody is named."""
    return Q() if among is None else Q(student__in=among.students) | Q(**{f"{staff}__in": among.staff})


def _by(staff: int | None) -> frozenset[int]:
    return frozenset((staff,)) if staff is not None else NOBODY


def _plans(school: School, since: datetime, until: datetime, among: Among | None) -> Iterator[Evidence]:
    rows = PlanVersion.unscoped.filter(
        _few(among, "written_by__staff"), school=school, written_at__gte=since, written_at__lt=until
    )
    for key, student, at, staff in rows.values_list(
        "public_id", "student", "written_at", "written_by__staff"
    ).iterator():
        on = timezone.localdate(at)
        yield Evidence(f"plan:{key}", DutyKind.GUIDANCE_PLAN, frozenset((student,)), _by(staff), on)


def _goals(school: School, since: datetime, until: datetime, among: Among | None) -> Iterator[Evidence]:
    """Subject choice and applications, where a mentor set the goal with the student."""
    rows = Goal.unscoped.filter(
        _few(among, "set_by__staff"),
        school=school,
        kind__in=SENIOR_ONLY,
        set_at__gte=since,
        set_at__lt=until,
        set_by__staff__isnull=False,
    )
    for key, student, kind, at, staff in rows.values_list(
        "pk", "student", "kind", "set_at", "set_by__staff"
    ).iterator():
        duty, on = KIND_OF_GOAL[GoalKind(kind)], timezone.localdate(at)
        yield Evidence(f"goal:{key}", duty, frozenset((student,)), _by(staff), on)


def _evaluations(school: School, since: date, until: date, among: Among | None) -> Iterator[Evidence]:
    rows = Evaluation.unscoped.filter(
        _few(among, "written_by__staff"), school=school, evaluated_on__gte=since, evaluated_on__lt=until
    )
    for key, student, on, staff in rows.values_list(
        "public_id", "student", "evaluated_on", "written_by__staff"
    ).iterator():
        yield Evidence(f"evaluation:{key}", DutyKind.STAGE_EVALUATION, frozenset((student,)), _by(staff), on)


def _student_reports(school: School, since: datetime, until: datetime, among: Among | None) -> Iterator[Evidence]:
    """What a student brought to the own mentor; a request to another adult leaves no trace here."""
    own = Exists(Pairing.unscoped.filter(student=OuterRef("student"), mentor=OuterRef("to")))
    talks = TalkRequest.unscoped.filter(_few(among, "to"), own, school=school, asked_at__gte=since, asked_at__lt=until)
    for key, student, at, staff in talks.values_list("public_id", "student", "asked_at", "to").iterator():
        on = timezone.localdate(at)
        yield Evidence(f"talk-request:{key}", DutyKind.STUDENT_REPORT, frozenset((student,)), _by(staff), on)
    reports = ProblemReport.unscoped.filter(
        _few(among, "to"), school=school, desk=Desk.MENTOR, reported_at__gte=since, reported_at__lt=until
    )
    for key, student, at, staff in reports.values_list("public_id", "student", "reported_at", "to").iterator():
        on = timezone.localdate(at)
        yield Evidence(f"problem:{key}", DutyKind.STUDENT_REPORT, frozenset((student,)), _by(staff), on)
