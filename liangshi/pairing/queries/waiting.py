"""Who has not acted in a phase: by name, so that somebody can help."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Role
from liangshi.foundation.templatetags.liangshi import listed
from liangshi.pairing.choices import AgreementState, ApplicationState, ListState, PhaseKind
from liangshi.pairing.models import (
    Acceptance,
    Agreement,
    Candidate,
    MentorApplication,
    Nomination,
    Preference,
    Round,
    RoundMentor,
)
from liangshi.people.choices import MentorStatus
from liangshi.people.models import ClassGroup, RoleAppointment, Staff

WAITED = (PhaseKind.APPLY, PhaseKind.APPROVE, PhaseKind.NOMINATE, PhaseKind.WISH, PhaseKind.ANSWER, PhaseKind.AGREE)
"""Phases in which somebody is waited for by name."""


@dataclass(frozen=True, slots=True)
class Waited:
    """Somebody who has not acted: name, number as typed at sign-in, where they belong, how far they are."""

    name: str
    number: str
    place: str
    note: str
    account: int | None


def waited_for(round_: Round, kind: str) -> tuple[Waited, ...]:
    """Everybody who has not acted in the phase, in order of class or name; at most three statements."""
    asked = _ASKED.get(PhaseKind(kind))
    return asked(round_) if asked else ()


def _apply(round_: Round) -> tuple[Waited, ...]:
    applied = MentorApplication.unscoped.filter(round=round_).exclude(state=ApplicationState.WITHDRAWN)
    rows = Staff.unscoped.filter(
        school=round_.school_id, left_on__isnull=True, mentor_status=MentorStatus.ELIGIBLE
    ).exclude(pk__in=applied.values("staff"))
    return tuple(
        Waited(row.name, row.number, listed(row.subjects), "", row.account_id)
        for row in rows.only("name", "number", "subjects", "account")
    )


def _approve(round_: Round) -> tuple[Waited, ...]:
    """The applications that wait; those who can decide are the coordinators."""
    waiting = MentorApplication.unscoped.filter(round=round_, state=ApplicationState.SUBMITTED).count()
    if not waiting:
        return ()
    note = _("%(number)s 份报名待审核") % {"number": waiting}
    held = RoleAppointment.unscoped.on(timezone.localdate())
    rows = held.filter(school=round_.school_id, role=Role.COORDINATOR)
    return tuple(
        Waited(row.account.name, row.account.number, "", note, row.account_id) for row in rows.select_related("account")
    )


def _nominate(round_: Round) -> tuple[Waited, ...]:
    """Homeroom teachers who have named nobody of their class, which may well be right."""
    named = Nomination.unscoped.standing().filter(student__class_group=OuterRef("pk"))
    rows = ClassGroup.unscoped.filter(
        ~Exists(named), year=round_.year_id, grade__round_links__round=round_, homeroom_teacher__isnull=False
    ).select_related("homeroom_teacher")
    return tuple(
        Waited(row.homeroom_teacher.name, row.homeroom_teacher.number, row.name, "", row.homeroom_teacher.account_id)
        for row in rows
        if row.homeroom_teacher
    )


def _wish(round_: Round) -> tuple[Waited, ...]:
    rows = (
        Candidate.unscoped.taking_part()
        .filter(round=round_)
        .exclude(wishes__state=ListState.SUBMITTED)
        .order_by("student__class_group__grade__level", "student__class_group__ordinal", "student__sort_key", "track")
        .values_list(
            "student__name", "student__number", "student__class_group__name", "wishes__state", "student__account"
        )
    )
    notes = {ListState.DRAFT: _("有草稿，还没有提交"), ListState.WITHDRAWN: _("已撤回")}
    return tuple(
        Waited(name, number, place or "", notes[ListState(state)] if state else "", account)
        for name, number, place, state, account in rows
    )


def _answer(round_: Round) -> tuple[Waited, ...]:
    asked = Preference.unscoped.filter(
        mentor=OuterRef("pk"),
        preferences__state=ListState.SUBMITTED,
        preferences__candidate__in=Candidate.unscoped.taking_part(),
    )
    answered = Acceptance.unscoped.filter(mentor=OuterRef("pk"))
    rows = RoundMentor.unscoped.filter(
        Exists(asked), round=round_, answered_at__isnull=True, staff__left_on__isnull=True
    )
    fields = rows.values_list("staff__name", "staff__number", "staff__subjects", "staff__account", Exists(answered))
    begun = _("已开始，还没有确认完成")
    return tuple(
        Waited(name, number, listed(subjects), begun if started else "", account)
        for name, number, subjects, account, started in fields
    )


def _agree(round_: Round) -> tuple[Waited, ...]:
    rows = Agreement.unscoped.filter(pairing__round=round_, state=AgreementState.OPEN)
    rows = rows.select_related("pairing__student__class_group", "pairing__mentor")
    return tuple(
        Waited(
            row.pairing.student.name, row.pairing.student.number,
            row.pairing.student.class_group.name if row.pairing.student.class_group else "",
            _("与 %(mentor)s 的协议书") % {"mentor": row.pairing.mentor.name}, row.pairing.student.account_id,
        )
        for row in rows
    )  # fmt: skip


_ASKED: dict[PhaseKind, Callable[[Round], tuple[Waited, ...]]] = {
    PhaseKind.APPLY: _apply,
    PhaseKind.APPROVE: _approve,
    PhaseKind.NOMINATE: _nominate,
    PhaseKind.WISH: _wish,
    PhaseKind.ANSWER: _answer,
    PhaseKind.AGREE: _agree,
}
