"""A version goes to the bureau: the school's side and the officer's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, one_page, see_other, show
from liangshi.foundation.papers import WORD_TYPE
from liangshi.foundation.refusals import RefusalError
from liangshi.schemes.choices import STANDINGS, FilingState, PaperKind
from liangshi.schemes.forms.filing import REFUSAL_WORDS, CommentForm, DecisionForm, LetterForm
from liangshi.schemes.models import SchemeFiling, SchemeVersion
from liangshi.schemes.papers.scheme_paper import scheme_document
from liangshi.schemes.queries import parsed
from liangshi.schemes.queries.filings import FilingReview, filing_review, schools_filed, standings
from liangshi.schemes.queries.frames import framed
from liangshi.schemes.queries.papers import paper_facts
from liangshi.schemes.queries.review import warnings_of
from liangshi.schemes.services import comment, decide, file_version


@requires(Capability.EDIT_SCHEME)
@require_http_methods(["GET", "POST"])
def filing_new(request: ViewerRequest, version: str) -> HttpResponse:
    """Look once more at frame and warnings, then send the version to the bureau."""
    rows = SchemeVersion.objects.visible_to(request.viewer).select_related("school__region")
    row = get_object_or_404(rows, public_id=version)
    scheme = parsed(row.text)
    form = LetterForm(request.POST or None)
    page = {
        "version": row, "form": form, "frames": framed(row.school_id, scheme, row.valid_from),
        "warnings": [one for one in warnings_of(scheme, max(row.valid_from, scheme.header.valid_from)) if not one.kept],
    }  # fmt: skip
    if request.method == "GET":
        return show(request, "schemes/filing_new.html", page)
    if form.is_valid():
        letter = form.cleaned_data["letter"]
        try:
            filing = file_version(by=request.viewer, version=row, letter=letter, now=timezone.now())
        except RefusalError as refusal:
            form.add_error(None, REFUSAL_WORDS[type(refusal)])
        else:
            messages.success(request, _("已报送。教育局看过后会在这里答复。"))
            return see_other(reverse("schemes:filing", args=[filing.public_id]))
    return invalid(request, "schemes/filing_new.html", page)


@requires(Capability.REVIEW_SCHEMES)
def filings(request: ViewerRequest) -> HttpResponse:
    """The schools of the region: on file, waiting, not yet."""
    counts = standings(request.viewer)
    state = request.GET.get("state", "")
    state = state if state in STANDINGS else ""
    rows = schools_filed(request.viewer, state).order_by("name", "pk")
    tabs = [(key, words, counts.get(key, 0)) for key, words in STANDINGS.items()]
    context = {
        "page": one_page(request, rows), "tabs": tabs, "chosen": state, "words": STANDINGS,
        "schools": sum(counts.values()),
    }  # fmt: skip
    return show(request, "schemes/filings.html", context)


def _filing(request: ViewerRequest, filing: str) -> SchemeFiling:
    rows = SchemeFiling.objects.visible_to(request.viewer)
    rows = rows.select_related("version__school", "version__published_by", "school", "filed_by", "decided_by")
    found: SchemeFiling = get_object_or_404(rows, public_id=filing)
    return found


@requires(Capability.FOLLOW_FILING)
def filing(request: ViewerRequest, filing: str) -> HttpResponse:
    """The version as filed, what breaks the frame, what was said by clause, and what can be done."""
    row = _filing(request, filing)
    review = filing_review(row)
    form = CommentForm(review.clauses, initial={"clause": request.GET.get("clause", "")})
    return show(request, "schemes/filing.html", _page(request, row, review, form, DecisionForm()))


@requires(Capability.FOLLOW_FILING)
@require_POST
def filing_comment(request: ViewerRequest, filing: str) -> HttpResponse:
    """Say something about a clause."""
    row = _filing(request, filing)
    form = CommentForm(filing_review(row).clauses, request.POST)
    if not form.is_valid():
        return _with_errors(request, row, form, DecisionForm())
    said = form.cleaned_data
    try:
        comment(by=request.viewer, filing=row, clause=said["clause"], text=said["text"], now=timezone.now())
    except RefusalError as refusal:
        form.add_error(None, REFUSAL_WORDS[type(refusal)])
        return _with_errors(request, row, form, DecisionForm())
    messages.success(request, _("已发出。"))
    return see_other(reverse("schemes:filing", args=[row.public_id]))


@requires(Capability.REVIEW_SCHEMES)
@require_POST
def filing_decide(request: ViewerRequest, filing: str) -> HttpResponse:
    """Approve or ask back."""
    row = _filing(request, filing)
    form = DecisionForm(request.POST)
    if form.is_valid():
        outcome = FilingState(form.cleaned_data["outcome"])
        try:
            decide(
                by=request.viewer, filing=row, outcome=outcome, decision=form.cleaned_data["decision"],
                now=timezone.now(),
            )  # fmt: skip
        except RefusalError as refusal:
            form.add_error(refusal.field or None, REFUSAL_WORDS[type(refusal)])
        else:
            messages.success(request, _("已答复学校。"))
            return see_other(reverse("schemes:filing", args=[row.public_id]))
    return _with_errors(request, row, CommentForm(filing_review(row).clauses), form)


@requires(Capability.FOLLOW_FILING)
def filing_word(request: ViewerRequest, filing: str) -> HttpResponse:
    """The filed version as the formal paper."""
    row = _filing(request, filing)
    return word_file(scheme_document(paper_facts(row.version)), f"{PaperKind.SCHEME.value}-{row.version.ordinal}.docx")


def word_file(content: bytes, name: str) -> HttpResponse:
    """A Word document to keep."""
    answer = HttpResponse(content, content_type=WORD_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _with_errors(
    request: ViewerRequest, row: SchemeFiling, comment_form: CommentForm, decision_form: DecisionForm
) -> HttpResponse:
    context = _page(request, row, filing_review(row), comment_form, decision_form)
    return invalid(request, "schemes/filing.html", context)


def _page(
    request: ViewerRequest, row: SchemeFiling, review: FilingReview, comment_form: CommentForm,
    decision_form: DecisionForm,
) -> dict[str, object]:  # fmt: skip
    return {
        "filing": row, "review": review, "paper": review.paper, "commenting": row.open,
        "comment_form": comment_form, "decision_form": decision_form,
        "reviews": request.viewer.can(Capability.REVIEW_SCHEMES), "writes": request.viewer.can(Capability.EDIT_SCHEME),
    }  # fmt: skip
