"""Mentors for the time until the round is published: teachers of the own class look after the students first."""

from datetime import datetime

from django.utils import timezone

from liangshi.pairing.choices import CameAbout
from liangshi.pairing.models import Pairing
from liangshi.people.choices import MentorStatus
from liangshi.people.models import TeachingAssignment
from liangshi.project.demo.people import DemoSchool


def build_pairings(demo: DemoSchool, now: datetime) -> list[Pairing]:
    """One mentor for each student: of the teachers of the class the one with the fewest so far."""
    teachers: dict[int, list[int]] = {}
    rows = TeachingAssignment.unscoped.filter(school=demo.school, staff__mentor_status=MentorStatus.ELIGIBLE)
    rows = rows.filter(class_group__homeroom_teacher__isnull=False, staff__homerooms__isnull=True)
    for class_group, staff in rows.order_by("pk").values_list("class_group", "staff"):
        teachers.setdefault(class_group, []).append(staff)
    since = min(demo.year.starts_on, timezone.localdate(now))
    load = {staff: 0 for group in teachers.values() for staff in group}
    pairings = []
    for student in demo.students:
        group = student.class_group_id or 0
        if group not in teachers:
            continue
        mentor = min(teachers[group], key=load.__getitem__)
        load[mentor] += 1
        pairings.append(
            Pairing(
                school=demo.school, student=student, mentor_id=mentor, starts_on=since, created_at=now,
                came_about=CameAbout.MANUAL, reason="结对公布之前，先由任课老师照顾",
            )
        )  # fmt: skip
    made: list[Pairing] = Pairing.unscoped.bulk_create(pairings)
    return made
