"""Forms of cases."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from liangshi.domain.escalation import Level
from liangshi.domain.scheme.forms import FormRule
from liangshi.people.models import Staff
from liangshi.schemes.forms.answering import answer_fields, answers_in_words, stored_answers
from liangshi.wellbeing.case_choices import ActionKind, EntryKind, Unfinished
from liangshi.wellbeing.entry_fields import ENTRY_FIELDS, LONGEST, EntryField, OwnAnswer
from liangshi.wellbeing.models import Case, CaseEntry
from liangshi.wellbeing.queries.own_form import ALREADY_ASKED
from liangshi.wellbeing.services.case_care import LineDraft
from liangshi.wellbeing.services.case_entries import EntryDraft
from liangshi.wellbeing.services.case_team import ActionDraft
from liangshi.wellbeing.services.cases import Closing, Opening

from .case_fields import StaffField, day_field, offer, text_field


class OpeningForm(forms.Form):
    """Why there is a case, or why it goes on, and when it is looked at again."""

    text = text_field(_("为什么需要一个个案"), _("写事实，不写评价"))
    review_on = day_field(_("下次一起看的日期"))

    def draft(self) -> Opening:
        """What was written."""
        return Opening(self.cleaned_data["text"], self.cleaned_data["review_on"])


class ReasonForm(forms.Form):
    """A reason in words."""

    text = text_field(_("说明"), rows=3)


@dataclass(frozen=True, slots=True)
class Asks:
    """What an entry asks for: its kind, what it answers, levels and the own form of the school's scheme."""

    kind: EntryKind
    about: CaseEntry | None
    levels: tuple[Level, ...]
    own: FormRule | None


class EntryForm(forms.Form):
    """One entry: the day, and the fields of its kind."""

    happened_on = day_field(_("日期"), _("事情发生的那天；补记也写那天"))

    def __init__(self, asked: Any, *, asks: Asks, today: date) -> None:
        super().__init__(asked, initial={"happened_on": today})
        self._asks, self._levels = asks, {level.key: level.name for level in asks.levels}
        for field in ENTRY_FIELDS[asks.kind]:
            self.fields[field.key] = self._field(field)
        if asks.own is not None:
            self.fields.update(answer_fields(asks.own, ALREADY_ASKED))

    def _field(self, field: EntryField) -> forms.Field:
        words: dict[str, Any] = {"label": field.label, "required": field.required, "help_text": field.hint}
        if field.choices:
            return forms.ChoiceField(choices=field.choices, widget=forms.RadioSelect, **words)
        if field.key == "level" and self._levels:
            offered = tuple(self._levels.items())
            return forms.ChoiceField(choices=offered, widget=forms.RadioSelect, **words)
        widget = forms.TextInput() if field.short else forms.Textarea(attrs={"rows": 3})
        return forms.CharField(max_length=200 if field.short else LONGEST, widget=widget, **words)

    def draft(self) -> EntryDraft:
        """What was written; a level of the scheme is kept by its name in the text and by its key beside it."""
        content = {field.key: str(self.cleaned_data[field.key]) for field in ENTRY_FIELDS[self._asks.kind]}
        level = content.get("level", "")
        if level:
            content["level"] = str(self._levels.get(level, level))
        return EntryDraft(self.cleaned_data["happened_on"], content, self._asks.about, level[:40], self._own())

    def _own(self) -> tuple[OwnAnswer, ...]:
        if self._asks.own is None:
            return ()
        stored = stored_answers(self._asks.own, self.cleaned_data, ALREADY_ASKED)
        answers = answers_in_words(self._asks.own, stored)
        return tuple(OwnAnswer(answer.label, answer.words, tuple(answer.readers)) for answer in answers)


class ActionForm(forms.Form):
    """Something to be done."""

    what = text_field(_("要做什么"), rows=3, longest=500)
    kind = forms.ChoiceField(label=_("类别"), choices=ActionKind, widget=forms.RadioSelect, initial=ActionKind.TASK)
    assigned = StaffField(label=_("由谁做"), help_text=_("负责人和已加入小组的老师"))
    due_on = day_field(_("哪天之前"))

    def __init__(self, asked: Any, *, staff: QuerySet[Staff]) -> None:
        super().__init__(asked)
        offer(self, "assigned", staff)

    def draft(self) -> ActionDraft:
        """What was written."""
        said = self.cleaned_data
        return ActionDraft(said["what"], said["assigned"], said["due_on"], said["kind"])


class SettleForm(forms.Form):
    """What came of it."""

    done = forms.ChoiceField(
        label=_("怎么样了"), choices=(("yes", _("做完了")), ("no", _("不再需要做"))), widget=forms.RadioSelect,
        initial="yes",
    )  # fmt: skip
    outcome = text_field(_("结果，或为什么不做了"), rows=3)


class InviteForm(forms.Form):
    """A place in the team."""

    staff = StaffField(label=_("请谁加入"), help_text=_("对方答应之前，看不到个案的任何内容"))
    task = forms.CharField(
        label=_("请他（她）做什么"), max_length=60, help_text=_("只写分工，不写缘由，例如：每天课间看一眼")
    )

    def __init__(self, asked: Any, *, staff: QuerySet[Staff]) -> None:
        super().__init__(asked)
        offer(self, "staff", staff)


class OwnerForm(forms.Form):
    """Another owner."""

    to = StaffField(label=_("交给谁负责"))
    reason = text_field(_("原因"), rows=2, longest=500)

    def __init__(self, asked: Any, *, staff: QuerySet[Staff]) -> None:
        super().__init__(asked)
        offer(self, "to", staff)


class CareForm(forms.Form):
    """One line to one person."""

    to = StaffField(label=_("告诉谁"))
    text = forms.CharField(
        label=_("请他（她）做什么"), max_length=120,
        help_text=_("只写需要做的事，不写缘由，例如：这两周请每天早读前打个招呼"),
    )  # fmt: skip
    until = day_field(_("到哪天为止"))

    def __init__(self, asked: Any, *, staff: QuerySet[Staff], until: date) -> None:
        super().__init__(asked, initial={"until": until})
        offer(self, "to", staff)

    def draft(self) -> LineDraft:
        """What was written."""
        return LineDraft(self.cleaned_data["to"], self.cleaned_data["text"], self.cleaned_data["until"])


class CaseField(forms.ModelChoiceField):  # type: ignore[type-arg] # generic only in the stubs
    """A case by number and student."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number} {obj.student.name}"


class LinkForm(forms.Form):
    """Another case that belongs to this one."""

    other = CaseField(
        label=_("关联哪个个案"), queryset=Case.unscoped.none(), to_field_name="public_id", empty_label=_("请选择")
    )
    reason = text_field(_("为什么关联"), rows=2, longest=500)

    def __init__(self, asked: Any, *, cases: QuerySet[Case]) -> None:
        super().__init__(asked)
        field = self.fields["other"]
        assert isinstance(field, CaseField)
        field.queryset = cases


class ReviewForm(forms.Form):
    """The next date."""

    day = day_field(_("下次一起看的日期"))


class ClosingForm(forms.Form):
    """How it ended; why something is left undone where it is."""

    text = text_field(_("结案说明"), _("学生现在怎样，之后谁留意"))
    unfinished = forms.ChoiceField(
        label=_("还有未完成的行动，因为"), required=False, widget=forms.RadioSelect,
        choices=(("", _("没有未完成的行动")), *Unfinished.choices),
    )  # fmt: skip

    def draft(self) -> Closing:
        """What was written."""
        return Closing(self.cleaned_data["text"], self.cleaned_data["unfinished"])
