"""The team of a class (班级育人共同体, clause O2): who belongs to it, who writes to all of it, what was written."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from liangshi.domain.access import Role, Viewer
from liangshi.pairing.models import Pairing
from liangshi.people.models import ClassGroup, RoleAppointment, Student, TeachingAssignment
from liangshi.people.queries import current_year
from liangshi.records.models import TeamNote


@dataclass(frozen=True, slots=True)
class Team:
    """A class of the viewer's, with the latest line to all of its team."""

    group: ClassGroup
    latest: TeamNote | None


def own_classes(viewer: Viewer, today: date) -> QuerySet[ClassGroup]:
    """The classes of this year that the viewer keeps, teaches, leads, or guides students of."""
    year = current_year(viewer.school, today) if viewer.school else None
    guided = Student.unscoped.filter(pk__in=viewer.mentees - viewer.relatives, left_on=None).values("class_group")
    near = Q(pk__in=viewer.homerooms | viewer.taught) | Q(grade__in=viewer.grades) | Q(pk__in=guided)
    rows: QuerySet[ClassGroup] = ClassGroup.objects.visible_to(viewer).filter(near, year=year)
    return rows.select_related("grade", "homeroom_teacher").order_by("grade__level", "ordinal", "pk")


def own_teams(viewer: Viewer, today: date) -> tuple[Team, ...]:
    """The viewer's classes, those with the latest line first; four statements at most."""
    groups = list(own_classes(viewer, today))
    rows = class_notes(viewer).filter(class_group__in=groups).order_by("written_at", "pk")
    latest = {row.class_group_id: row for row in rows}
    teams = [Team(group, latest.get(group.pk)) for group in groups]
    return tuple(sorted(teams, key=lambda team: -team.latest.written_at.timestamp() if team.latest else 0.0))


def class_notes(viewer: Viewer) -> QuerySet[TeamNote]:
    """Lines to whole teams, within the viewer's reach."""
    rows: QuerySet[TeamNote] = TeamNote.objects.visible_to(viewer).filter(student=None)
    return rows.select_related("author")


def writes_to_team(viewer: Viewer, group: ClassGroup) -> bool:
    """The homeroom teacher, or whoever leads the grade."""
    own = viewer.school == group.school_id
    return own and (group.pk in viewer.homerooms or group.grade_id in viewer.grades)


def team_of(group: ClassGroup, today: date) -> frozenset[int]:
    """Keys of the staff of the team: homeroom teacher, who teaches the class, mentors of its students, grade leads."""
    found = {group.homeroom_teacher_id}
    found |= set(TeachingAssignment.unscoped.filter(class_group=group).values_list("staff", flat=True))
    students = Student.unscoped.filter(class_group=group, left_on=None).values("pk")
    found |= set(Pairing.unscoped.on(today).filter(student__in=students).values_list("mentor", flat=True))
    leads = RoleAppointment.unscoped.on(today).filter(role=Role.GRADE_LEAD, grade=group.grade_id)
    found |= set(leads.values_list("account__staff", flat=True))
    return frozenset(key for key in found if key is not None)
