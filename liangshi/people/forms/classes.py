"""Forms of classes, teaching, clubs, the new academic year."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Viewer
from liangshi.domain.promotion import Promotion
from liangshi.domain.vocabulary import SUBJECTS
from liangshi.people.models import Campus, ClassGroup, Club, Grade, Staff, TeachingAssignment
from liangshi.people.queries import in_usual_order
from liangshi.people.services import ClassDraft, ClubDraft, PromotionDraft, Taught

from .fields import StaffField


class ClassForm(forms.Form):
    """A class with its homeroom teacher."""

    grade = forms.ModelChoiceField(
        label=_("年级"), queryset=Grade.unscoped.none(), to_field_name="public_id", empty_label=_("请选择")
    )
    ordinal = forms.IntegerField(label=_("班号"), min_value=1, max_value=99)
    name = forms.CharField(label=_("班级名称"), max_length=30, help_text=_("例如：高一(1)班。"))
    campus = forms.ModelChoiceField(
        label=_("校区"), queryset=Campus.unscoped.none(), to_field_name="public_id", required=False,
        empty_label=_("不分校区"),
    )  # fmt: skip
    homeroom_teacher = StaffField(label=_("班主任"), required=False)

    def __init__(self, posted: Any, *, viewer: Viewer, group: ClassGroup | None = None) -> None:
        super().__init__(posted, initial=_class_values(group) if group else {})
        _offer(self, "grade", Grade.objects.visible_to(viewer))
        _offer(self, "campus", Campus.objects.visible_to(viewer).order_by("name"))
        teacher = self.fields["homeroom_teacher"]
        assert isinstance(teacher, StaffField)
        teacher.offer(viewer)

    def draft(self) -> ClassDraft:
        return ClassDraft(**self.cleaned_data)


def _class_values(group: ClassGroup) -> dict[str, Any]:
    return {
        "grade": group.grade.public_id, "ordinal": group.ordinal, "name": group.name,
        "campus": group.campus.public_id if group.campus else None,
        "homeroom_teacher": group.homeroom_teacher.public_id if group.homeroom_teacher else None,
    }  # fmt: skip


def _offer(form: forms.Form, name: str, rows: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


class TeachingForm(forms.Form):
    """For one class: who teaches each subject; subjects with two teachers have two lines."""

    def __init__(
        self, posted: Any, *, viewer: Viewer, present: Sequence[TeachingAssignment], in_use: Sequence[str]
    ) -> None:
        super().__init__(posted)
        teachers = list(Staff.objects.visible_to(viewer).filter(left_on=None))
        self.keys = {teacher.public_id: teacher.pk for teacher in teachers}
        self.subjects: dict[str, str] = {}
        offered = in_usual_order({*in_use, *SUBJECTS, *(row.subject for row in present)})
        for subject in offered:
            held = [row.staff.public_id for row in present if row.subject == subject]
            for place, public_id in enumerate([*held, ""] if held else [""]):
                self._add_line(subject, place, public_id, _choices(teachers, subject))

    def _add_line(self, subject: str, place: int, public_id: str, choices: list[Any]) -> None:
        name = f"{subject}-{place}"
        label = subject if place == 0 else _("%(subject)s：另一位") % {"subject": subject}
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, initial=public_id, required=False)
        self.subjects[name] = subject

    def taught_now(self) -> Iterator[forms.BoundField]:
        """The lines that somebody stands on."""
        return (self[name] for name, field in self.fields.items() if field.initial)

    @property
    def any_taught(self) -> bool:
        """Whether anybody teaches the class yet."""
        return any(field.initial for field in self.fields.values())

    def not_taught(self) -> Iterator[forms.BoundField]:
        """The empty lines: other subjects, and a second teacher for those above."""
        return (self[name] for name, field in self.fields.items() if not field.initial)

    def draft(self) -> frozenset[Taught]:
        chosen = ((self.subjects[name], public_id) for name, public_id in self.cleaned_data.items() if public_id)
        return frozenset(Taught(self.keys[public_id], subject) for subject, public_id in chosen)


def _choices(teachers: Sequence[Staff], subject: str) -> list[Any]:
    own = [(each.public_id, each.name) for each in teachers if subject in each.subjects]
    others = [(each.public_id, each.name) for each in teachers if subject not in each.subjects]
    return [("", _("未定")), (_("本学科教师"), own), (_("其他教师"), others)]


class ClubForm(forms.Form):
    """A club with its leader."""

    name = forms.CharField(label=_("社团名称"), max_length=40)
    leader = StaffField(label=_("指导老师"), required=False)

    def __init__(self, posted: Any, *, viewer: Viewer, club: Club | None = None) -> None:
        leader = club.leader if club else None
        initial = {"name": club.name, "leader": leader.public_id if leader else None} if club else {}
        super().__init__(posted, initial=initial)
        field = self.fields["leader"]
        assert isinstance(field, StaffField)
        field.offer(viewer)

    def draft(self) -> ClubDraft:
        return ClubDraft(self.cleaned_data["name"], self.cleaned_data["leader"])


class PromotionForm(forms.Form):
    """What goes along; `agreed` binds the confirmation to the preview that was on screen."""

    homeroom_teachers = forms.BooleanField(label=_("班主任随班升级"), required=False, initial=True)
    subject_teachers = forms.BooleanField(label=_("任课教师随班升级"), required=False, initial=False)
    agreed = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, posted: Any, *, plan: Promotion) -> None:
        super().__init__(posted)
        self.plan = plan

    @property
    def fresh(self) -> str:
        """What the page sends back, always of the preview that it shows."""
        return fingerprint(self.plan)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("agreed") != self.fresh:
            raise forms.ValidationError(_("预览之后班级或学生有了变动，没有执行。请看过新的预览再确认。"))
        return cleaned

    def draft(self) -> PromotionDraft:
        chosen = self.cleaned_data
        return PromotionDraft(self.plan, chosen["homeroom_teachers"], chosen["subject_teachers"])


def fingerprint(plan: Promotion) -> str:
    """A short text that changes with the plan."""
    return ".".join(f"{step.old.key}-{step.move}-{step.old.students}-{step.level}" for step in plan.steps)
