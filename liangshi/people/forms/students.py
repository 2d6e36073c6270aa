"""Forms of students and guardians."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Viewer
from liangshi.domain.vocabulary import GUIDANCE_FIELDS, INTERESTS, LANGUAGES
from liangshi.foundation.forms import DayField, Select, select
from liangshi.people.choices import Gender, Relation
from liangshi.people.models import AcademicYear, ClassGroup, Grade, Guardianship, Student
from liangshi.people.queries import STUDENT_ORDERS, StudentFilter
from liangshi.people.services import GuardianDraft, OwnWordsDraft, StudentDraft

from .fields import WordsField

ORDER_WORDS = {"class": _("按班级"), "name": _("按姓名"), "number": _("按学号")}
BOARDING = (("", _("住校与走读")), ("yes", _("住校")), ("no", _("走读")))


class StudentFilterForm(forms.Form):
    """What the list shows."""

    q = forms.CharField(required=False, max_length=40)
    grade = forms.ModelChoiceField(
        required=False, queryset=Grade.unscoped.none(), to_field_name="public_id", empty_label=_("全部年级")
    )
    group = forms.ModelChoiceField(
        required=False, queryset=ClassGroup.unscoped.none(), to_field_name="public_id", empty_label=_("全部班级")
    )
    boarding = forms.ChoiceField(required=False, choices=BOARDING)
    order = forms.ChoiceField(required=False, choices=[(key, ORDER_WORDS[key]) for key in STUDENT_ORDERS])
    left = forms.BooleanField(required=False)
    unplaced = forms.BooleanField(required=False)

    def __init__(self, asked: Any, *, viewer: Viewer, year: AcademicYear | None) -> None:
        super().__init__(asked)
        self.viewer = viewer
        _offer(self, "grade", Grade.objects.visible_to(viewer))
        _offer(self, "group", ClassGroup.objects.visible_to(viewer).filter(year=year))

    def selects(self) -> tuple[Select, ...]:
        """The drop-down lists."""
        return (
            select(self, "grade", _("年级")),
            select(self, "group", _("班级")),
            select(self, "boarding", _("住宿")),
            select(self, "order", _("排序")),
        )

    def wanted(self) -> StudentFilter:
        """What was asked for; nonsense asks for nothing in particular. Only the school's leads list who has left."""
        self.full_clean()
        asked = self.cleaned_data
        return StudentFilter(
            text=asked.get("q") or "",
            grade=asked.get("grade"),
            group=asked.get("group"),
            boarding={"yes": True, "no": False}.get(asked.get("boarding") or ""),
            left=self.viewer.whole_school and bool(asked.get("left")),
            unplaced=bool(asked.get("unplaced")),
            order=asked.get("order") or "class",
        )


def _offer(form: forms.Form, name: str, rows: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


class StudentForm(forms.Form):
    """What the school keeps."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    number = forms.CharField(label=_("学号"), max_length=40)
    gender = forms.ChoiceField(label=_("性别"), choices=Gender, initial=Gender.UNSTATED)
    boarding = forms.BooleanField(label=_("住校"), required=False)

    @classmethod
    def of(cls, student: Student, posted: Any) -> "StudentForm":
        return cls(
            posted,
            initial={
                "name": student.name, "number": student.number, "gender": student.gender,
                "boarding": student.boarding,
            },
        )  # fmt: skip

    def draft(self) -> StudentDraft:
        given = self.cleaned_data
        return StudentDraft(given["name"], given["number"], given["gender"], given["boarding"])


class PlacementForm(forms.Form):
    """Into which class, from which day."""

    group = forms.ModelChoiceField(
        label=_("班级"), queryset=ClassGroup.unscoped.none(), to_field_name="public_id", empty_label=_("请选择")
    )
    on = DayField(label=_("从哪天起"))

    def __init__(self, posted: Any, *, viewer: Viewer, year: AcademicYear | None, today: date) -> None:
        super().__init__(posted, initial={"on": today})
        self.today = today
        _offer(self, "group", ClassGroup.objects.visible_to(viewer).filter(year=year))

    def clean_on(self) -> date:
        return _not_later(self.cleaned_data["on"], self.today)


class NewStudentForm(PlacementForm, StudentForm):
    """A student who joins."""

    field_order = ("name", "number", "gender", "boarding", "group", "on")


class LeavingForm(forms.Form):
    """From which day somebody is away for good."""

    on = DayField(label=_("从哪天起不在校"))

    def __init__(self, posted: Any, *, today: date) -> None:
        super().__init__(posted, initial={"on": today})
        self.today = today

    def clean_on(self) -> date:
        return _not_later(self.cleaned_data["on"], self.today)

    def draft(self) -> date:
        on: date = self.cleaned_data["on"]
        return on


def _not_later(on: date, today: date) -> date:
    if on > today:
        raise forms.ValidationError(_("请填今天或以前的日期，到时再办也不迟。"))
    return on


class OwnWordsForm(forms.Form):
    """What a student says before choosing."""

    interests = WordsField(label=_("我的兴趣"), usual=INTERESTS, help_text=_("学校的老师、您自己和家长能看到。"))
    needs = WordsField(
        label=_("我希望得到的帮助"), usual=GUIDANCE_FIELDS,
        help_text=_("只有您自己、班主任、年级组长、导师、心理教师和学校负责人能看到。"),
    )  # fmt: skip
    languages = WordsField(label=_("我说的语言"), usual=LANGUAGES)

    @classmethod
    def of(cls, student: Student, posted: Any) -> "OwnWordsForm":
        return cls(
            posted,
            initial={"interests": student.interests, "needs": student.needs, "languages": student.languages},
        )

    def draft(self) -> OwnWordsDraft:
        return OwnWordsDraft(**self.cleaned_data)


class GuardianForm(forms.Form):
    """A guardian."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    phone = forms.CharField(
        label=_("电话"), max_length=30, help_text=_("姓名和电话都相同的，会认作同一位监护人，一个账号看到每个孩子。")
    )
    relation = forms.ChoiceField(label=_("与学生的关系"), choices=Relation)

    @classmethod
    def of(cls, tie: Guardianship, posted: Any) -> "GuardianForm":
        guardian = tie.guardian
        return cls(posted, initial={"name": guardian.name, "phone": guardian.phone, "relation": tie.relation})

    def draft(self) -> GuardianDraft:
        return GuardianDraft(**self.cleaned_data)


class MemberForm(forms.Form):
    """One student by number, or by a name that only one has."""

    student = forms.CharField(label=_("学号或姓名"), max_length=60)

    def __init__(self, posted: Any, *, viewer: Viewer) -> None:
        super().__init__(posted)
        self.viewer = viewer

    def clean_student(self) -> Student:
        typed = self.cleaned_data["student"].strip()
        present = Student.objects.visible_to(self.viewer).enrolled()
        by_number = present.filter(number=typed).first()
        if by_number:
            found: Student = by_number
            return found
        named = list(present.filter(name=typed)[:2])
        if len(named) == 1:
            only: Student = named[0]
            return only
        if named:
            raise forms.ValidationError(_("不止一名学生叫这个名字，请填学号。"))
        raise forms.ValidationError(_("没有找到这名在校学生，请核对学号或姓名。"))
