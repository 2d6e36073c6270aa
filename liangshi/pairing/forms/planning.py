"""Forms of arrangements by the school: assigned pairs, groups within classes."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Viewer
from liangshi.foundation.forms import Select, select
from liangshi.foundation.templatetags.liangshi import noted
from liangshi.pairing.models import Candidate, Round, RoundMentor, StudyGroup
from liangshi.pairing.models.candidates import CandidateQuerySet
from liangshi.people.models import ClassGroup, Grade

from .fields import ReasonField


class MentorChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # generic only in the stubs
    """A mentor by name and subject."""

    def label_from_instance(self, obj: Any) -> str:
        return noted(obj.staff.name, obj.staff.subjects)


class CandidateBoxes(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # generic only in the stubs
    """Students by name and class."""

    def label_from_instance(self, obj: Any) -> str:
        group = obj.student.class_group
        track = f"({obj.get_track_display()})" if obj.track else ""
        return f"{obj.student.name}{track} {group or ''}".strip()


class CandidateFilterForm(forms.Form):
    """Which students of the round are listed."""

    q = forms.CharField(required=False, max_length=40)
    grade = forms.ModelChoiceField(
        required=False, queryset=Grade.unscoped.none(), to_field_name="public_id", empty_label=_("全部年级")
    )
    group = forms.ModelChoiceField(
        required=False, queryset=ClassGroup.unscoped.none(), to_field_name="public_id", empty_label=_("全部班级")
    )

    def __init__(self, asked: Any, *, viewer: Viewer, round_: Round) -> None:
        super().__init__(asked)
        grade, group = self.fields["grade"], self.fields["group"]
        assert isinstance(grade, forms.ModelChoiceField)
        assert isinstance(group, forms.ModelChoiceField)
        grade.queryset = Grade.objects.visible_to(viewer).filter(round_links__round=round_)
        classes = ClassGroup.objects.visible_to(viewer).filter(year=round_.year_id, grade__round_links__round=round_)
        group.queryset = classes.order_by("grade__level", "ordinal")

    def selects(self) -> tuple[Select, ...]:
        """The drop-down lists."""
        return select(self, "grade", _("年级")), select(self, "group", _("班级"))

    def of(self, rows: CandidateQuerySet) -> CandidateQuerySet:
        """Those of the rows that were asked for, by class and name; nonsense asks for nothing in particular."""
        self.full_clean()
        asked = self.cleaned_data
        if asked.get("q"):
            text = asked["q"].strip()
            rows = rows.filter(Q(student__name__contains=text) | Q(student__number__startswith=text))
        if asked.get("grade"):
            rows = rows.filter(student__class_group__grade=asked["grade"])
        if asked.get("group"):
            rows = rows.filter(student__class_group=asked["group"])
        return rows.select_related("student__class_group").order_by(
            "student__class_group__grade__level", "student__class_group__ordinal", "student__sort_key", "track"
        )


class AssignForm(forms.Form):
    """The ticked students go to this mentor."""

    candidates = CandidateBoxes(
        label=_("学生"), queryset=Candidate.unscoped.none(), to_field_name="public_id",
        error_messages={"required": _("请勾选至少一名学生。")},
    )  # fmt: skip
    mentor = MentorChoice(
        label=_("导师"), queryset=RoundMentor.unscoped.none(), to_field_name="public_id", empty_label=_("请选择")
    )
    reason = ReasonField()

    def __init__(self, asked: Any, *, viewer: Viewer, round_: Round) -> None:
        super().__init__(asked)
        mentor, candidates = self.fields["mentor"], self.fields["candidates"]
        assert isinstance(mentor, MentorChoice)
        assert isinstance(candidates, CandidateBoxes)
        mentor.queryset = RoundMentor.objects.visible_to(viewer).filter(round=round_).select_related("staff")
        candidates.queryset = Candidate.objects.visible_to(viewer).taking_part().filter(round=round_)

    def ticked(self) -> list[str]:
        """The students whose boxes are ticked."""
        return list(self["candidates"].value() or ())


class DivideForm(forms.Form):
    """A class and how large its groups should be."""

    class_group = forms.ModelChoiceField(
        label=_("班级"), queryset=ClassGroup.unscoped.none(), to_field_name="public_id"
    )
    size = forms.IntegerField(label=_("每组人数"), min_value=2, max_value=30, initial=6)

    def __init__(self, asked: Any = None, *, viewer: Viewer | None = None, round_: Round | None = None) -> None:
        super().__init__(asked)
        if viewer is not None and round_ is not None:
            field = self.fields["class_group"]
            assert isinstance(field, forms.ModelChoiceField)
            rows = ClassGroup.objects.visible_to(viewer).filter(year=round_.year_id)
            field.queryset = rows.filter(grade__round_links__round=round_)


class GiveForm(forms.Form):
    """The teacher of a group, and who belongs to it."""

    mentor = MentorChoice(
        label=_("这一组的导师"), queryset=RoundMentor.unscoped.none(), to_field_name="public_id",
        required=False, empty_label=_("未定"), help_text=_("从本班任课教师中选一位"),
    )  # fmt: skip
    members = CandidateBoxes(
        label=_("组员"), queryset=Candidate.unscoped.none(), to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple, required=False, help_text=_("勾选别组的同学，会移到这一组"),
    )  # fmt: skip

    def __init__(self, asked: Any, *, teachers: Any, members: Any, group: StudyGroup) -> None:
        rows = members.taking_part().select_related("student__class_group").order_by("student__sort_key", "track")
        inside = [row.public_id for row in rows if row.study_group_id == group.pk]
        initial = {"mentor": group.mentor.public_id if group.mentor else "", "members": inside}
        super().__init__(asked, initial=initial)
        mentor, boxes = self.fields["mentor"], self.fields["members"]
        assert isinstance(mentor, MentorChoice)
        assert isinstance(boxes, CandidateBoxes)
        mentor.queryset, boxes.queryset = teachers, rows
