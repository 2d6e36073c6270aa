"""Shapes that views of this app share: a row of an address, a page with a form, a single button."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liangshi.family.forms.refusals import REFUSALS, field_of, words_of
from liangshi.family.models import Appointment
from liangshi.foundation.doors import ViewerRequest
from liangshi.foundation.pages import invalid, see_other, show
from liangshi.people.models import Student
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


def the_appointment(request: ViewerRequest, public_id: str) -> Appointment:
    """The appointment of the address, where it exists for the viewer."""
    return seen(request, Appointment, public_id, "student__class_group", "organiser", "entry")


def professional_student(request: ViewerRequest, public_id: str) -> Student:
    """The student, within reach by profession; a relative is no professional's business."""
    rows = Student.objects.visible_to(request.viewer).exclude(pk__in=request.viewer.relatives)
    found: Student = get_object_or_404(rows.select_related("class_group"), public_id=public_id)
    return found


def own_child(request: ViewerRequest, public_id: str) -> Student:
    """One of the viewer's children."""
    rows = Student.objects.visible_to(request.viewer).filter(pk__in=request.viewer.wards)
    found: Student = get_object_or_404(rows.select_related("class_group__homeroom_teacher"), public_id=public_id)
    return found


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that holds one form: its title, where it leads back to, what button and success say, the draft's key."""

    title: "StrOrPromise"
    back: str
    act: "StrOrPromise" = SAVE
    done: "StrOrPromise" = SAVED
    lead: "StrOrPromise" = ""
    draft: str = ""
    template: str = "family/sheet.html"
    more: dict[str, Any] = field(default_factory=dict)


def fill_in(request: ViewerRequest, sheet: Sheet, form: forms.Form, save: Callable[[], object]) -> HttpResponse:
    """Show the form; once it is valid, `save` and go back. A refusal is told in the form, and nothing is lost."""
    context = {"form": form, "sheet": sheet, **sheet.more}
    if request.method != "POST":
        return show(request, sheet.template, context)
    if form.is_valid():
        try:
            save()
        except REFUSALS as refusal:
            name = field_of(refusal)
            form.add_error(name if name in form.fields else None, words_of(refusal))
        else:
            if sheet.draft:
                drop_draft(by=request.viewer, key=sheet.draft, now=timezone.now())
            messages.success(request, str(sheet.done))
            return see_other(sheet.back)
    return invalid(request, sheet.template, context)


def press(request: ViewerRequest, back: str, do: Callable[[], object], done: "StrOrPromise" = "") -> HttpResponse:
    """Do one thing and go back; a refusal is told there."""
    try:
        do()
    except REFUSALS as refusal:
        messages.warning(request, words_of(refusal))
    else:
        if done:
            messages.success(request, str(done))
    return see_other(back)
