"""Which meetings the scheme asks for, when the next one is due, and who belongs to the group."""

from dataclasses import dataclass
from datetime import date, time

from liangshi.domain.access import Role, Viewer
from liangshi.domain.duties import Calendar
from liangshi.domain.meetings import NextMeeting, next_meeting
from liangshi.domain.meetings.reach import LEADS
from liangshi.domain.scheme.organisation import MeetingRule
from liangshi.domain.scheme.spoken import rhythm_words
from liangshi.meetings.choices import MeetingState
from liangshi.meetings.models import Meeting
from liangshi.people.models import LeadershipPost, RoleAppointment, Staff
from liangshi.schemes.queries import NoSchemeError, scheme_on
from liangshi.schemes.queries.terms import school_calendar


@dataclass(frozen=True, slots=True)
class Due:
    """A meeting of the scheme: its rhythm in words, the next one, and whether a meeting is planned for it."""

    rule: MeetingRule
    rhythm: str
    next: NextMeeting | None
    planned: Meeting | None


def rules_of(school: int, today: date) -> tuple[MeetingRule, ...]:
    """The meetings of the scheme in force."""
    try:
        return scheme_on(school, today).meetings
    except NoSchemeError:
        return ()


def meeting_due(school: int, today: date, rules: tuple[MeetingRule, ...]) -> tuple[Due, ...]:
    """Each meeting of the scheme with its next date."""
    calendar = school_calendar(school, today) if rules else None
    return meetings_due(school, today, rules, calendar) if calendar else ()


def meetings_due(school: int, today: date, rules: tuple[MeetingRule, ...], calendar: Calendar) -> tuple[Due, ...]:
    """The same by a scheme and a calendar that are at hand; one statement."""
    rows = Meeting.unscoped.filter(school=school, held_on__gte=calendar.year.start)
    kept = [row for row in rows.exclude(state=MeetingState.CANCELLED) if row.rule]
    found = []
    for rule in rules:
        own = [row for row in kept if row.rule == rule.id]
        held = [row.held_on for row in own if row.state == MeetingState.HELD]
        coming = [row for row in own if row.state == MeetingState.PLANNED]
        planned = min(coming, key=lambda row: row.held_on, default=None)
        found.append(Due(rule, rhythm_words(rule.rhythm), next_meeting(rule.rhythm, held, today, calendar), planned))
    return tuple(found)


def usual_hours(school: int, rule: str) -> tuple[time | None, time | None]:
    """From when to when the last meeting of the clause was held; a next one is likely to keep it."""
    rows = Meeting.unscoped.filter(school=school, rule=rule, begins__isnull=False)
    last = rows.exclude(state=MeetingState.CANCELLED).first()
    return (last.begins, last.ends) if last else (None, None)


def group_of(school: int, today: date) -> tuple[Staff, ...]:
    """The leadership group in the order of its posts, each once; the coordinator where there are no posts."""
    posts = LeadershipPost.unscoped.filter(school=school, staff__left_on=None).select_related("staff__account")
    found = {post.staff_id: post.staff for post in posts}
    if found:
        return tuple(found.values())
    held = RoleAppointment.unscoped.on(today).filter(school=school, role=Role.COORDINATOR)
    leads = Staff.unscoped.filter(school=school, left_on=None, account__in=held.values("account"))
    return tuple(leads.select_related("account"))


def is_of_the_group(viewer: Viewer) -> bool:
    """Whether agenda and minutes exist for the viewer."""
    if viewer.staff is None:
        return False
    return (
        bool(viewer.roles & LEADS) or LeadershipPost.unscoped.filter(staff=viewer.staff, school=viewer.school).exists()
    )
