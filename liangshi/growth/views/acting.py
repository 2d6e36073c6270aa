"""Shapes that views of this app share."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from liangshi.foundation.doors import ViewerRequest
from liangshi.foundation.pages import see_other
from liangshi.foundation.refusals import RefusalError
from liangshi.growth.forms.refusals import words_of
from liangshi.people.models import Student
from liangshi.records.services.drafts import drop_draft

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

M = TypeVar("M", bound=Model)


def seen(request: ViewerRequest, model: type[M], public_id: str, *related: str) -> M:
    """The row, where it exists for the viewer."""
    rows = model.objects.visible_to(request.viewer)  # type: ignore[attr-defined]
    row: M = get_object_or_404(rows.select_related(*related) if related else rows, public_id=public_id)
    return row


def own_mentee(request: ViewerRequest, public_id: str) -> Student:
    """A student whom the viewer guides."""
    student = seen(request, Student, public_id, "class_group", "school")
    if student.pk not in request.viewer.mentees:
        raise Http404
    return student


def press(
    request: ViewerRequest, back: str, do: Callable[[], object], done: "StrOrPromise" = "", draft: str = ""
) -> HttpResponse:
    """Do one thing and go back; a refusal is told there, and the draft stays."""
    try:
        do()
    except RefusalError as refusal:
        messages.warning(request, words_of(refusal))
    else:
        if draft:
            drop_draft(by=request.viewer, key=draft, now=timezone.now())
        if done:
            messages.success(request, str(done))
    return see_other(back)
