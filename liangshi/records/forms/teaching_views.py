"""A view of teaching."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Viewer
from liangshi.people.models import Grade, Staff
from liangshi.records.choices import Office
from liangshi.records.services.teaching_views import ViewDraft

from .fields import LongText, RowField


class ViewForm(forms.Form):
    """Which lesson or service, what one thinks, who shall answer."""

    about = forms.CharField(label=_("哪门课或哪项服务"), max_length=60)
    words = LongText(label=_("意见或建议"), rows=5, max_length=2000)
    office = forms.ChoiceField(
        label=_("请谁答复"), choices=Office.choices, widget=forms.RadioSelect, initial="coordinator"
    )
    wants_answer = forms.BooleanField(label=_("希望得到答复"), required=False, initial=True)
    named = forms.BooleanField(
        label=_("让答复的老师看到我的名字"), required=False, initial=True, help_text=_("不勾选也能收到答复")
    )


class StaffViewForm(ViewForm):
    """The same by a member of staff, who may say which grade and which colleague it concerns."""

    grade = RowField(Grade.unscoped.none(), label=_("哪个年级"), required=False, empty_label=_("不特指"))
    concerns = RowField(
        Staff.unscoped.none(), label=_("涉及哪位老师"), required=False, empty_label=_("不特指"),
        help_text=_("这位老师不会看到这条意见"),
    )  # fmt: skip

    def __init__(self, asked: Any, *, viewer: Viewer) -> None:
        super().__init__(asked)
        grade, concerns = self.fields["grade"], self.fields["concerns"]
        assert isinstance(grade, RowField)
        assert isinstance(concerns, RowField)
        grade.queryset = Grade.objects.visible_to(viewer)
        concerns.queryset = Staff.objects.visible_to(viewer).filter(left_on__isnull=True)


def draft_of(asked: dict[str, Any], grade: Grade | None) -> ViewDraft:
    """What is passed on; a student's view belongs to the own grade."""
    return ViewDraft(
        asked["office"], asked["about"], asked["words"], asked.get("grade") or grade, asked.get("concerns"),
        asked["wants_answer"], asked["named"],
    )  # fmt: skip
