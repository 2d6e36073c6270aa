"""Propose a meeting, or ask for one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability
from liangshi.family.choices import Preferred, Way
from liangshi.family.forms.appointments import STUDENT_WAYS, AskForm, ProposeForm
from liangshi.family.models import VisitPreference
from liangshi.family.queries.sides import staff_for_family
from liangshi.family.services.appointments import ask_for_meeting, propose
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.people.models import Student

from .acting import Sheet, fill_in, own_child, professional_student


@requires(Capability.ARRANGE_APPOINTMENTS)
def appointment_new(request: ViewerRequest, student_id: str) -> HttpResponse:
    """Whom, how, when; what the family prefers stands beside it."""
    student = professional_student(request, student_id)
    wishes = list(VisitPreference.objects.visible_to(request.viewer).filter(student=student).select_related("guardian"))
    form = ProposeForm(request.POST or None, viewer=request.viewer, student=student, first=first_way(wishes))
    sheet = Sheet(
        _("约%(name)s或家长") % {"name": student.name}, reverse("family:appointments"), _("发出邀请"),
        _("已发出，等对方回复。"), template="family/propose.html", draft=f"appointment:new:{student.public_id}",
        more={"student": student, "wishes": wishes},
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: propose(by=request.viewer, student=student, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


def first_way(wishes: list[VisitPreference]) -> Way:
    """The way that the family prefers; a home visit where nobody has said."""
    known = [Way(wish.way) for wish in wishes if wish.way != Preferred.NOT_NOW]
    return known[0] if known else Way.PHONE if wishes else Way.HOME_VISIT


@requires(Capability.READ_FAMILY_PAGE)
def appointment_ask(request: ViewerRequest, student_id: str) -> HttpResponse:
    """A guardian asks the mentor or the homeroom teacher for a meeting."""
    student = own_child(request, student_id)
    wish = VisitPreference.objects.visible_to(request.viewer).filter(
        student=student, guardian=request.viewer.guardian
    )  # fmt: skip
    staff = staff_for_family(student, timezone.localdate())
    form = AskForm(request.POST or None, staff=staff, first=first_way(list(wish)))
    sheet = Sheet(
        _("约老师谈谈%(name)s") % {"name": student.name}, reverse("family:family_of", args=[student_id]), _("发给老师"),
        _("已发给老师，等老师回复。"), lead=_("提一两个您方便的时间，老师会确认或者另提时间。"),
        draft=f"appointment:ask:{student.public_id}",
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: ask_for_meeting(
            by=request.viewer, student=student, staff=form.cleaned_data["staff"], draft=form.draft(), now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.OWN_GUIDANCE)
def own_ask(request: ViewerRequest) -> HttpResponse:
    """A student proposes a time to the mentor or the homeroom teacher."""
    rows = Student.objects.visible_to(request.viewer).select_related("class_group__homeroom_teacher")
    student: Student = get_object_or_404(rows, pk=request.viewer.student)
    staff = staff_for_family(student, timezone.localdate())
    form = AskForm(request.POST or None, staff=staff, first=Way.TALK, ways=STUDENT_WAYS)
    sheet = Sheet(
        _("约老师见面"), reverse("family:appointments"), _("发给老师"), _("已发给老师，等老师回复。"),
        lead=_("提一两个你方便的时间，老师会确认或者另提时间。只有你和这位老师知道。"), draft="appointment:own",
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: ask_for_meeting(
            by=request.viewer, student=student, staff=form.cleaned_data["staff"], draft=form.draft(), now=timezone.now()
        ),
    )  # fmt: skip
