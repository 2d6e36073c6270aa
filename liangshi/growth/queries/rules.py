"""What the scheme says about growth messages: who reads them before they go out."""

from datetime import date

from django.db.models import Q

from liangshi.domain.access import Role as SchoolRole
from liangshi.domain.records import ROLE_KEYS
from liangshi.domain.scheme import Role
from liangshi.domain.scheme.forms import FormKind, FormRule
from liangshi.people.models import RoleAppointment, Staff, Student
from liangshi.schemes.queries import parsed, version_on


def second_reader(school: int, day: date) -> str | None:
    """The role that the scheme in force names as second reader of growth messages; None where it names nobody."""
    return next((form.second_reader for form in _forms(school, day) if form.second_reader), None)


def prompts(school: int, day: date) -> tuple[str, ...]:
    """What the scheme's form asks for; the letter stays one text."""
    return tuple(field.label for form in _forms(school, day) for field in form.fields)


def _forms(school: int, day: date) -> tuple[FormRule, ...]:
    version = version_on(school, day)
    if version is None:
        return ()
    return tuple(form for form in parsed(version.text).forms if form.kind is FormKind.GROWTH_MESSAGE)


def second_readers(student: Student, author: int, role: str | None, day: date) -> tuple[Staff, ...]:
    """Colleagues who may be asked: those in the role that the scheme names, else the homeroom teacher, then the leads.

    The author is never among them.
    """
    wanted = {role} if role else {Role.HOMEROOM_TEACHER.value, Role.GRADE_LEAD.value, Role.COORDINATOR.value}
    group = student.class_group
    leads = [held for held, keys in ROLE_KEYS.items() if wanted & {key.value for key in keys}]
    here = RoleAppointment.unscoped.on(day).filter(school=student.school_id)
    held = Q(role__in=leads)
    who = Q()
    if group is not None:
        if Role.GRADE_LEAD.value in wanted:
            held |= Q(role=SchoolRole.GRADE_LEAD, grade=group.grade_id)
        if Role.HOMEROOM_TEACHER.value in wanted:
            who = Q(pk=group.homeroom_teacher_id)
    who |= Q(account__in=here.filter(held).values("account"))
    rows = Staff.unscoped.filter(who, school=student.school_id, left_on__isnull=True).exclude(pk=author)
    return tuple(rows.order_by("sort_key", "pk"))
