"""Forms of school, years, calendar, grades."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.foundation.forms import DayField
from liangshi.people.choices import DayKind, Stage
from liangshi.people.models import AcademicYear, CalendarDay, Grade, School, Term
from liangshi.people.services import DayDraft, GradeDraft, SchoolDraft, TermDates, YearDraft

ONE_DAY = timedelta(days=1)
MOST_DAYS = 62


class SchoolForm(forms.Form):
    """Name and stage."""

    name = forms.CharField(label=_("学校全称"), max_length=80, help_text=_("大家登录时要填写这个名称。"))
    stage = forms.ChoiceField(label=_("学段"), choices=Stage)

    @classmethod
    def of(cls, school: School, posted: Any) -> "SchoolForm":
        return cls(posted, initial={"name": school.name, "stage": school.stage})

    def draft(self) -> SchoolDraft:
        return SchoolDraft(self.cleaned_data["name"], self.cleaned_data["stage"])


class NameForm(forms.Form):
    """Only a name."""

    name = forms.CharField(label=_("名称"), max_length=40)

    def draft(self) -> str:
        name: str = self.cleaned_data["name"]
        return name


class GradeForm(forms.Form):
    """Level and name."""

    level = forms.TypedChoiceField(
        label=_("对应年级"),
        coerce=int,
        choices=[(level, _("小学%(n)s年级") % {"n": n}) for level, n in enumerate("一二三四五六", start=1)]
        + [(level, _("初中%(n)s年级") % {"n": n}) for level, n in enumerate("一二三", start=7)]
        + [(level, _("高中%(n)s年级") % {"n": n}) for level, n in enumerate("一二三", start=10)],
    )
    name = forms.CharField(label=_("学校的叫法"), max_length=20, help_text=_("例如：高一、七年级。"))

    @classmethod
    def of(cls, grade: Grade, posted: Any) -> "GradeForm":
        return cls(posted, initial={"level": grade.level, "name": grade.name})

    def draft(self) -> GradeDraft:
        return GradeDraft(self.cleaned_data["level"], self.cleaned_data["name"])


class YearForm(forms.Form):
    """An academic year with two terms; people write the last day, rows keep the day after."""

    name = forms.CharField(label=_("学年名称"), max_length=20, help_text=_("例如：2026—2027学年。"))
    first = DayField(label=_("学年第一天"))
    last = DayField(label=_("学年最后一天"))
    first_1 = DayField(label=_("第一学期第一天"))
    last_1 = DayField(label=_("第一学期最后一天"))
    first_2 = DayField(label=_("第二学期第一天"))
    last_2 = DayField(label=_("第二学期最后一天"))

    @classmethod
    def of(cls, year: AcademicYear, terms: list[Term], posted: Any) -> "YearForm":
        initial: dict[str, Any] = {"name": year.name, "first": year.starts_on, "last": year.ends_on - ONE_DAY}
        for term in terms:
            initial[f"first_{term.ordinal}"] = term.starts_on
            initial[f"last_{term.ordinal}"] = term.ends_on - ONE_DAY
        return cls(posted, initial=initial)

    @classmethod
    def after(cls, latest: AcademicYear | None, today: date, posted: Any) -> "YearForm":
        """A proposal for the year that follows."""
        start = latest.starts_on.year + 1 if latest else today.year if today.month >= 6 else today.year - 1
        initial = {
            "name": f"{start}—{start + 1}学年",
            "first": date(start, 9, 1), "last": date(start + 1, 8, 31),
            "first_1": date(start, 9, 1), "last_1": date(start + 1, 1, 25),
            "first_2": date(start + 1, 2, 22), "last_2": date(start + 1, 7, 5),
        }  # fmt: skip
        return cls(posted, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        order = ("first", "first_1", "last_1", "first_2", "last_2", "last")
        days = [cleaned.get(name) for name in order]
        if None in days:
            return cleaned
        for (_before, earlier), (name, later) in zip(
            zip(order, days, strict=True), list(zip(order, days, strict=True))[1:], strict=False
        ):
            if later < earlier:  # type: ignore[operator]
                self.add_error(name, _("这一天早于前面的日期，请核对先后。"))
        return cleaned

    def draft(self) -> YearDraft:
        day = self.cleaned_data
        terms = tuple(TermDates(n, day[f"first_{n}"], day[f"last_{n}"] + ONE_DAY) for n in (1, 2))
        return YearDraft(day["name"], day["first"], day["last"] + ONE_DAY, terms)


class DaysForm(forms.Form):
    """One entry on one or several days."""

    kind = forms.ChoiceField(label=_("类别"), choices=DayKind)
    name = forms.CharField(label=_("名称"), max_length=40, help_text=_("例如：期中考试、校运会。"))
    first = DayField(label=_("日期"))
    last = DayField(label=_("到哪一天"), required=False, help_text=_("只有一天就不用填。"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("不能早于开始的日期。"))
        elif first and last and (last - first).days >= MOST_DAYS:
            self.add_error("last", _("一次最多填两个月，更长的请分开填。"))
        return cleaned

    def draft(self) -> DayDraft:
        day = self.cleaned_data
        return DayDraft(day["first"], day["last"] or day["first"], day["kind"], day["name"])


class DayForm(forms.Form):
    """One entry of the calendar."""

    kind = forms.ChoiceField(label=_("类别"), choices=DayKind)
    name = forms.CharField(label=_("名称"), max_length=40)
    first = DayField(label=_("日期"))

    @classmethod
    def of(cls, day: CalendarDay, posted: Any) -> "DayForm":
        return cls(posted, initial={"kind": day.kind, "name": day.name, "first": day.date})

    def draft(self) -> DayDraft:
        day = self.cleaned_data
        return DayDraft(day["first"], day["first"], day["kind"], day["name"])
