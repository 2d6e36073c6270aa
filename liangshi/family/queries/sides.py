"""Who stands on which side of an appointment, and who can be invited."""

from datetime import date

from django.db.models import Q, QuerySet

from liangshi.domain.access import Viewer, reaches_care
from liangshi.domain.family import AppointmentFacts
from liangshi.family.choices import Side
from liangshi.family.models import Appointment, AppointmentGuardian, AppointmentStaff
from liangshi.pairing.queries.pairings import mentors_of
from liangshi.people.models import Account, DeclaredRelative, Guardianship, Staff, Student
from liangshi.people.queries import facts_of


def facts_of_appointment(appointment: Appointment) -> AppointmentFacts:
    """What the law asks of it; student and class are at hand."""
    return AppointmentFacts(
        facts_of(appointment.student),
        frozenset(staff_on(appointment).values_list("staff", flat=True)),
        frozenset(guardians_on(appointment).values_list("guardian", flat=True)),
        appointment.with_student,
        appointment.team,
    )


def staff_on(appointment: Appointment) -> QuerySet[AppointmentStaff]:
    """The members of staff on it."""
    rows: QuerySet[AppointmentStaff] = AppointmentStaff.unscoped.filter(appointment=appointment)
    return rows


def guardians_on(appointment: Appointment) -> QuerySet[AppointmentGuardian]:
    """The guardians on it."""
    rows: QuerySet[AppointmentGuardian] = AppointmentGuardian.unscoped.filter(appointment=appointment)
    return rows


def side_of(viewer: Viewer, appointment: Appointment) -> Side | None:
    """On which side the viewer is on it; None for whoever only knows of it."""
    if viewer.staff is not None and staff_on(appointment).filter(staff=viewer.staff).exists():
        return Side.SCHOOL
    if appointment.with_student and viewer.student == appointment.student_id:
        return Side.FAMILY
    is_ward = appointment.student_id in viewer.wards
    if is_ward and guardians_on(appointment).filter(guardian=viewer.guardian).exists():
        return Side.FAMILY
    return None


def accounts_on(appointment: Appointment) -> QuerySet[Account]:
    """Everybody on it who can sign in; a guardian no more the student's guardian is left out."""
    ties = Guardianship.unscoped.filter(student=appointment.student_id)
    guardians = guardians_on(appointment).filter(guardian__in=ties.values("guardian")).values("guardian")
    people = Q(staff__in=staff_on(appointment).values("staff")) | Q(guardian__in=guardians)
    if appointment.with_student:
        people |= Q(student=appointment.student_id)
    rows: QuerySet[Account] = Account.objects.filter(people, is_active=True)
    return rows


def guardianships_of(viewer: Viewer, student: Student) -> QuerySet[Guardianship]:
    """The guardians whom the viewer may invite or write to: within the pastoral tier only."""
    rows: QuerySet[Guardianship] = Guardianship.unscoped.filter(student=student).select_related("guardian__account")
    return rows if viewer.staff is not None and reaches_care(viewer, facts_of(student)) else rows.none()


def colleagues_for(viewer: Viewer, student: Student) -> QuerySet[Staff]:
    """Members of staff who may come along; a declared relative of the student never."""
    relatives = DeclaredRelative.unscoped.filter(student=student).values("staff")
    rows: QuerySet[Staff] = Staff.objects.visible_to(viewer).filter(left_on__isnull=True)
    return rows.exclude(pk__in=relatives).exclude(pk=viewer.staff or 0)


def staff_for_family(student: Student, today: date) -> QuerySet[Staff]:
    """Whom a family turns to: the mentors of today and the homeroom teacher."""
    mentors = mentors_of(student.pk, today).values("mentor")
    homeroom = (student.class_group.homeroom_teacher_id if student.class_group else None) or 0
    relatives = DeclaredRelative.unscoped.filter(student=student).values("staff")
    rows: QuerySet[Staff] = Staff.unscoped.filter(Q(pk__in=mentors) | Q(pk=homeroom), left_on__isnull=True)
    return rows.exclude(pk__in=relatives).select_related("account").order_by("sort_key", "pk")
