"""The two shapes of an act: a page with a form, and a single button."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liangshi.foundation.doors import ViewerRequest
from liangshi.foundation.pages import invalid, see_other, show
from liangshi.people.forms.refusals import REFUSAL_WORDS, tell
from liangshi.people.models import AcademicYear, School
from liangshi.people.queries import current_year
from liangshi.people.services import RefusalError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

M = TypeVar("M", bound=Model)

SAVE, SAVED = _("保存"), _("已保存。")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that holds one form: what it is called, where it leads back to, what its button and success say."""

    title: "StrOrPromise"
    back: str
    act: "StrOrPromise" = SAVE
    done: "StrOrPromise" = SAVED
    lead: "StrOrPromise" = ""
    template: str = "people/sheet.html"


def fill_in(
    request: ViewerRequest,
    sheet: Sheet,
    form: forms.Form,
    save: Callable[[], object],
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Show the form; once it is valid, `save` and go back. A refusal is told in the form, and nothing is lost."""
    context = {"form": form, "sheet": sheet, **(more or {})}
    if request.method != "POST":
        return show(request, sheet.template, context)
    if form.is_valid():
        try:
            save()
        except RefusalError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, str(sheet.done))
            return see_other(sheet.back)
    return invalid(request, sheet.template, context)


def press(request: ViewerRequest, back: str, do: Callable[[], object], done: "StrOrPromise") -> HttpResponse:
    """Do one thing and go back; a refusal is told there."""
    try:
        do()
    except RefusalError as refusal:
        messages.warning(request, str(REFUSAL_WORDS[type(refusal)]))
    else:
        messages.success(request, str(done))
    return see_other(back)


def seen(request: ViewerRequest, model: type[M], public_id: str) -> M:
    """The row, where it exists for the viewer."""
    rows = model.objects.visible_to(request.viewer)  # type: ignore[attr-defined]
    row: M = get_object_or_404(rows, public_id=public_id)
    return row


def own_school(request: ViewerRequest) -> School:
    """The viewer's school."""
    school: School = get_object_or_404(School.objects.visible_to(request.viewer), pk=request.viewer.school)
    return school


def asked_year(request: ViewerRequest) -> AcademicYear | None:
    """The year that `?year=` names, else the present one."""
    public_id = request.GET.get("year")
    if public_id:
        return seen(request, AcademicYear, public_id)
    school = request.viewer.school
    return current_year(school, timezone.localdate()) if school else None


def needed_year(request: ViewerRequest) -> AcademicYear:
    """The same; a school without any year has no such page."""
    year = asked_year(request)
    if year is None:
        raise Http404
    return year
