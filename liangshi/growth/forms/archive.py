"""The reason for opening older records; a letter to the next mentor."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.foundation.forms import Prose
from liangshi.growth.services.archives import LetterDraft

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST = 2000


def _lines(label: "StrOrPromise", help_text: "StrOrPromise", *, required: bool = False) -> forms.CharField:
    return Prose(label=label, help_text=help_text, max_length=LONGEST, required=required, rows=4)


class ReasonForm(forms.Form):
    """One sentence."""

    reason = forms.CharField(label=_("为什么需要看以前的记录"), max_length=200)


class LetterForm(forms.Form):
    """Strengths first."""

    strengths = _lines(_("这个孩子的长处"), _("先写看到的好：做过的事、让您感动的一刻。"), required=True)
    helps = _lines(_("怎样相处最有效"), _("什么时候愿意说、喜欢怎样被提醒、家里怎样联系最好。"))
    next_steps = _lines(_("接下来可以做的"), _("正在做的目标，约好的下一步。"))
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def draft(self) -> LetterDraft:
        """The cleaned form as the service takes it."""
        data = self.cleaned_data
        return LetterDraft(data["strengths"], data["helps"], data["next_steps"], data["revision"] or 0)
