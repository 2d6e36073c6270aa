"""Write a message."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.family import better_called
from liangshi.family.services.messages import MessageDraft
from liangshi.people.models import Guardian, Staff

from .appointments import offered
from .fields import RowField, ShortWords


class MessageForm(forms.Form):
    """The words. A hard subject asks for a call first; whoever has called, or has a reason, goes on."""

    text = ShortWords(label=_("写消息"), max_length=1000, rows=4)
    urgent = forms.BooleanField(
        label=_("有人正处在危险中，现在就送达"), required=False, help_text=_("危险时请先打电话，消息只作补充。")
    )
    called = forms.BooleanField(label=_("已经打过电话，或者想好了就用文字"), required=False)

    def __init__(self, asked: Any, *, from_school: bool) -> None:
        super().__init__(asked)
        self.from_school = from_school
        self.calls_first = False

    def clean(self) -> dict[str, Any]:
        """Show the hint once."""
        asked: dict[str, Any] = super().clean() or {}
        if self.from_school and not asked.get("called") and better_called(asked.get("text", "")):
            self.calls_first = True
            self.add_error("called", _("这件事家长听到声音会更好。先打个电话，再把约定写下来。"))
        return asked

    def draft(self) -> MessageDraft:
        """What is written."""
        return MessageDraft(self.cleaned_data["text"], self.cleaned_data["urgent"])


class NewThreadForm(MessageForm):
    """To whom as well: shown by name and number."""

    to = RowField(Guardian.unscoped.none(), label=_("写给谁"))
    field_order = ("to", "text", "urgent", "called")

    def __init__(self, asked: Any, *, from_school: bool, people: Any, labels: dict[int, str]) -> None:
        super().__init__(asked, from_school=from_school)
        offered(self, "to", people, labels)
        first = people.first()
        self.fields["to"].initial = first.public_id if first else None

    def recipient(self) -> Staff | Guardian:
        """The chosen one."""
        chosen: Staff | Guardian = self.cleaned_data["to"]
        return chosen
