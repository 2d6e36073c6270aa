"""The page on which a concern is written: short for a child, complete for a teacher."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Viewer
from liangshi.people.models import ClassGroup, Staff
from liangshi.people.queries import current_year
from liangshi.wellbeing.choices import Danger, Part
from liangshi.wellbeing.queries.concern_page import nameable_staff
from liangshi.wellbeing.services.raising import ConcernDraft, NamedStudent

LONGEST = 6000
STUDENTS_AT_MOST = 6

CHILD_WORDS = {
    "danger": _("现在有危险吗"),
    "facts": _("发生了什么"),
    "own_words": _("他/她说过什么"),
    "done": _("我已经做了什么"),
    "told_in_person": _("我已经告诉了谁"),
    "place": _("在哪里"),
    "adult": _("这件事与哪位老师有关"),
}
"""How a student is asked."""


def long_text(label: Any, rows: int, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    """A text of several lines."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=LONGEST, widget=area, help_text=help_text)


class StudentLineForm(forms.Form):
    """One student in the event, with a text of their own."""

    name = forms.CharField(label=_("姓名或学号"), required=False, max_length=40)
    class_group = forms.ChoiceField(label=_("班级"), required=False)
    part = forms.ChoiceField(label=_("在这件事里"), choices=Part.choices, initial=Part.CONCERNED)
    text = long_text(_("只关于这名学生的话"), 3)

    def __init__(self, *arguments: Any, classes: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["class_group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("不清楚")), *classes]


StudentLines = forms.formset_factory(StudentLineForm, extra=STUDENTS_AT_MOST, max_num=STUDENTS_AT_MOST)


class ConcernForm(forms.Form):
    """The event. Only the facts are asked for; everything else may stay empty."""

    client_key = forms.CharField(max_length=40, min_length=8, widget=forms.HiddenInput)
    danger = forms.ChoiceField(
        label=_("学生现在有危险吗"), choices=Danger.choices, widget=forms.RadioSelect, initial=Danger.UNSURE
    )
    about_self = forms.BooleanField(label=_("说的是我自己"), required=False)
    facts = long_text(
        _("看到、听到了什么"), 6, required=True, help_text=_("写事实：什么时候、在哪里、看到或听到什么。")
    )
    own_words = long_text(_("学生自己的原话"), 3)
    happened_on = forms.DateField(
        label=_("哪一天"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    place = forms.CharField(label=_("地点"), required=False, max_length=200)
    done = long_text(_("我已经做了什么"), 3)
    told_in_person = forms.CharField(label=_("已经当面或打电话告诉了谁"), required=False, max_length=200)
    adult = forms.ModelChoiceField(
        label=_("这件事与校内哪位教职工有关"),
        queryset=Staff.unscoped.none(),
        required=False,
        to_field_name="public_id",
        empty_label=_("没有，或不清楚"),
        help_text=_("选了之后，这位老师和受其领导的人都不会收到，也看不到。"),
    )
    other_adult = forms.ModelChoiceField(
        label=_("还有一位"),
        queryset=Staff.unscoped.none(),
        required=False,
        to_field_name="public_id",
        empty_label=_("没有"),
    )

    def __init__(self, sent: Any, *, viewer: Viewer, student: Any = None, today: Any) -> None:
        super().__init__(sent, initial={"client_key": secrets.token_hex(12)})
        assert viewer.school is not None
        self.viewer = viewer
        self.groups = _classes(viewer, today)
        choices = [(group.public_id, group.name) for group in self.groups]
        first = [{"name": student.number, "class_group": _class_of(student)}] if student else []
        self.lines = StudentLines(sent, prefix="students", initial=first, form_kwargs={"classes": choices})
        for name in ("adult", "other_adult"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = nameable_staff(viewer.school)
        if viewer.student is None:
            del self.fields["about_self"]
        else:
            for name, label in CHILD_WORDS.items():
                self.fields[name].label = label

    def is_valid(self) -> bool:
        """The event and its students."""
        return super().is_valid() and self.lines.is_valid()

    def draft(self) -> ConcernDraft:
        """What was written."""
        given = self.cleaned_data
        adults = (given["adult"], given["other_adult"])
        return ConcernDraft(
            sent_key=given["client_key"],
            danger=given["danger"],
            happened_on=given["happened_on"],
            place=given["place"],
            facts=given["facts"],
            own_words=given["own_words"],
            done=given["done"],
            told_in_person=given["told_in_person"],
            named=tuple(self._named(line.cleaned_data) for line in self.lines if line.cleaned_data.get("name")),
            adults=tuple(adult.pk for adult in adults if adult is not None),
            about_self=bool(given.get("about_self")),
        )

    def _named(self, given: dict[str, Any]) -> NamedStudent:
        keys = {group.public_id: group.pk for group in self.groups}
        return NamedStudent(given["name"], keys.get(given["class_group"]), given["part"], given["text"])


class AdditionForm(forms.Form):
    """More is known."""

    client_key = forms.CharField(max_length=40, min_length=8, widget=forms.HiddenInput)
    text = long_text(_("补充"), 4, required=True)

    def __init__(self, sent: Any = None) -> None:
        super().__init__(sent, initial={"client_key": secrets.token_hex(12)})


def _classes(viewer: Viewer, today: Any) -> list[ClassGroup]:
    year = current_year(viewer.school, today) if viewer.school else None
    rows = ClassGroup.objects.visible_to(viewer).filter(year=year)
    return list(rows.order_by("grade__level", "ordinal"))


def _class_of(student: Any) -> str:
    return student.class_group.public_id if student.class_group else ""
