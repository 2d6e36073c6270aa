"""Plans, goals and evaluations as forms; which fields there are, the school's scheme says."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.scheme.forms import FormRule
from liangshi.guidance.choices import GoalKind, Horizon
from liangshi.guidance.models import Evaluation, Goal, PlanVersion
from liangshi.guidance.services.evaluations import EvaluationDraft
from liangshi.guidance.services.goals import GoalDraft
from liangshi.guidance.services.plans import PlanDraft
from liangshi.schemes.forms.answering import Value, answer_fields, initial_answers, stored_answers

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Typed = Any
"""What a browser sent, or None."""


class DayField(forms.DateField):
    """A day, picked from the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class PlanForm(forms.Form):
    """The fields of the scheme's plan that the author reads, and what every plan has."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, typed: Typed, *, rule: FormRule, before: PlanVersion | None, answers: Mapping[str, Value],
        strategies: Iterable[str], may_say_why: bool,
    ) -> None:  # fmt: skip
        known: dict[str, object] = {"revision": before.ordinal if before else 0}
        if before:
            known |= {"strategies": before.strategies, "review_on": before.review_on}
        super().__init__(typed, initial={**initial_answers(rule, answers), **known})
        self.rule = rule
        self.fields |= answer_fields(rule)
        offered = list(dict.fromkeys([*strategies, *(before.strategies if before else ())]))
        self.fields["strategies"] = forms.MultipleChoiceField(
            label=_("主要从哪些方面着手"), choices=[(word, word) for word in offered], required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.fields["review_on"] = DayField(label=_("什么时候一起看看"), required=False)
        if may_say_why:
            self.fields["reason"] = forms.CharField(
                label=_("这次为什么改"), max_length=300, required=False, help_text=_("例如：按阶段评估调整")
            )

    def draft(self) -> PlanDraft:
        """The cleaned form as the service takes it."""
        cleaned = self.cleaned_data
        return PlanDraft(
            seen=cleaned["revision"], answers=stored_answers(self.rule, cleaned),
            strategies=tuple(cleaned["strategies"]), review_on=cleaned["review_on"], reason=cleaned.get("reason", ""),
        )  # fmt: skip


class GoalForm(forms.Form):
    """One goal in a sentence, how it will be seen, by when."""

    text = forms.CharField(
        label=_("想做到什么"), max_length=200, help_text=_("一句话，说得具体些，例如：每天背十个单词")
    )
    sign = forms.CharField(label=_("怎样算做到了"), max_length=200, required=False)
    horizon = forms.ChoiceField(label=_("多久"), choices=Horizon.choices, widget=forms.RadioSelect)
    by_when = DayField(label=_("到哪天"), required=False)
    field = forms.ChoiceField(label=_("属于哪方面"))
    kind = forms.ChoiceField(label=_("类别"), widget=forms.RadioSelect)

    def __init__(
        self, typed: Typed, *, kinds: Iterable[GoalKind], fields: Iterable[str], goal: Goal | None = None
    ) -> None:
        initial: dict[str, object] = {"kind": GoalKind.GOAL, "horizon": Horizon.SHORT}
        if goal:
            initial = {
                "kind": goal.kind,
                "horizon": goal.horizon,
                "field": goal.field,
                "text": goal.text,
                "sign": goal.sign,
            }
        super().__init__(typed, initial=initial)
        offered = list(dict.fromkeys([*fields, *([goal.field] if goal else ())]))
        _offer(self, "field", [(word, word) for word in offered])
        choices = [(kind.value, kind.label) for kind in kinds]
        _offer(self, "kind", choices)
        if len(choices) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
        if goal:
            self.fields["words"] = forms.CharField(label=_("为什么换"), max_length=300, required=False)

    def draft(self) -> GoalDraft:
        """The cleaned form as the service takes it."""
        cleaned = self.cleaned_data
        return GoalDraft(
            kind=cleaned["kind"], field=cleaned["field"], horizon=cleaned["horizon"], text=cleaned["text"],
            sign=cleaned["sign"], by_when=cleaned["by_when"],
        )  # fmt: skip


def _offer(form: forms.Form, name: str, choices: "Sequence[tuple[str, StrOrPromise]]") -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class ReachedForm(forms.Form):
    """A word about how it went."""

    words = forms.CharField(
        label=_("怎么做到的"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class EvaluationForm(forms.Form):
    """The fields of the scheme's stage evaluation, its name and day."""

    stage = forms.CharField(label=_("哪个阶段"), max_length=40, help_text=_("例如：期中、期末"))
    evaluated_on = DayField(label=_("日期"))
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, typed: Typed, *, rule: FormRule, row: Evaluation | None, answers: Mapping[str, Value], today: date
    ) -> None:
        known: dict[str, object] = {"evaluated_on": today, "revision": 0}
        if row:
            known = {"stage": row.stage, "evaluated_on": row.evaluated_on, "revision": row.revision}
        super().__init__(typed, initial={**initial_answers(rule, answers), **known})
        self.rule = rule
        self.fields |= answer_fields(rule)

    def draft(self) -> EvaluationDraft:
        """The cleaned form as the service takes it."""
        cleaned = self.cleaned_data
        return EvaluationDraft(
            cleaned["stage"], cleaned["evaluated_on"], stored_answers(self.rule, cleaned), cleaned["revision"]
        )


class TellForm(forms.Form):
    """On which day it was told."""

    on = DayField(
        label=_("哪天告诉的"), help_text=_("从保存起，学生和家长就能看到（不含心理、家庭等内容），并可以回应")
    )


class FamilyAnswerForm(forms.Form):
    """What the student or a guardian says."""

    text = forms.CharField(label=_("想说的话"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
