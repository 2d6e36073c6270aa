"""Problems that students report, and the answers."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.guidance.choices import Desk, ReportState
from liangshi.guidance.forms.asking import ReportAnswerForm, ReportForm
from liangshi.guidance.models import ProblemReport
from liangshi.guidance.services import reports as services

from .acting import Sheet, fill_in, oneself, seen

RELATED = ("student__class_group", "student__account", "to", "answered_by")


@requires(Capability.OWN_GUIDANCE)
def my_reports(request: ViewerRequest) -> HttpResponse:
    """The student's own reports with their answers."""
    rows = ProblemReport.objects.visible_to(request.viewer).filter(student=oneself(request))
    page = one_page(request, rows.select_related("to", "answered_by"), 20)
    return show(request, "guidance/my_reports.html", {"page": page})


@requires(Capability.OWN_GUIDANCE)
def report_new(request: ViewerRequest) -> HttpResponse:
    """Tell a problem to one of the desks."""
    student, today = oneself(request), timezone.localdate()
    desks = [(desk, services.answering(student, desk, today)) for desk in Desk]
    form = ReportForm(request.POST or None, desks=[(desk, who) for desk, who in desks if who])
    sheet = Sheet(
        _("反映一个问题"), reverse("guidance:my_reports"), _("送出"), _("已送到，会答复你。"),
        template="guidance/talk_ask.html", draft="report",
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.report_problem(
            by=request.viewer, student=student, desk=Desk(form.cleaned_data["desk"]),
            text=form.cleaned_data["text"], now=timezone.now(),
        ),
    )  # fmt: skip


@requires(Capability.GUIDE_STUDENTS)
def report_inbox(request: ViewerRequest) -> HttpResponse:
    """Reports that the viewer answers: those that wait first."""
    rows = ProblemReport.objects.visible_to(request.viewer).exclude(student=request.viewer.student)
    rows = rows.select_related("student__class_group", "answered_by")
    waiting = rows.filter(state=ReportState.OPEN).order_by("reported_at")
    answered = rows.exclude(state=ReportState.OPEN).order_by("-answered_at")
    return show(request, "guidance/report_inbox.html", {"waiting": waiting, "page": one_page(request, answered, 20)})


@requires(Capability.GUIDE_STUDENTS)
def report(request: ViewerRequest, report: str) -> HttpResponse:
    """One report, and the answer to it."""
    row = seen(request, ProblemReport, report, *RELATED)
    form = ReportAnswerForm(request.POST or None)
    sheet = Sheet(
        _("%(name)s反映的问题") % {"name": row.student.name}, reverse("guidance:report_inbox"), _("答复"),
        _("已答复，学生会收到通知。"), template="guidance/report.html", more={"report": row},
        draft=f"report-answer:{row.public_id}",
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.answer_report(
            by=request.viewer, report=row, text=form.cleaned_data["text"], now=timezone.now()
        ),
    )  # fmt: skip
