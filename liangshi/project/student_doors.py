"""What can be opened from a student's page: the doors of the apps above `people`, wired in here only."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Capability, StudentFacts, Viewer, reaches_care, reaches_student
from liangshi.domain.growth.reach import reaches_growth
from liangshi.domain.guidance.fields import reaches_guidance
from liangshi.foundation.doors import ViewerRequest
from liangshi.people.models import Student
from liangshi.people.queries import facts_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

register = template.Library()


@dataclass(frozen=True, slots=True)
class StudentDoor:
    """A route that takes a student's public id; it opens for whom the law of `within` says so."""

    capability: Capability
    route: str
    icon: str
    title: "StrOrPromise"
    within: Callable[[Viewer, StudentFacts], bool] = reaches_care


STUDENT_DOORS: tuple[StudentDoor, ...] = (
    StudentDoor(Capability.KEEP_RECORDS, "records:student", "notebook", _("记录"), within=reaches_student),
    StudentDoor(Capability.SHARE_GUIDANCE, "guidance:plan", "clipboard-list", _("计划和目标"), within=reaches_guidance),
    StudentDoor(Capability.GUIDE_STUDENTS, "guidance:reflections_of", "book", _("周反思"), within=reaches_guidance),
    StudentDoor(Capability.GUIDE_STUDENTS, "guidance:evaluations", "file-text", _("阶段评估"), within=reaches_guidance),
    StudentDoor(Capability.GUIDE_STUDENTS, "guidance:pieces_of", "star", _("作品"), within=reaches_guidance),
    StudentDoor(Capability.READ_GROWTH_MESSAGES, "growth:archive", "history", _("成长档案"), within=reaches_growth),
    StudentDoor(
        Capability.ARRANGE_APPOINTMENTS,
        "family:appointment_new",
        "calendar-plus",
        _("约学生或家长"),
        within=reaches_student,
    ),
    StudentDoor(Capability.WRITE_MESSAGES, "family:thread_new", "message", _("给家长写消息")),
    StudentDoor(Capability.RAISE_CONCERN, "wellbeing:raise_about", "heart", _("报告担心"), within=reaches_student),
)
"""In the order shown."""


@register.simple_tag(takes_context=True)
def student_doors(context: dict[str, Any], student: Student) -> list[tuple[str, str, str]]:
    """(url, icon, title) of the doors that open for the viewer of the page on this student."""
    viewer, facts = cast("ViewerRequest", context["request"]).viewer, facts_of(student)
    return [
        (reverse(door.route, args=[student.public_id]), door.icon, str(door.title))
        for door in STUDENT_DOORS
        if viewer.can(door.capability) and door.within(viewer, facts)
    ]
