"""Shapes that views of this app share: a row of an address, a page with a form, a single button."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liangshi.domain.guidance.fields import reaches_guidance
from liangshi.foundation.doors import ViewerRequest
from liangshi.foundation.pages import invalid, see_other, show
from liangshi.guidance.forms.refusals import words_of
from liangshi.guidance.queries.plans import guides
from liangshi.guidance.services.refusals import RefusalError
from liangshi.people.models import Student
from liangshi.people.queries import facts_of
from liangshi.records.services.drafts import drop_draft

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SAVE = _("保存")
SAVED = _("已保存。")

M = TypeVar("M", bound=Model)


def seen(request: ViewerRequest, model: type[M], public_id: str, *related: str, **where: object) -> M:
    """The row, where it exists for the viewer and meets `where`."""
    rows = model.objects.visible_to(request.viewer)  # type: ignore[attr-defined]
    row: M = get_object_or_404(rows.select_related(*related) if related else rows, public_id=public_id, **where)
    return row


def cared_for(request: ViewerRequest, public_id: str) -> Student:
    """The student of the address, where the viewer cares for that student."""
    student = seen(request, Student, public_id, "class_group", "school", "account")
    if not reaches_guidance(request.viewer, facts_of(student)):
        raise Http404
    return student


def shared_with(request: ViewerRequest, public_id: str) -> Student:
    """The student of the address: the viewer, or one whom the viewer cares for."""
    student = seen(request, Student, public_id, "class_group", "school", "account")
    if student.pk != request.viewer.student and not reaches_guidance(request.viewer, facts_of(student)):
        raise Http404
    return student


def guided(request: ViewerRequest, public_id: str) -> Student:
    """The student of the address, whom the viewer guides today."""
    student = cared_for(request, public_id)
    open_to(guides(request.viewer, student, timezone.localdate()))
    return student


def open_to(entitled: bool) -> None:  # noqa: FBT001 - the question is asked where it is called
    """A page on which the viewer could do nothing does not exist."""
    if not entitled:
        raise Http404


def oneself(request: ViewerRequest) -> Student:
    """The viewer as a student."""
    rows = Student.objects.visible_to(request.viewer).select_related("class_group__homeroom_teacher", "school")
    student: Student = get_object_or_404(rows, pk=request.viewer.student)
    return student


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that holds one form: its title, where it leads back to, what button and success say, the draft's key."""

    title: "StrOrPromise"
    back: str
    act: "StrOrPromise" = SAVE
    done: "StrOrPromise" = SAVED
    lead: "StrOrPromise" = ""
    draft: str = ""
    template: str = "guidance/sheet.html"
    more: dict[str, Any] = field(default_factory=dict)


def fill_in(request: ViewerRequest, sheet: Sheet, form: forms.Form, save: Callable[[], object]) -> HttpResponse:
    """Show the form; once it is valid, `save` and go back. A refusal is told in the form, and nothing is lost."""
    context = {"form": form, "sheet": sheet, **sheet.more}
    if request.method != "POST":
        return show(request, sheet.template, context)
    if form.is_valid():
        try:
            save()
        except RefusalError as refusal:
            form.add_error(None, words_of(refusal))
        else:
            sent(request, sheet.draft)
            messages.success(request, str(sheet.done))
            return see_other(sheet.back)
    return invalid(request, sheet.template, context)


def sent(request: ViewerRequest, draft: str) -> None:
    """What was kept while writing is not needed any more."""
    if draft:
        drop_draft(by=request.viewer, key=draft, now=timezone.now())


def press(
    request: ViewerRequest, back: str, do: Callable[[], object], done: "StrOrPromise" = "", draft: str = ""
) -> HttpResponse:
    """Do one thing and go back; a refusal is told there, and the draft stays."""
    try:
        do()
    except RefusalError as refusal:
        messages.warning(request, words_of(refusal))
    else:
        sent(request, draft)
        if done:
            messages.success(request, str(done))
    return see_other(back)
