"""My placement, pairings by class, and agreements of duties."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, one_page, see_other, show
from liangshi.foundation.refusals import RefusalError
from liangshi.pairing.forms.agreements import SignForm
from liangshi.pairing.forms.refusals import words_of
from liangshi.pairing.models import Agreement, Pairing
from liangshi.pairing.papers.agreements import agreements_document
from liangshi.pairing.papers.outcome import pairings_workbook
from liangshi.pairing.queries.agreements import SIGNATURES, agreements_of, counts_of, sides
from liangshi.pairing.queries.placement import group_of, placements
from liangshi.pairing.services import agreements as services
from liangshi.people.models import Account, ClassGroup

from .acting import press, the_round

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Capability.READ_OWN_PLACEMENT)
def placement(request: ViewerRequest) -> HttpResponse:
    """A student's or child's mentor and why; a mentor's students and how the group came about."""
    day = timezone.localdate()
    context = {
        "placements": placements(request.viewer, day), "groups": group_of(request.viewer, day),
        "asks": request.viewer.can(Capability.REQUEST_CHANGE), "staff": request.viewer.staff is not None,
    }  # fmt: skip
    return show(request, "pairing/outcome_placement.html", context)


@requires(Capability.READ_PAIRINGS)
def pairings(request: ViewerRequest) -> HttpResponse:
    """Who guides whom, class by class, as far as the viewer reaches."""
    rows = Pairing.objects.visible_to(request.viewer).on(timezone.localdate()).filter(end_reason="")
    group, text = request.GET.get("class", ""), request.GET.get("q", "").strip()
    if group:
        rows = rows.filter(student__class_group__public_id=group)
    if text:
        rows = rows.filter(student__name__contains=text) | rows.filter(mentor__name__contains=text)
    rows = rows.select_related("student__class_group", "mentor").order_by(
        "student__class_group__grade__level", "student__class_group__ordinal", "student__sort_key", "pk"
    )
    classes = ClassGroup.objects.visible_to(request.viewer).filter(students__pairings__isnull=False).distinct()
    context = {
        "page": one_page(request, rows), "classes": classes.order_by("grade__level", "ordinal"), "group": group,
        "text": text, "changes": request.viewer.can(Capability.CHANGE_PAIRINGS),
    }  # fmt: skip
    return show(request, "pairing/outcome_pairings.html", context)


@requires(Capability.READ_PAIRINGS)
def pairings_export(request: ViewerRequest, round_id: str) -> HttpResponse:
    """The pairings of a round within reach, as a workbook."""
    row = the_round(request, round_id)
    rows = Pairing.objects.visible_to(request.viewer).filter(round=row, end_reason="")
    return _file(pairings_workbook(row, rows), SHEET_TYPE, f"{row.public_id}.xlsx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@requires(Capability.MANAGE_AGREEMENTS)
def agreements(request: ViewerRequest, round_id: str) -> HttpResponse:
    """All agreements of a round, those not yet signed first to hand."""
    row = the_round(request, round_id)
    rows = agreements_of(row, request.viewer)
    only = request.GET.get("show", "")
    if only == "open":
        rows = rows.filter(state="open")
    page = one_page(request, rows)
    lines = [(agreement, sides(agreement)) for agreement in page]
    context = {"round": row, "page": page, "lines": lines, "counts": counts_of(row), "shown": only}
    return show(request, "pairing/agreement_list.html", context)


@requires(Capability.MANAGE_AGREEMENTS)
@require_POST
def agreements_remind(request: ViewerRequest, round_id: str) -> HttpResponse:
    """Remind everybody whose signature is missing."""
    row = the_round(request, round_id)
    return press(
        request, reverse("pairing:agreements", args=[round_id]),
        lambda: services.remind_unsigned(by=request.viewer, round_=row, now=timezone.now()),
        _("已提醒还没有签订的人。"),
    )  # fmt: skip


@requires(Capability.MANAGE_AGREEMENTS)
def agreements_word(request: ViewerRequest, round_id: str) -> HttpResponse:
    """All agreements of a round in one Word document, each on its own page."""
    row = the_round(request, round_id)
    rows = list(agreements_of(row, request.viewer))
    if not rows:
        raise Http404
    return _file(agreements_document(row.school.name, rows), WORD_TYPE, f"agreements-{row.public_id}.docx")


def _agreement(request: ViewerRequest, agreement_id: str) -> Agreement:
    rows = Agreement.objects.visible_to(request.viewer).exclude(state="void")
    rows = rows.select_related("pairing__student__class_group", "pairing__mentor", "pairing__round", "school")
    found: Agreement = get_object_or_404(rows.prefetch_related(SIGNATURES), public_id=agreement_id)
    return found


@requires(Capability.SIGN_AGREEMENT)
def agreement(request: ViewerRequest, agreement_id: str) -> HttpResponse:
    """Read it; sign it with one's own name."""
    row = _agreement(request, agreement_id)
    signed = {side.signer for side in sides(row) if side.signature}
    mine = [side for side in services.sides_of(request.viewer, row) if side not in signed]
    form = SignForm(request.POST or None)
    context = {
        "agreement": row, "sides": sides(row), "mine": mine, "form": form,
        "own_name": Account.objects.get(pk=request.viewer.account).name,
    }  # fmt: skip
    if request.method != "POST":
        return show(request, "pairing/agreement_page.html", context)
    if form.is_valid():
        try:
            services.sign(by=request.viewer, agreement=row, name=form.cleaned_data["name"], now=timezone.now())
        except RefusalError as refusal:
            form.add_error("name", words_of(refusal))
        else:
            messages.success(request, _("已签订。"))
            return see_other(reverse("pairing:agreement", args=[agreement_id]))
    return invalid(request, "pairing/agreement_page.html", context)


@requires(Capability.SIGN_AGREEMENT)
def agreement_word(request: ViewerRequest, agreement_id: str) -> HttpResponse:
    """One agreement as a Word document."""
    row = _agreement(request, agreement_id)
    return _file(agreements_document(row.school.name, [row]), WORD_TYPE, f"agreement-{row.public_id}.docx")
