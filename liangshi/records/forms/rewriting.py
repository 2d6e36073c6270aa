"""All of a record on one page, with the fields of the scheme's form."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from liangshi.domain.vocabulary import GUIDANCE_FIELDS
from liangshi.records.choices import Channel, Outcome, Readers, Topic
from liangshi.records.models import Entry, EntryStudent
from liangshi.records.queries.scheme_forms import IN_COLUMNS, form_of_entry
from liangshi.records.services.rewriting import Rewriting
from liangshi.schemes.forms.answering import Value, answer_fields, initial_answers, stored_answers

from .entries import not_asked
from .fields import DayField, LongText, MomentField

ANSWER, PART = "answer_", "part_"


class RewriteForm(forms.Form):
    """Words, next step, sharing, and what the scheme asks; nothing but the time is required by us."""

    words = LongText(
        label=_("要点"), rows=6, required=False, help_text=_("写事实，不下结论；写到家庭和心理，用平和的词。")
    )
    next_step = forms.CharField(label=_("下一步"), max_length=200, required=False)
    next_step_on = DayField(label=_("下一步的日子"), required=False, help_text=_("到那天会提醒您"))
    outcome = forms.ChoiceField(label=_("结果"), choices=Outcome.choices, widget=forms.RadioSelect)
    happened_at = MomentField(label=_("什么时候"), help_text=_("补记时填真实的时间"))
    channel = forms.ChoiceField(label=_("方式"), choices=Channel.choices)
    place = forms.CharField(label=_("地点"), max_length=60, required=False)
    minutes = forms.IntegerField(label=_("几分钟"), min_value=1, max_value=1000, required=False)
    topic = forms.ChoiceField(label=_("话题"), choices=not_asked(Topic), required=False)
    field = forms.ChoiceField(
        label=_("指导方面"), choices=[("", _("不填")), *((word, word) for word in GUIDANCE_FIELDS)], required=False
    )
    readers = forms.ChoiceField(label=_("还有谁能看"), choices=Readers.choices, widget=forms.RadioSelect)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, asked: Any, *, entry: Entry, parts: Iterable[EntryStudent], answers: dict[str, Value]) -> None:
        self.rule = form_of_entry(entry)
        self.pupils = tuple(parts)
        super().__init__(asked, initial=self._initial(entry, answers))
        if self.rule is not None:
            for key, field in answer_fields(self.rule, IN_COLUMNS).items():
                self.fields[ANSWER + key] = field
        if len(self.pupils) > 1:
            for part in self.pupils:
                label = now_("只关于%(name)s的话") % {"name": part.student.name}
                self.fields[PART + part.student.public_id] = LongText(label=label, rows=2, required=False)

    def _initial(self, entry: Entry, answers: dict[str, Value]) -> dict[str, object]:
        found: dict[str, object] = {
            "words": entry.words, "next_step": entry.next_step, "next_step_on": entry.next_step_on,
            "outcome": entry.outcome, "happened_at": entry.happened_at, "channel": entry.channel,
            "place": entry.place, "minutes": entry.minutes, "topic": entry.topic, "field": entry.field,
            "readers": entry.readers, "revision": entry.revision,
        }  # fmt: skip
        if self.rule is not None:
            found |= {ANSWER + key: value for key, value in initial_answers(self.rule, answers).items()}
        return found | {PART + part.student.public_id: part.words for part in self.pupils}

    def clean(self) -> dict[str, Any]:
        """A day for the next step needs the step."""
        asked: dict[str, Any] = super().clean() or {}
        if asked.get("next_step_on") and not asked.get("next_step"):
            self.add_error("next_step", _("请写下一步是什么。"))
        return asked

    def rewriting(self) -> Rewriting:
        """What the record says from now on."""
        asked = self.cleaned_data
        answers: dict[str, Value] = {}
        if self.rule is not None:
            given = {name.removeprefix(ANSWER): value for name, value in asked.items() if name.startswith(ANSWER)}
            answers = stored_answers(self.rule, given, IN_COLUMNS)
        own = {part.student_id: asked.get(PART + part.student.public_id, part.words) for part in self.pupils}
        return Rewriting(
            happened_at=asked["happened_at"], channel=asked["channel"], outcome=asked["outcome"],
            topic=asked["topic"], field=asked["field"], place=asked["place"], minutes=asked["minutes"],
            words=asked["words"], next_step=asked["next_step"], next_step_on=asked["next_step_on"],
            readers=asked["readers"], answers=answers, parts=own,
        )  # fmt: skip
