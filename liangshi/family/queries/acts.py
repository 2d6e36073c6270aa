"""What can be done about an appointment now: the one home of this rule, for pages and services."""

from datetime import datetime
from enum import StrEnum

from liangshi.domain.access import Viewer
from liangshi.family.choices import Side, State
from liangshi.family.models import Appointment
from liangshi.records.choices import Outcome


class Act(StrEnum):
    """A step that somebody on it can take."""

    CONFIRM = "confirm"
    AGREE_OUTSIDE = "agree_outside"
    OTHER_TIME = "other_time"
    DECLINE = "decline"
    CANCEL = "cancel"
    LEAVE = "leave"


ANSWERS = frozenset({Act.CONFIRM, Act.OTHER_TIME, Act.DECLINE})


def open_acts(viewer: Viewer, side: Side | None, appointment: Appointment, now: datetime) -> frozenset[Act]:
    """The steps open to the viewer, who stands on `side`; none for whoever only knows of it."""
    found: frozenset[Act] = frozenset()
    if side is None or appointment.state not in {State.PROPOSED, State.CONFIRMED}:
        return found
    if appointment.state == State.CONFIRMED:
        if not is_over(appointment, now):
            found |= {Act.OTHER_TIME, Act.CANCEL}
    elif appointment.waits_for == side:
        found |= ANSWERS
    else:
        found |= {Act.CANCEL}
        if side is Side.SCHOOL:
            found |= {Act.AGREE_OUTSIDE}
    if side is Side.SCHOOL and appointment.organiser_id != viewer.staff and not is_over(appointment, now):
        found |= {Act.LEAVE}
    return found


def is_over(appointment: Appointment, now: datetime) -> bool:
    """Whether the settled time has come."""
    return appointment.starts_at is not None and appointment.starts_at <= now


def outcomes_of(side: Side | None, appointment: Appointment, now: datetime) -> tuple[Outcome, ...]:
    """The honest outcomes that somebody of the school can record now; none before its time, none twice."""
    if side is not Side.SCHOOL or appointment.entry_id is not None:
        return ()
    if appointment.state == State.CONFIRMED and is_over(appointment, now):
        return (Outcome.HELD, Outcome.BY_PHONE, Outcome.POSTPONED, Outcome.REFUSED)
    if appointment.state == State.DECLINED:
        return (Outcome.REFUSED, Outcome.BY_PHONE)
    if appointment.state == State.CANCELLED:
        return (Outcome.POSTPONED, Outcome.REFUSED, Outcome.BY_PHONE)
    return ()
