"""Propose, ask for, answer, cancel and record a meeting."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Viewer
from liangshi.family.choices import Way
from liangshi.family.queries.sides import colleagues_for, guardianships_of
from liangshi.family.services.appointments import AppointmentDraft
from liangshi.family.services.filing import FilingDraft
from liangshi.people.models import Guardian, Guardianship, Staff, Student
from liangshi.records.choices import Outcome

from .fields import MomentField, RowField, RowsField, ShortWords

STUDENT_WAYS = (Way.TALK, Way.PHONE, Way.VIDEO)
FAMILY_WAYS = (Way.HOME_VISIT, Way.AT_SCHOOL, Way.PHONE, Way.VIDEO)
MINUTES = ((15, _("15 分钟")), (30, _("30 分钟")), (45, _("45 分钟")), (60, _("1 小时")), (90, _("1 个半小时")))


class TimesForm(forms.Form):
    """Up to three times."""

    time_1 = MomentField(label=_("时间一"))
    time_2 = MomentField(label=_("时间二"), required=False)
    time_3 = MomentField(label=_("时间三"), required=False)

    def times(self) -> tuple[datetime, ...]:
        """Those that were filled in."""
        asked = (self.cleaned_data[name] for name in ("time_1", "time_2", "time_3"))
        return tuple(time for time in asked if time is not None)


class ProposeForm(TimesForm):
    """A member of staff invites."""

    way = forms.ChoiceField(label=_("怎么见"), widget=forms.RadioSelect)
    guardians = RowsField(Guardian.unscoped.none(), label=_("请哪位家长"), required=False)
    with_student = forms.BooleanField(label=_("请学生本人参加"), required=False)
    place = forms.CharField(label=_("地点"), max_length=60, required=False)
    minutes = forms.TypedChoiceField(label=_("大约多久"), choices=MINUTES, coerce=int, initial=30)
    subject = forms.CharField(
        label=_("聊什么"), max_length=60, required=False, help_text=_("一句话，让对方心里有数；参加的人看得到。")
    )
    colleagues = RowsField(Staff.unscoped.none(), label=_("一起去的同事"), required=False)
    team = forms.BooleanField(
        label=_("让班主任也知道这次约见"), required=False, help_text=_("学生私下找您谈的事，不要勾选。")
    )

    field_order = (
        "guardians", "with_student", "way", "time_1", "time_2", "time_3", "minutes", "place", "subject", "colleagues",
        "team",
    )  # fmt: skip

    def __init__(self, asked: Any, *, viewer: Viewer, student: Student, first: Way) -> None:
        ties = list(guardianships_of(viewer, student))
        only = [ties[0].guardian.public_id] if ties else []
        super().__init__(asked, initial={"way": first, "team": bool(ties), "guardians": only, "with_student": not ties})
        ways = (*FAMILY_WAYS, Way.TALK) if ties else STUDENT_WAYS
        choice = self.fields["way"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(way, way.label) for way in ways]
        labels = {tie.guardian_id: named_tie(tie) for tie in ties}
        offered(self, "guardians", Guardian.unscoped.filter(pk__in=labels), labels)
        offered(self, "colleagues", colleagues_for(viewer, student), {})
        if not ties:
            del self.fields["guardians"]

    def draft(self) -> AppointmentDraft:
        """What is proposed."""
        asked = self.cleaned_data
        return AppointmentDraft(
            way=Way(asked["way"]), times=self.times(), minutes=asked["minutes"], subject=asked["subject"],
            place=asked["place"], with_student=asked["with_student"], team=asked["team"],
            guardians=tuple(row.pk for row in asked.get("guardians", ())),
            colleagues=tuple(row.pk for row in asked["colleagues"]),
        )  # fmt: skip


def named_tie(tie: Guardianship) -> str:
    """刘桂芳（母亲，19900000001）: whom one is about to reach."""
    return f"{tie.guardian.name}（{tie.get_relation_display()}，{tie.guardian.phone}）"


def offered(form: forms.Form, name: str, rows: Any, labels: dict[int, str]) -> None:
    """Offer these rows, with words of their own where given."""
    field = form.fields[name]
    assert isinstance(field, RowsField | RowField)
    field.queryset = rows
    if labels:
        field.label_from_instance = lambda row: labels[row.pk]  # type: ignore[method-assign, assignment]


class AskForm(TimesForm):
    """A guardian or a student asks for a meeting."""

    staff = RowField(Staff.unscoped.none(), label=_("想见哪位老师"))
    way = forms.ChoiceField(label=_("怎么见"), widget=forms.RadioSelect)
    words = ShortWords(label=_("想说的话"), required=False)

    field_order = ("staff", "way", "time_1", "time_2", "time_3", "words")

    def __init__(self, asked: Any, *, staff: Any, first: Way, ways: tuple[Way, ...] = FAMILY_WAYS) -> None:
        super().__init__(asked, initial={"way": first, "staff": staff[0].public_id if staff else None})
        choice = self.fields["way"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(way, way.label) for way in ways]
        offered(self, "staff", staff, {})

    def draft(self) -> AppointmentDraft:
        """What is asked for."""
        asked = self.cleaned_data
        return AppointmentDraft(way=Way(asked["way"]), times=self.times(), words=asked["words"])


class RevisionForm(forms.Form):
    """Which state of the appointment is answered."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ChosenTimeForm(RevisionForm):
    """One of the offered times."""

    time = forms.CharField(max_length=12)


class OtherTimeForm(TimesForm, RevisionForm):
    """Other times, or words about what would suit."""

    words = ShortWords(
        label=_("什么时候方便"), required=False, help_text=_("不确定具体时间，写一句也行，如“周末下午”。")
    )

    field_order = ("words", "time_1", "time_2", "time_3", "revision")

    def __init__(self, asked: Any, *, revision: int) -> None:
        super().__init__(asked, initial={"revision": revision})
        self.fields["time_1"].required = False


class WordsForm(RevisionForm):
    """A word to the others."""

    words = ShortWords(label=_("一句话"), required=False)

    def __init__(self, asked: Any, *, revision: int, needed: bool) -> None:
        super().__init__(asked, initial={"revision": revision})
        self.fields["words"].required = needed


class FilingForm(forms.Form):
    """How the meeting came out."""

    outcome = forms.ChoiceField(label=_("结果"), widget=forms.RadioSelect)
    words = ShortWords(
        label=_("要点"), max_length=4000, rows=4, required=False, help_text=_("写事实，不下结论。也可以以后再补。")
    )
    next_step = forms.CharField(label=_("下一步"), max_length=200, required=False)
    next_step_on = forms.DateField(
        label=_("下一步的日子"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, asked: Any, *, outcomes: Iterable[Outcome]) -> None:
        found = list(outcomes)
        super().__init__(asked, initial={"outcome": found[0]} if found else {})
        choice = self.fields["outcome"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(outcome, outcome.label) for outcome in found]

    def clean(self) -> dict[str, Any]:
        """A day for the next step needs the step."""
        asked: dict[str, Any] = super().clean() or {}
        if asked.get("next_step_on") and not asked.get("next_step"):
            self.add_error("next_step", _("请写下一步是什么。"))
        return asked

    def draft(self) -> FilingDraft:
        """What goes into the record."""
        asked = self.cleaned_data
        return FilingDraft(Outcome(asked["outcome"]), asked["words"], asked["next_step"], asked["next_step_on"])
