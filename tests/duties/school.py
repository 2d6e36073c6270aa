"""A school with a published scheme, pairings and records, for the tests of duties."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer
from liangshi.pairing.choices import CameAbout, Track
from liangshi.pairing.models import Pairing
from liangshi.people.models import CalendarDay, School, Staff, Student
from liangshi.records.choices import EntryKind
from liangshi.records.models import Entry
from liangshi.records.services.entries import EntryDraft, keep_entry
from liangshi.schemes.models import SchemeVersion
from liangshi.schemes.queries import preset
from tests.world import World

ZONE = ZoneInfo("Asia/Shanghai")
SEPTEMBER = date(2026, 9, 1)


def at(day: date, hour: int = 16) -> datetime:
    """An afternoon."""
    return datetime.combine(day, time(hour), ZONE)


def publish(world: World, text: str, since: date = SEPTEMBER, school: str = "mingde") -> SchemeVersion:
    """A version in force from a day on."""
    place = world.schools[school]
    coordinator = world.staff["shen" if school == "mingde" else "he"].account
    row: SchemeVersion = SchemeVersion.unscoped.create(
        school=place, ordinal=SchemeVersion.unscoped.filter(school=place).count() + 1, title="全员导师制实施方案",
        text=text, digest="0" * 64, valid_from=since, published_at=at(since), published_by=coordinator,
    )  # fmt: skip
    return row


def publish_preset(world: World, key: str, school: str = "mingde", since: date = SEPTEMBER) -> SchemeVersion:
    """A shipped scheme as it is."""
    return publish(world, preset(key).text, since, school)


def pair(
    mentor: Staff, student: Student, since: date = SEPTEMBER, until: date | None = None, track: Track = Track.WHOLE
) -> Pairing:  # fmt: skip
    """A pairing."""
    row: Pairing = Pairing.unscoped.create(
        school=student.school, student=student, mentor=mentor, starts_on=since, ends_on=until, track=track,
        came_about=CameAbout.CHANGE, reason="学校安排", created_at=at(since),
    )  # fmt: skip
    return row


def calendar(school: School) -> None:
    """National Day off, the Saturday after it worked, midterm examination in November."""
    days = [(date(2026, 10, day), "holiday", "国庆节") for day in range(1, 8)]
    days.append((date(2026, 10, 10), "school_day", "国庆节调休"))
    days += [(date(2026, 11, day), "exam", "期中考试") for day in (9, 10, 11)]
    CalendarDay.unscoped.bulk_create(
        CalendarDay(school=school, date=day, kind=kind, name=name) for day, kind, name in days
    )


def by(world: World, name: str, day: date) -> Viewer:
    """The viewer of a named person."""
    return viewer_of(world.account(name), day)


def talk(
    world: World, mentor: str, *students: str, on: date, kind: EntryKind = EntryKind.TALK,
    filed: datetime | None = None, **more: object,
) -> Entry:  # fmt: skip
    """A record through the service, filed on the same day unless `filed` says otherwise."""
    keys = tuple(world.students[name].pk for name in students)
    draft = EntryDraft(kind, keys, at(on, 12), **more)  # type: ignore[arg-type]
    return keep_entry(by=by(world, mentor, on), draft=draft, now=filed or at(on))
