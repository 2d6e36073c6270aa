"""Doors between school and family: zhou has invited zhaoma about xiaoming, and wang has written to her."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer
from liangshi.family.choices import Way
from liangshi.family.models import Appointment, CalendarFeed, Message
from liangshi.family.queries.feeds import key_of
from liangshi.family.services.answers import agree_outside
from liangshi.family.services.appointments import AppointmentDraft, propose
from liangshi.family.services.feeds import open_feed
from liangshi.family.services.messages import MessageDraft, write_message
from tests.family.conftest import time_of
from tests.sweeps.doors import EVERYONE, FAMILY, STAFF, DoorRow
from tests.world import World

SCHOOL = STAFF | FAMILY
OTHERS = frozenset({"he", "zheng"})
GUARDIAN = frozenset({"zhaoma"})
ON_IT = frozenset({"zhou", "zhaoma"})
TWO = frozenset({"wang", "zhaoma"})
SEES = STAFF - {"chen"}
CARES = frozenset({"gu", "lin", "shen", "gao", "zhou", "wang"})


def by(world: World, name: str) -> Viewer:
    return viewer_of(world.account(name), timezone.localdate())


def appointment(world: World) -> Appointment:
    """A call in two days; made on the first call."""
    row = Appointment.unscoped.first()
    if row is not None:
        return row
    now = timezone.now()
    draft = AppointmentDraft(Way.PHONE, (now + timedelta(days=2),), guardians=(world.guardians["zhaoma"].pk,))
    return propose(by=by(world, "zhou"), student=world.students["xiaoming"], draft=draft, now=now)


def settled(world: World) -> Appointment:
    row = appointment(world)
    if row.state == "proposed":
        time = time_of(row, row.opened_at + timedelta(days=2))
        agree_outside(by=by(world, "zhou"), appointment=row, revision=row.revision, time=time, now=timezone.now())
    return row


def message(world: World) -> Message:
    row = Message.unscoped.first()
    if row is not None:
        return row
    return write_message(
        by=by(world, "wang"), student=world.students["xiaoming"], staff=world.staff["wang"],
        guardian=world.guardians["zhaoma"], draft=MessageDraft("下周一见", urgent=True), now=timezone.now(),
    )  # fmt: skip


def to(tail: str = "") -> Callable[[World], str]:
    return lambda world: f"/appointments/{appointment(world).public_id}/{tail}"


def child(lead: str, tail: str = "") -> Callable[[World], str]:
    return lambda world: f"/{lead}/{world.students['xiaoming'].public_id}/{tail}"


def feed(world: World) -> str:
    row = CalendarFeed.unscoped.first() or open_feed(by=by(world, "wang"), now=timezone.now())
    return reverse("family:feed", args=[row.public_id, key_of(row)])


NOT_FOUND = frozenset[str]()
DOORS = {
    "family:family": DoorRow(GUARDIAN, lambda world: "/family/"),
    "family:family_of": DoorRow(GUARDIAN, child("family")),
    "family:preference": DoorRow(GUARDIAN, child("family", "preference/")),
    "family:appointment_ask": DoorRow(GUARDIAN, child("family", "ask/")),
    "family:appointments": DoorRow(SCHOOL | OTHERS, lambda world: "/appointments/"),
    "family:own_ask": DoorRow(frozenset({"xiaoming", "xiaogang", "zheng"}), lambda world: "/appointments/ask/"),
    "family:appointment_new": DoorRow(SEES, child("appointments/new")),
    "family:appointment": DoorRow(ON_IT, to()),
    "family:confirm": DoorRow(NOT_FOUND, to("confirm/"), "post"),
    "family:agreed": DoorRow(NOT_FOUND, to("agreed/"), "post"),
    "family:other_time": DoorRow(ON_IT, to("times/")),
    "family:decline": DoorRow(ON_IT, to("decline/")),
    "family:cancel": DoorRow(ON_IT, to("cancel/")),
    "family:leave": DoorRow(frozenset({"zhou"}), to("leave/"), "post", (303,)),
    "family:record": DoorRow(frozenset({"zhou"}), to("record/")),
    "family:appointment_file": DoorRow(ON_IT, lambda world: f"/appointments/{settled(world).public_id}/file.ics"),
    "family:my_calendar": DoorRow(SCHOOL | OTHERS, lambda world: "/my-calendar/"),
    "family:feed_page": DoorRow(SCHOOL | OTHERS, lambda world: "/my-calendar/feed/"),
    "family:feed_renew": DoorRow(SCHOOL | OTHERS, lambda world: "/my-calendar/feed/renew/", "post", (303,)),
    "family:feed": DoorRow(EVERYONE, feed, public=True),
    "family:threads": DoorRow(STAFF | GUARDIAN | {"he"}, lambda world: "/messages/"),
    "family:thread_new": DoorRow(SEES | GUARDIAN, child("messages/new")),
    "family:thread": DoorRow(TWO, lambda world: f"/messages/{message(world).thread.public_id}/"),
    "family:message_take_back": DoorRow(
        TWO, lambda world: f"/messages/{message(world).public_id}/take-back/", "post", (303,)
    ),
    "family:message_file": DoorRow(
        frozenset({"wang"}), lambda world: f"/messages/{message(world).public_id}/record/", "post", (303,)
    ),
}
