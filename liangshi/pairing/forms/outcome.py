"""Forms of the draw, of changes by hand, of comparisons."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from liangshi.pairing.models import RoundMentor
from liangshi.pairing.queries.outcome import Child

from .fields import ReasonField
from .planning import MentorChoice

NUMBERS_AT_MOST = 6
_BREAK = re.compile(r"[\s,,、;;]+")


class AnnounceForm(forms.Form):
    """How the seed will come about."""

    how = forms.CharField(
        label=_("抽签方式"), max_length=200,
        help_text=_("谁也控制不了的公开抽签，如“11月25日晚福彩双色球第2026130期开奖号码”"),
    )  # fmt: skip


class SeedForm(forms.Form):
    """The result of the public draw, as it was published."""

    seed = forms.CharField(
        label=_("抽签结果"), max_length=200, strip=True,
        help_text=_("照公布的样子录入，如“03 08 15 21 27 33 09”。录入后不能再改。"),
    )  # fmt: skip


class AdjustForm(forms.Form):
    """From whom to whom, and why."""

    before = MentorChoice(
        label=_("原来的导师"), queryset=RoundMentor.unscoped.none(), to_field_name="public_id", required=False,
        empty_label=_("(增加一位)"),
    )  # fmt: skip
    after = MentorChoice(
        label=_("改由谁担任"), queryset=RoundMentor.unscoped.none(), to_field_name="public_id", required=False,
        empty_label=_("(暂不安排)"),
    )  # fmt: skip
    reason = ReasonField(help_text=_("会随结果一起留存，学生和家长看得到“人工调整”"))
    meant = forms.BooleanField(label=_("仍然这样安排"), required=False, widget=forms.HiddenInput)

    def __init__(self, asked: Any, *, child: Child, mentors: Any) -> None:
        super().__init__(asked)
        own = [one.mentor.pk for one in child.settled]
        before, after = self.fields["before"], self.fields["after"]
        assert isinstance(before, MentorChoice)
        assert isinstance(after, MentorChoice)
        before.queryset = mentors.filter(pk__in=own)
        after.queryset = mentors.exclude(pk__in=own)
        if len(own) == 1 and not child.missing:
            before.initial = child.settled[0].mentor.public_id

    def ask_whether_meant(self) -> None:
        """Show the box that says so."""
        self.fields["meant"].widget = forms.CheckboxInput()


def numbers(text: str) -> list[int]:
    """Whole numbers of a line, each once, in order."""
    found = [int(part) for part in _BREAK.split(text) if part.isascii() and part.isdigit()]
    return list(dict.fromkeys(number for number in found if 1 <= number <= 99))[:NUMBERS_AT_MOST]


class CompareForm(forms.Form):
    """Which other rules to look at."""

    caps = forms.CharField(label=_("每位导师的名额"), required=False, help_text=_("用顿号隔开，如 8、10、12"))
    lengths = forms.CharField(label=_("志愿个数"), required=False, help_text=_("如 1、3、5"))

    def clean_caps(self) -> list[int]:
        """The numbers written."""
        return self._numbers("caps")

    def clean_lengths(self) -> list[int]:
        """The numbers written."""
        return self._numbers("lengths")

    def _numbers(self, name: str) -> list[int]:
        text = self.cleaned_data[name]
        found = numbers(text)
        if text.strip() and not found:
            raise ValidationError(_("请填 1 到 99 之间的数字。"))
        return found
