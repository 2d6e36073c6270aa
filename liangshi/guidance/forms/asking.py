"""A student turns to an adult; the adult answers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.foundation.templatetags.liangshi import noted
from liangshi.guidance.choices import Desk, FreeTime
from liangshi.guidance.queries.adults import Circle
from liangshi.guidance.services.pieces import PieceDraft
from liangshi.guidance.services.talks import TalkDraft
from liangshi.people.models import Staff

from .plans import DayField


class AdultField(forms.ChoiceField):
    """An adult by name, in circles."""

    def __init__(self, circles: Iterable[Circle], **options: Any) -> None:
        self.adults = {adult.public_id: adult for circle in circles for adult in circle.adults}
        groups = [(circle.title, [(one.public_id, _said(one)) for one in circle.adults]) for circle in circles]
        super().__init__(choices=[("", _("请选择")), *groups], **options)

    def adult(self, public_id: str) -> Staff:
        """The adult who was chosen."""
        return self.adults[public_id]


def _said(staff: Staff) -> str:
    return noted(staff.name, staff.subjects)


class TalkForm(forms.Form):
    """Whom, when, and words that nobody has to write."""

    def __init__(self, typed: Any, *, circles: tuple[Circle, ...], to: str = "") -> None:
        super().__init__(typed, initial={"to": to})
        self.fields["to"] = AdultField(circles, label=_("想和谁谈"))
        self.fields["times"] = forms.MultipleChoiceField(
            label=_("什么时候方便"), choices=FreeTime.choices, required=False, widget=forms.CheckboxSelectMultiple
        )
        self.fields["words"] = forms.CharField(
            label=_("想先说一句"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("不写也可以。只有这位老师能看到"),
        )  # fmt: skip

    def draft(self) -> TalkDraft:
        """The cleaned form as the service takes it."""
        field = self.fields["to"]
        assert isinstance(field, AdultField)
        cleaned = self.cleaned_data
        return TalkDraft(field.adult(cleaned["to"]), tuple(cleaned["times"]), cleaned["words"])


class MeetForm(forms.Form):
    """When and where."""

    meet_at = forms.DateTimeField(
        label=_("时间"), input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    place = forms.CharField(label=_("地点"), max_length=60, required=False)


class PassOnForm(forms.Form):
    """Another adult who may be the better one to talk to."""

    def __init__(self, typed: Any, *, circles: tuple[Circle, ...]) -> None:
        super().__init__(typed)
        self.fields["adult"] = AdultField(circles, label=_("换谁更合适"))

    def adult(self) -> Staff:
        """The adult who was chosen."""
        field = self.fields["adult"]
        assert isinstance(field, AdultField)
        return field.adult(self.cleaned_data["adult"])


class ReportForm(forms.Form):
    """What is wrong, and where to tell it; beside each desk stands who reads it there."""

    def __init__(self, typed: Any, *, desks: Iterable[tuple[Desk, tuple[Staff, ...]]]) -> None:
        super().__init__(typed)
        offered = [(desk.value, noted(desk.label, (one.name for one in who))) for desk, who in desks]
        self.fields["desk"] = forms.ChoiceField(label=_("告诉谁"), choices=offered, widget=forms.RadioSelect)
        self.fields["text"] = forms.CharField(
            label=_("什么问题"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
            help_text=_("只有上面写着名字的老师能看到，会答复你"),
        )  # fmt: skip


class ReportAnswerForm(forms.Form):
    """What was done about it."""

    text = forms.CharField(
        label=_("给学生的答复"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("只有这名学生能看到"),
    )  # fmt: skip


class PieceForm(forms.Form):
    """A piece of one's own."""

    title = forms.CharField(label=_("标题"), max_length=60)
    made_on = DayField(label=_("日期"))
    text = forms.CharField(label=_("文字"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 5}))
    upload = forms.FileField(
        label=_("图片或文件"), required=False, help_text=_("图片、PDF、Word、Excel、PPT，不超过 10 MB")
    )
    shared = forms.BooleanField(label=_("给导师看"), required=False, help_text=_("不勾选就只有自己能看到，以后可以改"))

    def draft(self) -> PieceDraft:
        """The cleaned form as the service takes it."""
        cleaned = self.cleaned_data
        return PieceDraft(cleaned["title"], cleaned["made_on"], cleaned["text"], cleaned["shared"], cleaned["upload"])
