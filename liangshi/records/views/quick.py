"""Log a talk in three taps; the same page is kept on the phone for a dead network."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, public, requires
from liangshi.foundation.pages import invalid, see_other, show
from liangshi.foundation.refusals import RefusalError
from liangshi.people.models import Student
from liangshi.records.forms.entries import EntryForm
from liangshi.records.forms.refusals import ACTING
from liangshi.records.models import Entry
from liangshi.records.queries.own_students import offered_students
from liangshi.records.services.entries import keep_entry

from .alike import mention_alike

DEVICE = "X-Liangshi-Device"
"""Set by the page script, which wants to hear where to go instead of being led there."""


@requires(Capability.KEEP_RECORDS)
def entry_new(request: ViewerRequest) -> HttpResponse:
    """Student, kind, done; one record for several students; the rest may follow."""
    chosen = request.GET.get("student", "")
    form = EntryForm(request.POST or None, viewer=request.viewer, chosen=(chosen,) if chosen else ())
    if request.method == "POST" and form.is_valid():
        try:
            entry = keep_entry(by=request.viewer, draft=form.draft(timezone.now()), now=timezone.now())
        except RefusalError as refusal:
            ACTING.tell(form, refusal)
        else:
            mention_alike(request, form.cleaned_data["words"], form.cleaned_data["students"])
            return _kept(request, entry)
    answer = invalid if request.method == "POST" else show
    return answer(request, "records/entry_new.html", {"form": form, "draft": _draft(chosen), **_offer(request, chosen)})


def _kept(request: ViewerRequest, entry: Entry) -> HttpResponse:
    ACTING.sent(request, _draft(request.GET.get("student", "")))
    if Entry.objects.visible_to(request.viewer).filter(pk=entry.pk).exists():
        url, said = reverse("records:entry", args=[entry.public_id]), _("已记下。想补充的可以现在写，也可以以后写。")
    else:
        url, said = reverse("workbench:home"), _("已记下。学生已经离校，这条记录由学校保存，您这里不再显示。")
    if DEVICE in request.headers:
        return JsonResponse({"url": url}, status=201)
    messages.success(request, said)
    return see_other(url)


def _draft(chosen: str) -> str:
    return f"entry:new:{chosen}" if chosen else "entry:new"


def _offer(request: ViewerRequest, chosen: str) -> dict[str, list[Student]]:
    """The students shown with a box: the one of the address first, then those whom one logs most."""
    named = Student.objects.visible_to(request.viewer).exclude(pk__in=request.viewer.relatives)
    first = list(named.filter(public_id=chosen).select_related("class_group")) if chosen else []
    others = [row for row in offered_students(request.viewer) if row not in first]
    return {"first": first, "others": others}


@never_cache
@public
def worker(request: ViewerRequest) -> HttpResponse:
    """The script that gives back the kept page; at the root, so that it serves the whole site."""
    return render(request, "records/worker.js", {"static_files": settings.STATIC_URL}, content_type="text/javascript")
