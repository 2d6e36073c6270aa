"""Shapes that views of cases share: the case of an address, a page with a form, a single button."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from liangshi.foundation.doors import ViewerRequest
from liangshi.foundation.pages import invalid, see_other, show
from liangshi.foundation.refusals import RefusalError
from liangshi.people.models import Staff
from liangshi.wellbeing.forms.case_refusals import words_of
from liangshi.wellbeing.models import Case

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SAVE = _("保存")
SAVED = _("已保存。")


def the_case(request: ViewerRequest, case_id: str) -> Case:
    """The case of the address, where it exists for the viewer."""
    rows = Case.objects.visible_to(request.viewer).select_related("student__class_group", "owner", "school")
    found: Case = get_object_or_404(rows, public_id=case_id)
    return found


def colleagues(request: ViewerRequest, *without: int) -> QuerySet[Staff]:
    """Present members of staff, by name."""
    rows: QuerySet[Staff] = Staff.objects.visible_to(request.viewer).filter(left_on__isnull=True)
    return rows.filter(account__isnull=False).exclude(pk__in=without).order_by("sort_key", "pk")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that holds one form: its title, where it leads back to, what button and success say."""

    title: "StrOrPromise"
    back: str
    act: "StrOrPromise" = SAVE
    done: "StrOrPromise" = SAVED
    lead: "StrOrPromise" = ""
    template: str = "wellbeing/sheet.html"
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
            messages.success(request, str(sheet.done))
            return see_other(sheet.back)
    return invalid(request, sheet.template, context)


def press(request: ViewerRequest, back: str, do: Callable[[], object], done: "StrOrPromise" = "") -> HttpResponse:
    """Do one thing and go back; a refusal is told there."""
    try:
        do()
    except RefusalError as refusal:
        messages.warning(request, words_of(refusal))
    else:
        if done:
            messages.success(request, str(done))
    return see_other(back)
