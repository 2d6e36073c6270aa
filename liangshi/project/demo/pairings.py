"""Mentors for the time until the round is published: teachers of the own class look after the students first."""

from datetime import datetime

from django.utils import timezone

from liangshi.pairing.choices import CameAbout
from liangshi.pairing.models import Pairing
from liangshi.people.choices import MentorStatus
from liangshi.people.models import TeachingAssignment
from liangshi.project.demo.people import DemoSchool


def build_pairings(demo: DemoSchool, now: datetime) -> list[Pairing]:
    """One mentor for each student; the teachers of a class take turns."""
    teachers: dict[int, list[int]] = {}
    rows = TeachingAssignment.unscoped.filter(school=demo.school, staff__mentor_status=MentorStatus.ELIGIBLE)
    rows = rows.filter(class_group__homeroom_teacher__isnull=False, staff__homerooms__isnull=True)
    for class_group, staff in rows.order_by("pk").values_list("class_group", "staff"):
        teachers.setdefault(class_group, []).append(staff)
    since = min(demo.year.starts_on, timezone.localdate(now))
    turns = dict.fromkeys(teachers, 0)
    pairings = []
    for student in demo.students:
        group = student.class_group_id or 0
        if group not in teachers:
            continue
        mentor = teachers[group][turns[group] % len(teachers[group])]
        turns[group] += 1
        pairings.append(
            Pairing(
                school=demo.school, student=student, mentor_id=mentor, starts_on=since, created_at=now,
                came_about=CameAbout.MANUAL, reason="结对公布之前，先由任课老师照顾",
            )
        )  # fmt: skip
    made: list[Pairing] = Pairing.unscoped.bulk_create(pairings)
    return made
