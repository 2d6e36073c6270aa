"""Load the demo school into an empty database, in one transaction."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer
from liangshi.duties.services import reckon_school
from liangshi.people.models import Account, School
from liangshi.people.services.accounts import mark_demo
from liangshi.project.demo.family import build_family
from liangshi.project.demo.guidance import build_guidance
from liangshi.project.demo.pairings import build_pairings
from liangshi.project.demo.people import STUDENTS, DemoSchool, build_people
from liangshi.project.demo.records import build_records
from liangshi.project.demo.round import build_round
from liangshi.project.demo.scheme import PRESET, scheme_text
from liangshi.project.demo.wellbeing import build_concerns
from liangshi.schemes.services import publish_draft, start_draft


@transaction.atomic
def load_demo(now: datetime, students: int = STUDENTS) -> bool:
    """Make the demo school; False when the database already holds a school."""
    if School.unscoped.exists():
        return False
    demo = build_people(timezone.localdate(now), students)
    viewer = coordinator(demo, now)
    _scheme(demo, viewer, now)
    build_round(demo, viewer, now)
    pairings = build_pairings(demo, now)
    build_guidance(demo, pairings, now)
    build_records(demo, pairings, now)
    build_family(demo, pairings, now)
    build_concerns(demo, now)
    reckon_school(school=demo.school.pk, now=now)
    mark_demo(accounts=faces(demo))
    return True


def coordinator(demo: DemoSchool, now: datetime) -> Viewer:
    """The coordinator of the demo school as a viewer."""
    account = Account.unscoped.get(school=demo.school, appointments__role="coordinator")
    return viewer_of(account, timezone.localdate(now))


def faces(demo: DemoSchool) -> dict[str, Account]:
    """One account for each role, by the label that the sign-in page shows."""
    roles = {"principal": "校长", "coordinator": "德育处", "administrator": "系统管理员", "counsellor": "心理教师"}
    found = {label: Account.unscoped.get(school=demo.school, appointments__role=role) for role, label in roles.items()}
    group = demo.classes[0]
    teachers = Account.unscoped.filter(staff__assignments__class_group=group, staff__homerooms__isnull=True)
    lead = Account.unscoped.get(school=demo.school, appointments__grade=demo.grades[0])
    return found | {
        "年级组长": lead,
        "班主任": Account.unscoped.get(staff__homerooms=group),
        "导师": teachers.order_by("pk")[0],
        "学生": Account.unscoped.get(student__number=demo.students[0].number, school=demo.school),
        "家长": Account.unscoped.get(guardian__wards__student__number=demo.students[0].number, school=demo.school),
    }


def _scheme(demo: DemoSchool, by: Viewer, now: datetime) -> None:
    draft = start_draft(by=by, school=demo.school.pk, text=scheme_text(), started_from=PRESET, now=now)
    publish_draft(
        by=by,
        draft=draft,
        revision=draft.revision,
        valid_from=demo.year.starts_on,
        note="在芜湖方案的框架内，加了本校的协议书",
        now=now,
    )
