"""Students named for 导学, 导德 or as belonging to a group that gets attention first (clauses M7, M8)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from liangshi.audit.services import record
from liangshi.domain.access import Role, Viewer
from liangshi.domain.scheme import Scheme
from liangshi.foundation.refusals import RefusalError
from liangshi.pairing.choices import OPEN_NOMINATIONS, NominationKind, NominationState
from liangshi.pairing.models import Nomination
from liangshi.pairing.queries.terms import groups_of, routes
from liangshi.people.models import AcademicYear, Student, Term

TERM_DAYS = 150
"""How long a nomination holds where the school has no term in its calendar."""


class RouteClosedError(RefusalError):
    """The scheme gives this person no route to name this student for this."""


class NamedAlreadyError(RefusalError):
    """The student is named for this already."""


class NominationMovedError(RefusalError):
    """The nomination is no longer in the state that the act needs, or a reason is missing."""


class OwnNominationError(RefusalError):
    """Whoever named a student does not confirm it where another's word is part of the route."""


@dataclass(frozen=True, slots=True)
class NominationDraft:
    """For what, by which route, why."""

    kind: NominationKind
    category: str
    route: str
    reason: str


def roles_towards(viewer: Viewer, student: Student) -> frozenset[str]:
    """The scheme's words for what the viewer is to this student; a declared relative is nothing by profession."""
    if student.pk == viewer.student:
        return frozenset({"student"})
    if student.pk in viewer.wards:
        return frozenset({"guardian"})
    if student.school_id != viewer.school or student.pk in viewer.relatives:
        return frozenset()
    roles = set()
    group = student.class_group
    if group and group.pk in viewer.homerooms:
        roles.add("homeroom_teacher")
    if group and group.pk in viewer.taught:
        roles.add("subject_teacher")
    if group and group.grade_id in viewer.grades:
        roles |= {"grade_lead", "grade_group"}
    if Role.COORDINATOR in viewer.roles:
        roles |= {"coordinator", "student_affairs"}
    if Role.COUNSELLOR in viewer.roles:
        roles.add("counsellor")
    return frozenset(roles)


def routes_open(viewer: Viewer, student: Student, kind: NominationKind, scheme: Scheme) -> tuple[str, ...]:
    """By which routes the viewer may name the student."""
    roles = roles_towards(viewer, student)
    return tuple(route.by for route in routes(scheme, kind) if route.by in roles)


@transaction.atomic
def nominate(*, by: Viewer, student: Student, draft: NominationDraft, scheme: Scheme, now: datetime) -> Nomination:
    """Name a student. A route that needs nobody else's word counts at once; else it waits to be confirmed."""
    if draft.route not in routes_open(by, student, draft.kind, scheme):
        raise RouteClosedError
    if draft.kind == NominationKind.CATEGORY and draft.category not in {group.key for group in groups_of(scheme)}:
        raise RouteClosedError
    together = {role for route in routes(scheme, draft.kind) if route.by == draft.route for role in route.together_with}
    state = NominationState.PROPOSED if together else NominationState.CONFIRMED
    review, expiry = _dates(student.school_id, timezone.localdate(now))
    try:
        with transaction.atomic():
            row: Nomination = Nomination.unscoped.create(
                school_id=student.school_id, student=student, kind=draft.kind, category=draft.category,
                route=draft.route, nominated_by_id=by.account, nominated_at=now, reason=draft.reason,
                state=state, review_on=review, expires_on=expiry,
            )  # fmt: skip
    except IntegrityError as twice:
        raise NamedAlreadyError from twice
    _log(by, row, "made", now)
    return row


def _dates(school: int, today: date) -> tuple[date, date]:
    """Looked at again when the term ends; ends with the academic year."""
    term = Term.unscoped.filter(school=school, starts_on__lte=today, ends_on__gt=today).first()
    year = AcademicYear.unscoped.filter(school=school, starts_on__lte=today, ends_on__gt=today).first()
    review = term.ends_on if term else today + timedelta(days=TERM_DAYS)
    return review, year.ends_on if year else review


@transaction.atomic
def decide_nomination(*, by: Viewer, nomination: Nomination, confirm: bool, reason: str, now: datetime) -> None:
    """Confirm or decline what somebody else proposed; declining needs a reason."""
    if nomination.nominated_by_id == by.account:
        raise OwnNominationError
    if not confirm and not reason:
        raise NominationMovedError
    after = NominationState.CONFIRMED if confirm else NominationState.DECLINED
    _turn(nomination, (NominationState.PROPOSED,), after, by, reason, now)
    _log(by, nomination, str(after), now)


@transaction.atomic
def renew_nomination(*, by: Viewer, nomination: Nomination, now: datetime) -> None:
    """Looked at again and still true: to the end of the next term, never beyond the academic year in force."""
    review, expiry = _dates(nomination.school_id, max(timezone.localdate(now), nomination.review_on))
    standing = Nomination.unscoped.filter(pk=nomination.pk, state=NominationState.CONFIRMED)
    if not standing.update(review_on=review, expires_on=expiry, decided_by=by.account, decided_at=now):
        raise NominationMovedError
    _log(by, nomination, "renewed", now)


@transaction.atomic
def end_nomination(*, by: Viewer, nomination: Nomination, reason: str, now: datetime) -> None:
    """It no longer holds."""
    if not reason:
        raise NominationMovedError
    _turn(nomination, OPEN_NOMINATIONS, NominationState.ENDED, by, reason, now)
    _log(by, nomination, "ended", now)


def end_nominations(now: datetime) -> int:
    """End every nomination whose time is over; the number ended. Runs each night."""
    over = Nomination.unscoped.standing().filter(expires_on__lte=timezone.localdate(now))
    return over.update(state=NominationState.ENDED, decided_at=now, decision_reason="到期自动结束")


def _turn(
    row: Nomination, before: tuple[NominationState, ...], after: NominationState, by: Viewer, reason: str, now: datetime
) -> None:
    rows = Nomination.unscoped.filter(pk=row.pk, state__in=before)
    if not rows.update(state=after, decided_by=by.account, decided_at=now, decision_reason=reason):
        raise NominationMovedError


def _log(by: Viewer, row: Nomination, verb: str, now: datetime) -> None:
    record(
        by=by, verb=f"nomination.{verb}", kind="nomination", subject=row.public_id, school=row.school_id, now=now
    )  # fmt: skip


def note_reading(*, by: Viewer, school: int, number: int, now: datetime) -> None:
    """Reading sensitive rows leaves a trace: who, how many."""
    record(by=by, verb="nominations.read", kind="school", subject="", school=school, now=now, detail={"number": number})
