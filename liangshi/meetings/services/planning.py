"""A meeting is planned with an agenda of what is open; its agenda is changed until it is held."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.foundation.templatetags.liangshi import zh_date
from liangshi.meetings.choices import MeetingState
from liangshi.meetings.models import AgendaItem, Meeting, Presence
from liangshi.meetings.queries import proposals
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account, Staff


class MeetingMovedError(RefusalError):
    """The meeting was held or cancelled in between."""


class ItemFixedError(RefusalError):
    """The agenda of a meeting that is over stays."""


class UnmovedError(RefusalError):
    """Day, hours and place are as they were."""


class EndsTooEarlyError(RefusalError):
    """The meeting would end before it begins, or at once."""

    field: ClassVar[str] = "ends"


class NoBeginError(RefusalError):
    """It is said when the meeting ends, and not when it begins."""

    field: ClassVar[str] = "begins"


@dataclass(frozen=True, slots=True)
class When:
    """The day, the hours as far as they are known, the place."""

    held_on: date
    place: str = ""
    begins: time | None = None
    ends: time | None = None


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """When and where, by which clause of the scheme, and who is asked to come."""

    title: str
    when: When
    rule: str
    people: tuple[Staff, ...]


@transaction.atomic
def plan_meeting(*, by: Viewer, school: int, draft: PlanDraft, now: datetime) -> Meeting:
    """Plan it, take what is open onto the agenda, tell those who are asked to come."""
    when = draft.when
    _in_order(when)
    meeting: Meeting = Meeting.unscoped.create(
        school_id=school, rule=draft.rule, title=draft.title, held_on=when.held_on, begins=when.begins,
        ends=when.ends, place=when.place, planned_by_id=by.account, planned_at=now,
    )  # fmt: skip
    Presence.unscoped.bulk_create(Presence(school_id=school, meeting=meeting, staff=staff) for staff in draft.people)
    _take_open(meeting, now)
    title = _("%(title)s定在%(day)s") % {"title": draft.title, "day": day_and_hours(meeting)}
    tell(meeting, "meeting.planned", title, now)
    trace(by, "meeting.planned", meeting, now)
    return meeting


@transaction.atomic
def move_meeting(*, by: Viewer, meeting: Meeting, when: When, now: datetime) -> None:
    """Another day, hour or place before it is held; those who are asked to come are told."""
    _in_order(when)
    current = Meeting.unscoped.select_for_update().get(pk=meeting.pk)
    if current.state != MeetingState.PLANNED:
        raise MeetingMovedError
    if when == When(current.held_on, current.place, current.begins, current.ends):
        raise UnmovedError
    current.held_on, current.place, current.begins, current.ends = when.held_on, when.place, when.begins, when.ends
    current.save(update_fields=["held_on", "place", "begins", "ends"])
    words = {"title": current.title, "day": day_and_hours(current), "place": current.place}
    title = _("%(title)s改在%(day)s，地点：%(place)s") if current.place else _("%(title)s改在%(day)s")
    tell(current, "meeting.moved", title % words, now)
    trace(by, "meeting.changed", current, now)


def day_and_hours(meeting: Meeting) -> str:
    """The day and, where it is known, from when to when."""
    return f"{zh_date(meeting.held_on)} {meeting.hours}".rstrip()


@transaction.atomic
def renew_agenda(*, by: Viewer, meeting: Meeting, now: datetime) -> int:
    """Take onto the agenda what came up since it was planned; the number of new items."""
    _still_planned(meeting)
    number = _take_open(meeting, now)
    if number:
        trace(by, "meeting.item_added", meeting, now)
    return number


def _take_open(meeting: Meeting, now: datetime) -> int:
    there = AgendaItem.unscoped.filter(meeting=meeting)
    known = set(there.values_list("source", flat=True))
    fresh = [one for one in proposals(meeting.school_id, timezone.localdate(now)) if one.source not in known]
    top = there.aggregate(top=Max("position"))["top"] or 0
    AgendaItem.unscoped.bulk_create(
        AgendaItem(
            school_id=meeting.school_id, meeting=meeting, position=number, title=one.title, source=one.source,
            link=one.link,
        )
        for number, one in enumerate(fresh, start=top + 1)
    )  # fmt: skip
    return len(fresh)


@transaction.atomic
def add_item(*, by: Viewer, meeting: Meeting, title: str, now: datetime) -> AgendaItem:
    """Put something on the agenda."""
    _still_planned(meeting)
    top = AgendaItem.unscoped.filter(meeting=meeting).aggregate(top=Max("position"))["top"] or 0
    item: AgendaItem = AgendaItem.unscoped.create(
        school_id=meeting.school_id, meeting=meeting, position=top + 1, title=title
    )
    trace(by, "meeting.item_added", meeting, now)
    return item


@transaction.atomic
def remove_item(*, by: Viewer, item: AgendaItem, now: datetime) -> None:
    """Take something off the agenda; the meeting is at hand."""
    _still_planned(item.meeting)
    AgendaItem.unscoped.filter(pk=item.pk).delete()
    trace(by, "meeting.item_removed", item.meeting, now)


@transaction.atomic
def cancel_meeting(*, by: Viewer, meeting: Meeting, now: datetime) -> None:
    """It does not take place; those who were asked are told."""
    rows = Meeting.unscoped.filter(pk=meeting.pk, state=MeetingState.PLANNED)
    if not rows.update(state=MeetingState.CANCELLED):
        raise MeetingMovedError
    day = day_and_hours(meeting)
    tell(meeting, "meeting.cancelled", _("%(day)s的%(title)s取消了") % {"day": day, "title": meeting.title}, now)
    trace(by, "meeting.cancelled", meeting, now)


def tell(meeting: Meeting, kind: str, title: str, now: datetime) -> None:
    """A notice to everybody who is asked to come."""
    people = Account.objects.filter(staff__in=Presence.unscoped.filter(meeting=meeting).values("staff"), is_active=True)
    notify(
        to=people, word=Word(kind=kind, title=title, link=reverse("meetings:meeting", args=[meeting.public_id])),
        now=now,
    )  # fmt: skip


def trace(by: Viewer, verb: str, meeting: Meeting, now: datetime) -> None:
    """The entry of an act on a meeting."""
    record(by=by, verb=verb, kind="meeting", subject=meeting.public_id, school=meeting.school_id, now=now)


def _in_order(when: When) -> None:
    if when.ends is None:
        return
    if when.begins is None:
        raise NoBeginError
    if when.ends <= when.begins:
        raise EndsTooEarlyError


def _still_planned(meeting: Meeting) -> None:
    locked = Meeting.unscoped.select_for_update().get(pk=meeting.pk)
    if locked.state != MeetingState.PLANNED:
        raise ItemFixedError
