"""File a record in three taps; add words, next step and sharing afterwards."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import new_public_id
from liangshi.records.choices import Channel, EntryKind, Outcome, Readers
from liangshi.records.queries.naming import colleagues_by_public_id, reached_by_public_id
from liangshi.records.services.entries import EntryDraft

from .fields import DayField, LongText, MomentField, ReachedField


def not_asked(choices: type[Any]) -> list[tuple[str, Any]]:
    """The choices with an empty one first."""
    return [("", _("不填")), *choices.choices]


class WritingForm(forms.Form):
    """What is being written, and of whom; anything may still be missing. `named`: it shall say who reads it."""

    words = LongText(required=False)
    students = ReachedField(required=False)
    readers = forms.ChoiceField(choices=Readers.choices, required=False)
    named = forms.BooleanField(required=False)

    def __init__(self, asked: Any, *, viewer: Viewer) -> None:
        super().__init__(asked)
        students = self.fields["students"]
        assert isinstance(students, ReachedField)
        students.reached = lambda named: reached_by_public_id(viewer, named)


class EntryForm(forms.Form):
    """Student, kind, done. Everything else has a usual value."""

    students = ReachedField(label=_("学生"), error_messages={"required": _("请选择学生。")})
    kind = forms.ChoiceField(
        label=_("做了什么"), choices=EntryKind.choices, initial=EntryKind.TALK, widget=forms.RadioSelect
    )
    happened_at = MomentField(label=_("什么时候"), required=False, help_text=_("不填就是现在。补记时填真实的时间。"))
    outcome = forms.ChoiceField(
        label=_("结果"), choices=Outcome.choices, initial=Outcome.HELD, required=False, widget=forms.RadioSelect,
        help_text=_("婉拒、改约、改为电话都是如实的结果。"),
    )  # fmt: skip
    channel = forms.ChoiceField(label=_("方式"), choices=not_asked(Channel), required=False)
    colleagues = ReachedField(label=_("一起去的同事"), required=False)
    words = LongText(label=_("要点"), required=False, help_text=_("写事实，不下结论。也可以以后再补。"))
    next_step = forms.CharField(label=_("下一步"), max_length=200, required=False)
    next_step_on = DayField(label=_("下一步的日子"), required=False, help_text=_("到那天会提醒您"))
    readers = forms.ChoiceField(
        label=_("还有谁能看"), choices=Readers.choices, initial=Readers.TEAM, required=False, widget=forms.RadioSelect
    )
    client_key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    waited = forms.IntegerField(min_value=0, max_value=60 * 86400, required=False, widget=forms.HiddenInput)
    """For how many seconds the record waited on a device without a network."""

    def __init__(self, asked: Any, *, viewer: Viewer, chosen: tuple[str, ...] = ()) -> None:
        super().__init__(asked, initial={"students": list(chosen), "client_key": new_public_id()})
        students, colleagues = self.fields["students"], self.fields["colleagues"]
        assert isinstance(students, ReachedField)
        assert isinstance(colleagues, ReachedField)
        students.reached = lambda named: reached_by_public_id(viewer, named)
        colleagues.reached = lambda named: colleagues_by_public_id(viewer, named)

    def clean(self) -> dict[str, Any]:
        """A day for the next step needs the step."""
        asked: dict[str, Any] = super().clean() or {}
        if asked.get("next_step_on") and not asked.get("next_step"):
            self.add_error("next_step", _("请写下一步是什么。"))
        return asked

    def draft(self, now: datetime) -> EntryDraft:
        """What is filed."""
        asked = self.cleaned_data
        return EntryDraft(
            kind=EntryKind(asked["kind"]),
            students=asked["students"],
            happened_at=asked["happened_at"] or now - timedelta(seconds=asked["waited"] or 0),
            channel=asked["channel"],
            outcome=asked["outcome"] or Outcome.HELD,
            readers=asked["readers"] or Readers.TEAM,
            words=asked["words"],
            next_step=asked["next_step"],
            next_step_on=asked["next_step_on"],
            colleagues=asked["colleagues"],
            client_key=asked["client_key"] or None,
        )
