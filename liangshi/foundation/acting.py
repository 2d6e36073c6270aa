"""The two shapes of an act: a page with a form, and a single button. What a refusal is called each app says itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from .doors import ViewerRequest
from .pages import invalid, see_other, show
from .refusals import OvertakenError, RefusalError
from .templatetags.liangshi import listed

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REVISION = "revision"
"""The hidden field that says which text somebody had before the eyes."""

SAVE, SAVED = _("保存"), _("已保存。")

M = TypeVar("M", bound=Model)


def seen(request: ViewerRequest, model: type[M], public_id: str, *related: str, **where: object) -> M:
    """The row, where it exists for the viewer and meets `where`."""
    rows = model.objects.visible_to(request.viewer)  # type: ignore[attr-defined]
    row: M = get_object_or_404(rows.select_related(*related) if related else rows, public_id=public_id, **where)
    return row


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that holds one form: its title, where it leads back to, what its button and success say, its draft."""

    title: "StrOrPromise"
    back: str
    act: "StrOrPromise" = SAVE
    done: "StrOrPromise" = SAVED
    lead: "StrOrPromise" = ""
    draft: str = ""
    template: str = "components/sheet.html"
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Acting:
    """How the views of one app act.

    `words` says each refusal of its services; `forget` drops what was kept while the form was written.
    """

    words: "Mapping[type[RefusalError], StrOrPromise]"
    forget: Callable[[ViewerRequest, str], object] | None = None

    def say(self, refusal: RefusalError) -> str:
        """The refusal in words, with the facts that they mention."""
        facts = {name: listed(fact) if isinstance(fact, tuple) else fact for name, fact in refusal.facts.items()}
        return str(self.words[type(refusal)]) % facts

    def tell(self, form: forms.Form, refusal: RefusalError) -> None:
        """Put the words at the field that they belong to, else above the form."""
        form.add_error(refusal.field if refusal.field in form.fields else None, self.say(refusal))
        if isinstance(refusal, OvertakenError) and isinstance(form.data, QueryDict):
            form.data = form.data.copy()
            form.data[REVISION] = str(refusal.revision)

    def fill_in(
        self, request: ViewerRequest, sheet: Sheet, form: forms.Form, save: Callable[[], object]
    ) -> HttpResponse:
        """Show the form; once it is valid, `save` and go back. A refusal is told in the form, and nothing is lost."""
        context = {"form": form, "sheet": sheet, **sheet.more}
        if request.method != "POST":
            return show(request, sheet.template, context)
        if form.is_valid():
            try:
                save()
            except RefusalError as refusal:
                self.tell(form, refusal)
            else:
                self.sent(request, sheet.draft)
                messages.success(request, str(sheet.done))
                return see_other(sheet.back)
        return invalid(request, sheet.template, context)

    def sent(self, request: ViewerRequest, draft: str) -> None:
        """What was kept while writing is not needed any more."""
        if draft and self.forget:
            self.forget(request, draft)

    def press(
        self,
        request: ViewerRequest,
        back: str,
        do: Callable[[], object],
        done: "StrOrPromise" = "",
        draft: str = "",
    ) -> HttpResponse:
        """Do one thing and go back; a refusal is told there, and the draft stays."""
        try:
            do()
        except RefusalError as refusal:
            messages.warning(request, self.say(refusal))
        else:
            self.sent(request, draft)
            if done:
                messages.success(request, str(done))
        return see_other(back)
