"""Forms of filing, and what pages say when a service refuses."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.foundation.refusals import RefusalError
from liangshi.schemes.choices import FilingState
from liangshi.schemes.services import filing as services

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSAL_WORDS: "Mapping[type[RefusalError], StrOrPromise]" = {
    services.FiledAlreadyError: _("这一版已经报送过了。"),
    services.OlderThanFiledError: _("已经报送过更新的一版，不能再报送旧版。"),
    services.FilingMovedError: _("这份报送刚刚有了新的结果，请重新打开看过再操作。"),
    services.NothingAskedError: _("请写明需要学校改什么，或先在条款上提意见。"),
    services.UnknownClauseError: _("这一版里没有这一条，请重新选择。"),
}


class LetterForm(forms.Form):
    """What the school says to the bureau with the version."""

    letter = forms.CharField(
        label=_("随报说明"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("可以写明这一版改了什么、怎样答复了上次的意见。"),
    )  # fmt: skip


class CommentForm(forms.Form):
    """A word about a clause or about the whole."""

    clause = forms.ChoiceField(label=_("对哪一条"), required=False)
    text = forms.CharField(label=_("意见或答复"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, clauses: Sequence[tuple[str, str]], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["clause"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("整份方案")), *clauses]


class DecisionForm(forms.Form):
    """Approve, or ask back."""

    outcome = forms.ChoiceField(
        label=_("结果"), widget=forms.RadioSelect,
        choices=[(FilingState.APPROVED, _("同意备案")), (FilingState.ASKED_BACK, _("请学校修改后再报"))],
    )  # fmt: skip
    decision = forms.CharField(
        label=_("给学校的话"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
