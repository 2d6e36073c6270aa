"""Reflections: the student's weeks, what a mentor has to read."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from liangshi.domain.access import Viewer
from liangshi.domain.guidance.reach import ReflectionFacts
from liangshi.domain.guidance.weeks import WEEK, due_of, recent_weeks, week_to_write
from liangshi.guidance.choices import ReflectionState
from liangshi.guidance.models import Reflection
from liangshi.guidance.queries.forms import ReflectionTerms
from liangshi.pairing.models import Pairing
from liangshi.pairing.queries.pairings import mentors_of
from liangshi.people.models import Term
from liangshi.people.queries import facts_of

WEEKS_OPEN = 6
"""How many weeks back a reflection can still be written."""


@dataclass(frozen=True, slots=True)
class WeekShown:
    """One week: what was written, if anything."""

    week_on: date
    due_on: date
    reflection: Reflection | None


def settled_weeks(student: int, since: date) -> frozenset[date]:
    """Weeks that are handed in or skipped."""
    rows = Reflection.unscoped.filter(student=student, week_on__gte=since).exclude(state=ReflectionState.DRAFT)
    return frozenset(rows.values_list("week_on", flat=True))


def asked_week(student: int, terms: ReflectionTerms, today: date) -> date:
    """The week that the student is asked for now."""
    return week_to_write(today, terms.weekday, settled_weeks(student, today - 2 * WEEK))


def open_weeks(school: int, terms: ReflectionTerms, today: date) -> tuple[tuple[date, date], ...]:
    """(week, due day) of the weeks of term that can be written now, newest first."""
    weeks = recent_weeks(today, WEEKS_OPEN)
    spans = list(Term.unscoped.filter(school=school, ends_on__gt=weeks[-1]).values_list("starts_on", "ends_on"))
    taught = [week for week in weeks if any(start < week + WEEK and week < end for start, end in spans)]
    return tuple((week, due_of(week, terms.weekday)) for week in taught)


def weeks_shown(viewer: Viewer, terms: ReflectionTerms, today: date) -> tuple[WeekShown, ...]:
    """The open weeks with what stands in them."""
    weeks = open_weeks(viewer.school or 0, terms, today)
    rows = Reflection.objects.visible_to(viewer).filter(student=viewer.student, week_on__in=[w for w, _ in weeks])
    found = {row.week_on: row for row in rows.select_related("read_by")}
    return tuple(WeekShown(week, due, found.get(week)) for week, due in weeks)


def written_to(viewer: Viewer) -> QuerySet[Reflection]:
    """What the viewer's own mentees handed in to the viewer as their mentor."""
    rows: QuerySet[Reflection] = Reflection.objects.visible_to(viewer)
    return rows.filter(student__in=viewer.mentees).exclude(student=viewer.student)


def to_read(viewer: Viewer) -> QuerySet[Reflection]:
    """Unread, the one that waits longest first."""
    rows = written_to(viewer).filter(read_at__isnull=True)
    return rows.select_related("student__class_group").order_by("handed_on", "pk")


def lately_read(viewer: Viewer) -> QuerySet[Reflection]:
    """What was read, newest first."""
    rows = written_to(viewer).filter(read_at__isnull=False)
    return rows.select_related("student__class_group", "read_by").order_by("-read_at", "-pk")


def reflection_facts(reflection: Reflection) -> ReflectionFacts:
    """What the law of reach asks; the student and the class are at hand, one statement."""
    handed_in = reflection.state == ReflectionState.HANDED_IN
    mentors: frozenset[int] = frozenset()
    if reflection.handed_on is not None:
        rows = Pairing.unscoped.on(reflection.handed_on).filter(student=reflection.student_id)
        mentors = frozenset(rows.values_list("mentor_id", flat=True))
    return ReflectionFacts(facts_of(reflection.student), handed_in, reflection.homeroom_reads, mentors)


def mentor_names(student: int, today: date) -> tuple[str, ...]:
    """The names of the mentors of a student today."""
    return tuple(pairing.mentor.name for pairing in mentors_of(student, today))
