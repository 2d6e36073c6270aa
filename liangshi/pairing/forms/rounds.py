"""Forms of rounds and their phases."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Viewer
from liangshi.foundation.forms import DayField, MomentField
from liangshi.pairing.choices import RoundWay, Track
from liangshi.pairing.models import Round, RoundClub, RoundGrade
from liangshi.pairing.queries.terms import RoundTerms
from liangshi.pairing.services.phases import Dates
from liangshi.pairing.services.rounds import RoundDraft
from liangshi.people.models import AcademicYear, Club, Grade

from .fields import ReasonField, RowsField


class RoundForm(forms.Form):
    """What the coordinator decides before a round is prepared; the scheme has filled in what it says."""

    name = forms.CharField(label=_("名称"), max_length=60)
    way = forms.ChoiceField(label=_("结对方式"), widget=forms.RadioSelect)
    grades = RowsField(rows=Grade.unscoped.none(), label=_("哪些年级参加"), required=True)
    clubs = RowsField(rows=Club.unscoped.none(), label=_("哪些社团"), help_text=_("以社团为载体时勾选"))
    two_tracks = forms.BooleanField(label=_("导学、导德分开结对"), required=False)
    longest_list = forms.IntegerField(label=_("每位学生最多填几个志愿"), min_value=1, max_value=30)
    quota = forms.IntegerField(label=_("每位导师的名额（一般）"), min_value=1)
    minimum = forms.IntegerField(label=_("每位导师至少带几名学生"), min_value=0)
    most_declines = forms.IntegerField(
        label=_("每位导师最多婉拒几名学生"), min_value=0, required=False, help_text=_("不填则不限")
    )
    mentors_see_order = forms.BooleanField(
        label=_("导师回应时能看到自己是第几志愿"), required=False, help_text=_("一般不勾选，让每位学生都被同样看待")
    )
    first_day = DayField(label=_("第一个阶段从哪天开始"))
    starts_on = DayField(label=_("师生结对从哪天起"))
    ends_on = DayField(label=_("到哪天止"), help_text=_("这一天起不再计算在内"))
    draw_notice = forms.CharField(
        label=_("抽签种子怎样产生"), max_length=200, required=False,
        help_text=_("事先公布，例如：数据封存后第二天由学生代表现场掷骰子"),
    )  # fmt: skip

    def __init__(
        self, asked: Any, *, viewer: Viewer, terms: RoundTerms, year: AcademicYear, today: date,
        first: Round | None = None,
    ) -> None:  # fmt: skip
        initial = {
            "way": terms.ways[0], "longest_list": terms.longest_list, "quota": terms.quota, "minimum": terms.minimum,
            "most_declines": terms.most_declines, "two_tracks": bool(terms.tracks), "first_day": today,
            "starts_on": max(today, year.starts_on), "ends_on": year.ends_on,
            "name": _("%(year)s导师结对") % {"year": year.name},
        }  # fmt: skip
        super().__init__(asked, initial=initial | (_as_before(first) if first else {}))
        self.year = year
        ways = self.fields["way"]
        assert isinstance(ways, forms.ChoiceField)
        others = [way for way in RoundWay if way not in terms.ways]
        ways.choices = [(way.value, way.label) for way in (*terms.ways, *others)]
        self._offer("grades", Grade.objects.visible_to(viewer))
        self._offer("clubs", Club.objects.visible_to(viewer).filter(year=year))
        self.fields["quota"].widget.attrs["max"] = terms.ceiling
        self.ceiling = terms.ceiling

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, RowsField)
        field.queryset = rows

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("way") == RoundWay.CLUB and not given.get("clubs"):
            self.add_error("clubs", _("请勾选参加的社团。"))
        if given.get("quota", 0) > self.ceiling:
            self.add_error("quota", _("方案规定最多 %(most)s 名。") % {"most": self.ceiling})
        if given.get("minimum", 0) > given.get("quota", 0):
            self.add_error("minimum", _("不能多于名额。"))
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] <= given["starts_on"]:
            self.add_error("ends_on", _("要晚于开始的一天。"))
        return given

    def draft(self) -> RoundDraft:
        """What was filled in."""
        given = self.cleaned_data
        return RoundDraft(
            name=given["name"], year=self.year, way=RoundWay(given["way"]), grades=tuple(given["grades"]),
            clubs=tuple(given["clubs"]) if given["way"] == RoundWay.CLUB else (),
            tracks=(Track.STUDY, Track.CONDUCT) if given["two_tracks"] else (),
            longest_list=given["longest_list"], quota=given["quota"], minimum=given["minimum"],
            most_declines=given["most_declines"], mentors_see_order=given["mentors_see_order"],
            draw_notice=given["draw_notice"], starts_on=given["starts_on"], ends_on=given["ends_on"],
            first_day=given["first_day"],
        )  # fmt: skip


def _as_before(first: Round) -> dict[str, object]:
    """A second round is proposed with the terms of the first."""
    grades = RoundGrade.unscoped.filter(round=first).values_list("grade__public_id", flat=True)
    clubs = RoundClub.unscoped.filter(round=first).values_list("club__public_id", flat=True)
    return {
        "name": _("%(first)s第二轮") % {"first": first.name[:50]}, "way": first.way, "grades": list(grades),
        "clubs": list(clubs), "two_tracks": bool(first.tracks), "longest_list": first.longest_list,
        "quota": first.quota, "minimum": 0, "most_declines": first.most_declines,
        "mentors_see_order": first.mentors_see_order, "ends_on": first.ends_on,
    }  # fmt: skip


class ReasonForm(forms.Form):
    """One reason."""

    reason = ReasonField()


class DatesForm(forms.Form):
    """New dates of a phase."""

    opens_at = MomentField(label=_("开始"))
    closes_at = MomentField(label=_("结束"))
    reason = ReasonField()

    def dates(self) -> Dates:
        """What was filled in."""
        return Dates(self.cleaned_data["opens_at"], self.cleaned_data["closes_at"])


class ExtendForm(forms.Form):
    """A later end."""

    until = MomentField(label=_("延长到"))
    reason = ReasonField(help_text=_("会写入本阶段的改期记录"))

    def moment(self) -> datetime:
        """What was filled in."""
        moment: datetime = self.cleaned_data["until"]
        return moment


class ReminderForm(forms.Form):
    """The words of a reminder."""

    title = forms.CharField(label=_("标题"), max_length=60)
    text = forms.CharField(label=_("正文"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}), required=False)


class NeedForm(forms.Form):
    """How many mentors a student gets."""

    need = forms.IntegerField(label=_("需要几位导师"), min_value=1, max_value=9)
