"""The duty to report, lines of care, the school's numbers, who is away."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.acting import seen
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, one_page, see_other, show
from liangshi.wellbeing.forms.around import AbsenceForm, HarmReportForm, NumberForms, numbers_in
from liangshi.wellbeing.models import Absence, HarmReport
from liangshi.wellbeing.queries.around import absences_of, harm_duties, own_care_lines
from liangshi.wellbeing.queries.phoning import phones, school_phones
from liangshi.wellbeing.services.manning import be_away, be_back, set_helplines
from liangshi.wellbeing.services.reports import tell_duty, write_report


@requires(Capability.REPORT_HARM)
def report_harm(request: ViewerRequest) -> HttpResponse:
    """What to do and whom to call; that it was shown is stored. Waits for nobody."""
    viewer, now = request.viewer, timezone.now()
    report = tell_duty(by=viewer, now=now)
    form = HarmReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        write_report(
            by=viewer, report=report, called=given["called"], called_at=given["called_at"], done=given["done"], now=now
        )
        messages.success(request, _("已记下您做了什么。"))
        return see_other(reverse("wellbeing:report_written", args=[report.public_id]))
    context = {
        "report": report, "form": form, "phones": phones(viewer.school), "duties": harm_duties(viewer, now),
        "child": viewer.student is not None, "written": HarmReport.objects.visible_to(viewer).exclude(written_at=None),
    }  # fmt: skip
    return (invalid if request.method == "POST" else show)(request, "wellbeing/report_harm.html", context)


@never_cache
@requires(Capability.REPORT_HARM)
def report_written(request: ViewerRequest, report: str) -> HttpResponse:
    """One's own report, to be shown or printed as proof."""
    rows = HarmReport.objects.visible_to(request.viewer).exclude(written_at=None)
    return show(request, "wellbeing/report_written.html", {"report": get_object_or_404(rows, public_id=report)})


@requires(Capability.READ_CONCERNS)
def care_lines(request: ViewerRequest) -> HttpResponse:
    """What one is asked to do for students, without the reason."""
    page = one_page(request, own_care_lines(request.viewer, timezone.localdate()))
    return show(request, "wellbeing/care_lines.html", {"page": page})


@requires(Capability.RAISE_CONCERN)
def helplines(request: ViewerRequest) -> HttpResponse:
    """Whom to phone, for everybody; the school's own numbers, for who keeps them."""
    school, keeps = request.viewer.school, request.viewer.can(Capability.KEEP_LADDER)
    if school is None or (request.method == "POST" and not keeps):
        raise Http404
    first = [{"name": one.name, "number": one.number, "note": one.note} for one in school_phones(school)]
    rows = NumberForms(request.POST or None, prefix="numbers", initial=first)
    if request.method == "POST" and rows.is_valid():
        set_helplines(by=request.viewer, school=school, numbers=numbers_in(rows), now=timezone.now())
        messages.success(request, _("电话已更新，所有人马上看到。"))
        return see_other(reverse("wellbeing:helplines"))
    answer = invalid if request.method == "POST" else show
    return answer(request, "wellbeing/helplines.html", {"rows": rows, "phones": phones(school), "keeps": keeps})


@requires(Capability.READ_CONCERNS)
def absences(request: ViewerRequest) -> HttpResponse:
    """Who is away and who is asked instead; one's own, or everybody's for who keeps the ladder manned."""
    viewer, now = request.viewer, timezone.now()
    if viewer.staff is None:
        raise Http404
    form = AbsenceForm(request.POST or None, viewer=viewer, now=timezone.localtime(now))
    if request.method == "POST" and form.is_valid():
        be_away(by=viewer, **form.cleaned_data, now=now)
        messages.success(request, _("已记下。这段时间不会等这位老师。"))
        return see_other(reverse("wellbeing:absences"))
    answer = invalid if request.method == "POST" else show
    context = {"form": form, "page": one_page(request, absences_of(viewer, now))}
    return answer(request, "wellbeing/absences.html", context)


@requires(Capability.READ_CONCERNS)
@require_POST
def absence_remove(request: ViewerRequest, absence: str) -> HttpResponse:
    """Back earlier."""
    row = seen(request, Absence, absence, "staff")
    be_back(by=request.viewer, absence=row, now=timezone.now())
    messages.success(request, _("已划掉。"))
    return see_other(reverse("wellbeing:absences"))
