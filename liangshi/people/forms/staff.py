"""Forms of staff."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Viewer
from liangshi.domain.vocabulary import GUIDANCE_FIELDS, INTERESTS, LANGUAGES, SUBJECTS
from liangshi.foundation.forms import DayField, Select, select
from liangshi.people.choices import Gender, MentorStatus
from liangshi.people.models import Campus, Staff, Student
from liangshi.people.queries import STAFF_ORDERS, StaffFilter
from liangshi.people.services import ProfileDraft, StaffDraft, StatusDraft

from .fields import WordsField

ORDER_WORDS = {"name": _("按姓名"), "number": _("按工号"), "status": _("按导师状态"), "campus": _("按校区")}


class StaffFilterForm(forms.Form):
    """What the list shows."""

    q = forms.CharField(required=False, max_length=40)
    subject = forms.CharField(required=False, max_length=20)
    status = forms.ChoiceField(required=False, choices=[("", _("全部状态")), *MentorStatus.choices])
    campus = forms.ModelChoiceField(
        required=False, queryset=Campus.unscoped.none(), to_field_name="public_id", empty_label=_("全部校区")
    )
    order = forms.ChoiceField(required=False, choices=[(key, ORDER_WORDS[key]) for key in STAFF_ORDERS])
    left = forms.BooleanField(required=False)
    bare = forms.BooleanField(required=False)
    due = forms.BooleanField(required=False)

    def __init__(self, asked: Any, *, viewer: Viewer, today: date) -> None:
        super().__init__(asked)
        self.viewer, self.today = viewer, today
        campus = self.fields["campus"]
        assert isinstance(campus, forms.ModelChoiceField)
        campus.queryset = Campus.objects.visible_to(viewer).order_by("name")

    def selects(self) -> tuple[Select, ...]:
        """The drop-down lists; the mentor status is for the school's leads, campuses for schools that have several."""
        status = (select(self, "status", _("导师状态")),) if self.viewer.whole_school else ()
        campus = select(self, "campus", _("校区"))
        campuses = (campus,) if len(campus.options) > 1 else ()
        return (*status, *campuses, select(self, "order", _("排序")))

    def wanted(self) -> StaffFilter:
        """What was asked for; nonsense asks for nothing in particular."""
        self.full_clean()
        asked = self.cleaned_data
        statuses = self.viewer.whole_school
        order = asked.get("order") or "name"
        return StaffFilter(
            text=asked.get("q") or "",
            subject=asked.get("subject") or "",
            status=(asked.get("status") or "") if statuses else "",
            campus=asked.get("campus"),
            left=bool(asked.get("left")),
            without_words=bool(asked.get("bare")),
            review_due=self.today if statuses and asked.get("due") else None,
            order=order if statuses or order != "status" else "name",
        )


class StaffForm(forms.Form):
    """What the office keeps."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    number = forms.CharField(label=_("工号"), max_length=40)
    gender = forms.ChoiceField(label=_("性别"), choices=Gender, initial=Gender.UNSTATED)
    title = forms.CharField(label=_("职务或职称"), max_length=40, required=False)
    phone = forms.CharField(label=_("电话"), max_length=30, required=False)
    campus = forms.ModelChoiceField(
        label=_("校区"), queryset=Campus.unscoped.none(), to_field_name="public_id", required=False,
        empty_label=_("不分校区"),
    )  # fmt: skip
    subjects = WordsField(label=_("任教学科"), usual=SUBJECTS)

    def __init__(self, posted: Any, *, viewer: Viewer, staff: Staff | None = None) -> None:
        super().__init__(posted, initial=_office_values(staff) if staff else {})
        campus = self.fields["campus"]
        assert isinstance(campus, forms.ModelChoiceField)
        campus.queryset = Campus.objects.visible_to(viewer).order_by("name")

    def draft(self) -> StaffDraft:
        return StaffDraft(**self.cleaned_data)


def _office_values(staff: Staff) -> dict[str, Any]:
    return {
        "name": staff.name, "number": staff.number, "gender": staff.gender, "title": staff.title,
        "phone": staff.phone, "campus": staff.campus.public_id if staff.campus else None, "subjects": staff.subjects,
    }  # fmt: skip


class ProfileForm(forms.Form):
    """What students read before they choose."""

    subjects = WordsField(label=_("任教学科"), usual=SUBJECTS)
    strengths = WordsField(
        label=_("施导特长"), usual=GUIDANCE_FIELDS, help_text=_("您最愿意、也最擅长帮助学生的方面。")
    )
    interests = WordsField(label=_("兴趣爱好"), usual=INTERESTS)
    languages = WordsField(label=_("语言"), usual=LANGUAGES)
    words = forms.CharField(
        label=_("给学生的话"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("几句话就好：您是怎样的人，学生可以怎样找到您。最多 500 字。"),
    )  # fmt: skip

    @classmethod
    def of(cls, staff: Staff, posted: Any) -> "ProfileForm":
        return cls(
            posted,
            initial={
                "subjects": staff.subjects, "strengths": staff.strengths, "interests": staff.interests,
                "languages": staff.languages, "words": staff.words,
            },
        )  # fmt: skip

    def draft(self) -> ProfileDraft:
        return ProfileDraft(**self.cleaned_data)


class PhotoForm(forms.Form):
    """A photo."""

    photo = forms.FileField(
        label=_("选择照片"),
        help_text=_("JPG、PNG 或 WebP，8 MB 以内。系统会缩小照片并去掉拍摄地点等信息。"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )


class StatusForm(forms.Form):
    """Whether somebody can be a mentor (clause O4)."""

    status = forms.ChoiceField(label=_("导师状态"), choices=MentorStatus, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("原因"), max_length=200, required=False,
        help_text=_("培养中或暂免要写明原因，例如：入职第一年，先参加导师培训。"),
    )  # fmt: skip
    review_on = DayField(label=_("何时再看"), required=False, help_text=_("到这一天提醒自己重新考虑。"))

    @classmethod
    def of(cls, staff: Staff, posted: Any) -> "StatusForm":
        return cls(
            posted,
            initial={
                "status": staff.mentor_status, "reason": staff.mentor_status_reason,
                "review_on": staff.mentor_status_review_on,
            },
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("status") == MentorStatus.ELIGIBLE:
            return {**cleaned, "reason": "", "review_on": None}
        if "status" in cleaned and not cleaned.get("reason"):
            self.add_error("reason", _("请写明原因。"))
        if "status" in cleaned and "review_on" in cleaned and not cleaned["review_on"]:
            self.add_error("review_on", _("请定一个再看的日期，免得一直搁着。"))
        return cleaned

    def draft(self) -> StatusDraft:
        return StatusDraft(**self.cleaned_data)


class RelativeForm(forms.Form):
    """A relative among the students: name and number together, so that nobody can look around."""

    name = forms.CharField(label=_("学生姓名"), max_length=60)
    number = forms.CharField(label=_("学号"), max_length=40)
    relation = forms.CharField(label=_("关系"), max_length=40, help_text=_("例如：母女、叔侄。"))

    def __init__(self, posted: Any, *, viewer: Viewer) -> None:
        super().__init__(posted)
        self.viewer = viewer

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("name") and cleaned.get("number"):
            rows = Student.unscoped.enrolled().filter(
                school=self.viewer.school, name=cleaned["name"], number=cleaned["number"]
            )
            cleaned["student"] = rows.first()
            if cleaned["student"] is None:
                self.add_error("number", _("没有找到姓名和学号都相符的在校学生。"))
        return cleaned
