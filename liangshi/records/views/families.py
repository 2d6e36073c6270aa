"""What a student or a guardian reads of records: the words that were written to them."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.records.forms.following import AnswerForm
from liangshi.records.models import SharedWords
from liangshi.records.services.following import answer_words

from .acting import Sheet, fill_in, seen


@requires(Capability.READ_SHARED_WORDS)
def shared(request: ViewerRequest) -> HttpResponse:
    """Words from teachers, newest first."""
    rows = SharedWords.objects.visible_to(request.viewer).select_related("student", "shared_by", "entry")
    return show(request, "records/shared.html", {"page": one_page(request, rows)})


@requires(Capability.READ_SHARED_WORDS)
def shared_answer(request: ViewerRequest, shared_id: str) -> HttpResponse:
    """A few words back."""
    row = seen(request, SharedWords, shared_id, "entry", "shared_by")
    form = AnswerForm(request.POST or None)
    sheet = Sheet(
        _("回复%(name)s老师") % {"name": row.shared_by.name}, reverse("records:shared"), _("回复"), _("已回复。"),
        lead=row.words, draft=f"shared:{shared_id}",
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: answer_words(
            by=request.viewer, shared=row, answer=form.cleaned_data["answer"], now=timezone.now()
        ),
    )  # fmt: skip
