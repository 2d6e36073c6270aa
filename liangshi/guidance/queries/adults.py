"""The adults of the school to whom a student can turn."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from liangshi.domain.guidance.reach import RequestFacts
from liangshi.guidance.choices import Desk
from liangshi.guidance.models import ProblemReport, TalkRequest
from liangshi.pairing.models import Pairing
from liangshi.pairing.queries.pairings import mentors_of
from liangshi.people.choices import AppointedRole
from liangshi.people.models import DeclaredRelative, RoleAppointment, Staff, Student, TeachingAssignment
from liangshi.people.queries import facts_of


@dataclass(frozen=True, slots=True)
class Circle:
    """Adults of one kind: what they are to the student, and who they are."""

    title: str
    adults: tuple[Staff, ...]


def circles(student: Student, today: date, *, without: int | None = None) -> tuple[Circle, ...]:
    """Mentor, homeroom teacher, counsellors, grade lead, teachers of the class, other mentors; each adult once."""
    group = student.class_group
    assigned = TeachingAssignment.unscoped.filter(class_group=group) if group else TeachingAssignment.unscoped.none()
    guiding = Pairing.unscoped.on(today).filter(school=student.school_id)
    kinds: tuple[tuple[str, Q], ...] = (
        (_("我的导师"), Q(pk__in=mentors_of(student.pk, today).values("mentor"))),
        (_("班主任"), Q(pk=group.homeroom_teacher_id if group else None)),
        (_("心理教师"), Q(account__in=_holding(student.school_id, today, role=AppointedRole.COUNSELLOR))),
        (
            _("年级组长"),
            Q(
                account__in=_holding(
                    student.school_id, today, role=AppointedRole.GRADE_LEAD, grade=group and group.grade_id
                )
            ),
        ),
        (_("任课老师"), Q(pk__in=assigned.values("staff"))),
        (_("其他导师"), Q(pk__in=guiding.values("mentor"))),
    )
    relatives = DeclaredRelative.unscoped.filter(student=student).values("staff")
    present = Staff.unscoped.filter(school=student.school_id, left_on__isnull=True, account__is_active=True)
    present = present.exclude(pk__in=relatives).exclude(pk=without or 0)
    named: set[int] = set()
    found = []
    for title, who in kinds:
        adults = tuple(staff for staff in present.filter(who).order_by("sort_key") if staff.pk not in named)
        named |= {staff.pk for staff in adults}
        if adults:
            found.append(Circle(title, adults))
    return tuple(found)


def _holding(school: int, today: date, **held: object) -> "QuerySet[RoleAppointment, int]":
    """Accounts that hold a role today."""
    rows = RoleAppointment.unscoped.on(today).filter(school=school, **held)
    return rows.values_list("account_id", flat=True)


def office_staff(student: Student, today: date) -> tuple[Staff, ...]:
    """Who answers at the office of student affairs for this student: not the own mentor, not a relative."""
    rows = Staff.unscoped.filter(
        account__in=_holding(student.school_id, today, role=AppointedRole.COORDINATOR), left_on__isnull=True
    )
    own = mentors_of(student.pk, today).values("mentor")
    relatives = DeclaredRelative.unscoped.filter(student=student).values("staff")
    return tuple(rows.exclude(pk__in=own).exclude(pk__in=relatives).order_by("sort_key").select_related("account"))


def report_facts(report: ProblemReport) -> RequestFacts:
    """What the law of reach asks of a report; the student and the class are at hand."""
    return RequestFacts(facts_of(report.student), report.to_id, office=report.desk == Desk.STUDENT_AFFAIRS)


def talk_facts(request: TalkRequest) -> RequestFacts:
    """The same of a request to talk."""
    return RequestFacts(facts_of(request.student), request.to_id)
