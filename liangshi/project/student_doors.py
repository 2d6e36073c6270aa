"""What can be opened from a student's page: the doors of the apps above `people`, wired in here only."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Capability, Viewer, reaches_care, reaches_student
from liangshi.foundation.doors import ViewerRequest
from liangshi.people.models import Student
from liangshi.people.queries import facts_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

register = template.Library()


@dataclass(frozen=True, slots=True)
class StudentDoor:
    """A route that takes a student's public id; `care` where the pastoral tier is needed, not the directory alone."""

    capability: Capability
    route: str
    icon: str
    title: "StrOrPromise"
    care: bool = True


STUDENT_DOORS: tuple[StudentDoor, ...] = (
    StudentDoor(Capability.KEEP_RECORDS, "records:student", "notebook", _("记录"), care=False),
    StudentDoor(Capability.SHARE_GUIDANCE, "guidance:plan", "clipboard-list", _("计划和目标")),
    StudentDoor(Capability.GUIDE_STUDENTS, "guidance:reflections_of", "book", _("周反思")),
    StudentDoor(Capability.GUIDE_STUDENTS, "guidance:evaluations", "file-text", _("阶段评估")),
    StudentDoor(Capability.GUIDE_STUDENTS, "guidance:pieces_of", "star", _("作品")),
    StudentDoor(Capability.READ_GROWTH_MESSAGES, "growth:archive", "history", _("成长档案")),
    StudentDoor(
        Capability.ARRANGE_APPOINTMENTS, "family:appointment_new", "calendar-plus", _("约学生或家长"), care=False
    ),
    StudentDoor(Capability.WRITE_MESSAGES, "family:thread_new", "message", _("给家长写消息")),
    StudentDoor(Capability.RAISE_CONCERN, "wellbeing:raise_about", "heart", _("报告担心"), care=False),
)
"""In the order shown."""


@register.simple_tag(takes_context=True)
def student_doors(context: dict[str, Any], student: Student) -> list[tuple[str, str, str]]:
    """(url, icon, title) of the doors that open for the viewer of the page on this student."""
    viewer = cast("ViewerRequest", context["request"]).viewer
    return [
        (reverse(door.route, args=[student.public_id]), door.icon, str(door.title))
        for door in STUDENT_DOORS
        if viewer.can(door.capability) and _within(viewer, student, care=door.care)
    ]


def _within(viewer: Viewer, student: Student, *, care: bool) -> bool:
    facts = facts_of(student)
    return reaches_care(viewer, facts) if care else reaches_student(viewer, facts)
