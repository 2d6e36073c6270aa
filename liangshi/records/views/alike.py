"""Beside what is being written: who will read it, and whether the words are nearly those of another child's record."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.records.forms.entries import WritingForm
from liangshi.records.queries.alike import alike_record
from liangshi.records.queries.around import readers_ahead


@requires(Capability.KEEP_RECORDS)
@require_POST
def alike(request: ViewerRequest) -> HttpResponse:
    """While writing, for the page that is being written on."""
    form = WritingForm(request.POST, viewer=request.viewer)
    if not form.is_valid():
        return show(request, "records/alike.html", {})
    given, now = form.cleaned_data, timezone.now()
    people = readers_ahead(request.viewer, given["students"], given["readers"], now) if given["named"] else ()
    found = alike_record(request.viewer, given["words"], given["students"], now)
    return show(request, "records/alike.html", {"alike": found, "people": people})


def mention_alike(request: ViewerRequest, words: str, students: Iterable[int]) -> None:
    """Once the record is kept, on the next page: where no script runs nothing was said before."""
    found = alike_record(request.viewer, words, students, timezone.now())
    if found:
        messages.info(request, render_to_string("records/alike_words.html", {"alike": found}))
