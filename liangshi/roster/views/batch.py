"""One import: understood, previewed, applied, undone."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, one_page, see_other, show
from liangshi.roster import queries
from liangshi.roster.choices import AT_WORK, OPEN_STATES, State
from liangshi.roster.forms import AnswersForm, ColumnsForm, Question
from liangshi.roster.models import ImportBatch
from liangshi.roster.services import (
    AlreadyAppliedError,
    NotOpenError,
    TouchedSinceError,
    answer_questions,
    apply_batch,
    choose_columns,
    discard_batch,
    undo_batch,
)
from liangshi.roster.services.packing import unpacked
from liangshi.roster.services.previewing import sheets_of
from liangshi.roster.tasks import start_writing
from liangshi.roster.wording import refusal_words, sentence_of


def find(request: ViewerRequest, public_id: str) -> ImportBatch:
    """The import, where it exists for the viewer."""
    rows = ImportBatch.objects.visible_to(request.viewer).select_related("school", "year__school", "uploaded_by")
    batch: ImportBatch = get_object_or_404(rows, public_id=public_id)
    return batch


def page_of(batch: ImportBatch) -> str:
    """The address of the import."""
    return reverse("roster:import", args=[batch.public_id])


def past(request: ViewerRequest, batch: ImportBatch) -> HttpResponse:
    """Back to the import, whose state has moved on."""
    messages.warning(request, _("这次导入的状态已经变了，请看下面的最新情况。"))
    return see_other(page_of(batch))


@requires(Capability.IMPORT_ROSTER)
def batch_page(request: ViewerRequest, batch: str) -> HttpResponse:
    """The import as it stands; while the worker has it, the page looks again by itself."""
    row = find(request, batch)
    context: dict[str, Any] = {"batch": row, "at_work": row.state in AT_WORK, "open": row.state in OPEN_STATES}
    if row.refusal:
        context["matter"], context["cure"] = refusal_words(row.refusal, row.refusal_params)
    tabs = queries.tabs(row)
    shown = request.GET.get("show", tabs[0].show if tabs else "")
    found: Page[Any]
    if shown == "problems":
        found = one_page(request, queries.problems(row))
    else:
        found = one_page(request, queries.pages(row, shown), 1)
    context |= {
        "tabs": tabs,
        "shown": shown,
        "page": found,
        "sheets": unpacked(row.mappings),
        "may_undo": row.state == State.APPLIED and queries.may_undo(row),
        "questions": _questions(row, None) if row.state in OPEN_STATES else None,
    }
    return show(request, "roster/import.html", context)


def _questions(batch: ImportBatch, data: Any) -> AnswersForm | None:
    found = [
        Question(
            problem.asks,
            sentence_of(problem.code, problem.params),
            _("%(sheet)s 第 %(row)s 行") % {"sheet": problem.sheet, "row": problem.row},
        )
        for problem in queries.open_questions(batch)
    ]
    return AnswersForm(data, questions=found) if found else None


@requires(Capability.IMPORT_ROSTER)
@require_http_methods(["GET", "POST"])
def columns(request: ViewerRequest, batch: str) -> HttpResponse:
    """What each column means; remembered for the next file with the same headers."""
    row = find(request, batch)
    if row.state not in OPEN_STATES:
        return past(request, row) if request.method == "POST" else see_other(page_of(row))
    sheets = sheets_of(row)
    form = ColumnsForm(request.POST or None, sheets=sheets, mappings=unpacked(row.mappings))
    if request.method == "GET":
        return show(request, "roster/columns.html", {"batch": row, "form": form})
    if not form.is_valid():
        return invalid(request, "roster/columns.html", {"batch": row, "form": form})
    again = form.begins_anew()
    try:
        choose_columns(batch=row, mappings=form.chosen(), sheets=sheets, now=timezone.now())
    except NotOpenError:
        return past(request, row)
    if again:
        messages.info(request, _("按新的表头重新认了一遍列，请再看一眼。"))
        return see_other(reverse("roster:columns", args=[row.public_id]))
    messages.success(request, _("已按您的选择重新对照，下次遇到同样的表头会记得。"))
    return see_other(page_of(row))


@requires(Capability.IMPORT_ROSTER)
@require_POST
def answers(request: ViewerRequest, batch: str) -> HttpResponse:
    """Take the answers and compare again."""
    row = find(request, batch)
    form = _questions(row, request.POST)
    if row.state not in OPEN_STATES or form is None or not form.is_valid():
        return past(request, row)
    try:
        answer_questions(batch=row, said=form.said(), sheets=sheets_of(row), now=timezone.now())
    except NotOpenError:
        return past(request, row)
    return see_other(page_of(row))


@requires(Capability.IMPORT_ROSTER)
@require_POST
def apply(request: ViewerRequest, batch: str) -> HttpResponse:
    """Write what is shown, once."""
    row = find(request, batch)
    try:
        apply_batch(batch=row, now=timezone.now())
    except AlreadyAppliedError:
        return past(request, row)
    start_writing(row, request.viewer.account)
    row.refresh_from_db()
    if row.state in OPEN_STATES:
        messages.warning(request, _("预览之后名册有了变动，什么也没有写入。下面是新的预览，请再看一遍。"))
    return see_other(page_of(row))


@requires(Capability.IMPORT_ROSTER)
@require_POST
def undo(request: ViewerRequest, batch: str) -> HttpResponse:
    """Take the import back, while nobody has touched its rows."""
    row = find(request, batch)
    try:
        undo_batch(by=request.viewer, batch=row, now=timezone.now())
    except TouchedSinceError as since:
        told = _("导入之后已经有 %(count)s 处被使用或修改，撤销会影响它们，所以没有撤销。") % {"count": since.count}
        messages.warning(request, told if since.count else _("这次导入现在不能撤销。"))
    else:
        messages.success(request, _("已撤销，名册回到了导入之前。"))
    return see_other(page_of(row))


@requires(Capability.IMPORT_ROSTER)
@require_POST
def discard(request: ViewerRequest, batch: str) -> HttpResponse:
    """Put the import aside."""
    row = find(request, batch)
    try:
        discard_batch(batch=row, now=timezone.now())
    except NotOpenError:
        return past(request, row)
    messages.success(request, _("已放弃这次导入，上传的文件已删除。"))
    return see_other(reverse("roster:imports"))
