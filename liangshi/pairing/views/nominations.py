"""Students named for 导学, 导德 or a group that gets attention first; sensitive throughout."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.domain.scheme import Scheme
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.pairing.choices import NominationKind
from liangshi.pairing.forms.rounds import ReasonForm
from liangshi.pairing.forms.wishes import NominationForm
from liangshi.pairing.models import Nomination
from liangshi.pairing.queries.terms import groups_of
from liangshi.pairing.services import nominations as services
from liangshi.people.models import Student
from liangshi.schemes.queries import NoSchemeError, scheme_on

from .acting import Sheet, fill_in, press, seen


def _scheme(request: ViewerRequest) -> Scheme:
    if request.viewer.school is None:
        raise Http404
    try:
        return scheme_on(request.viewer.school, timezone.localdate())
    except NoSchemeError as missing:
        raise Http404 from missing


@requires(Capability.NOMINATE)
def nominations(request: ViewerRequest) -> HttpResponse:
    """Those that the viewer may read; and, by name, students who can be named."""
    viewer, now = request.viewer, timezone.now()
    scheme = _scheme(request)
    rows = Nomination.objects.visible_to(viewer).standing()
    rows = rows.select_related("student__class_group", "nominated_by").order_by("state", "-nominated_at")
    text = request.GET.get("q", "").strip()
    students = Student.objects.visible_to(viewer).enrolled().exclude(pk__in=viewer.relatives)
    if viewer.staff is not None:
        students = students.filter(name__contains=text) if text else students.none()
    page = one_page(request, rows)
    if page.object_list and viewer.staff is not None:
        services.note_reading(by=viewer, school=viewer.school or 0, number=len(page.object_list), now=now)
    context = {
        "page": page, "q": text, "students": students.select_related("class_group")[:20],
        "titles": {group.key: group.title for group in groups_of(scheme)}, "today": timezone.localdate(),
        "decides": viewer.can(Capability.FOLLOW_ROUND), "staff": viewer.staff is not None,
    }  # fmt: skip
    return show(request, "pairing/nominations.html", context)


@requires(Capability.NOMINATE)
def nomination_new(request: ViewerRequest, student: str) -> HttpResponse:
    """Name a student by one of the routes that the scheme opens to the viewer."""
    row = seen(request, Student, student, "class_group")
    scheme = _scheme(request)
    found = {kind: services.routes_open(request.viewer, row, kind, scheme) for kind in NominationKind}
    open_routes = {kind: names for kind, names in found.items() if names}
    form = NominationForm(request.POST or None, scheme=scheme, open_routes=open_routes)
    sheet = Sheet(
        _("提名 %(name)s") % {"name": row.name}, reverse("pairing:nominations"), _("提交"), _("已提交。"),
        template="pairing/nomination_new.html", more={"student": row, "routes": open_routes},
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.nominate(
            by=request.viewer, student=row, draft=form.draft(), scheme=scheme, now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.FOLLOW_ROUND)
@require_POST
def nomination_confirm(request: ViewerRequest, nomination: str) -> HttpResponse:
    """What somebody proposed holds."""
    one = seen(request, Nomination, nomination)
    return press(
        request, reverse("pairing:nominations"),
        lambda: services.decide_nomination(
            by=request.viewer, nomination=one, confirm=True, reason="", now=timezone.now()
        ),
        _("已确认。"),
    )  # fmt: skip


@requires(Capability.FOLLOW_ROUND)
def nomination_decline(request: ViewerRequest, nomination: str) -> HttpResponse:
    """What somebody proposed is not taken up."""
    one = seen(request, Nomination, nomination)
    form = ReasonForm(request.POST or None)
    sheet = Sheet(_("不采纳这条提名"), reverse("pairing:nominations"), _("确认"), _("已记录。"))
    return fill_in(
        request, sheet, form,
        lambda: services.decide_nomination(
            by=request.viewer, nomination=one, confirm=False, reason=form.cleaned_data["reason"], now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.NOMINATE)
def nomination_end(request: ViewerRequest, nomination: str) -> HttpResponse:
    """It no longer holds."""
    one = seen(request, Nomination, nomination)
    form = ReasonForm(request.POST or None)
    sheet = Sheet(_("结束这条提名"), reverse("pairing:nominations"), _("结束"), _("已结束。"))
    return fill_in(
        request, sheet, form,
        lambda: services.end_nomination(
            by=request.viewer, nomination=one, reason=form.cleaned_data["reason"], now=timezone.now()
        ),
    )  # fmt: skip


@requires(Capability.NOMINATE)
@require_POST
def nomination_renew(request: ViewerRequest, nomination: str) -> HttpResponse:
    """Looked at again and still true."""
    one = seen(request, Nomination, nomination)
    return press(
        request, reverse("pairing:nominations"),
        lambda: services.renew_nomination(by=request.viewer, nomination=one, now=timezone.now()),
        _("已复核，延续到本学期末。"),
    )  # fmt: skip
