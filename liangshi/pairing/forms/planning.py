"""Forms of arrangements by the school: assigned pairs, groups within classes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Viewer
from liangshi.pairing.models import Candidate, Round, RoundMentor, StudyGroup
from liangshi.people.models import ClassGroup

from .fields import ReasonField


class MentorChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # generic only in the stubs
    """A mentor by name and subject."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.staff.name} {'、'.join(obj.staff.subjects)}".strip()


class CandidateBoxes(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # generic only in the stubs
    """Students by name and class."""

    def label_from_instance(self, obj: Any) -> str:
        group = obj.student.class_group
        track = f"({obj.get_track_display()})" if obj.track else ""
        return f"{obj.student.name}{track} {group or ''}".strip()


class AssignForm(forms.Form):
    """These students go to this mentor."""

    mentor = MentorChoice(
        label=_("导师"), queryset=RoundMentor.unscoped.none(), to_field_name="public_id", empty_label=_("请选择")
    )
    candidates = CandidateBoxes(
        label=_("学生"), queryset=Candidate.unscoped.none(), to_field_name="public_id",
        widget=forms.SelectMultiple(attrs={"size": 12}), help_text=_("可以多选"),
    )  # fmt: skip
    reason = ReasonField()

    def __init__(self, asked: Any, *, viewer: Viewer, round_: Round) -> None:
        super().__init__(asked)
        mentor, candidates = self.fields["mentor"], self.fields["candidates"]
        assert isinstance(mentor, MentorChoice)
        assert isinstance(candidates, CandidateBoxes)
        mentor.queryset = RoundMentor.objects.visible_to(viewer).filter(round=round_).select_related("staff")
        rows = Candidate.objects.visible_to(viewer).taking_part().filter(round=round_)
        candidates.queryset = rows.select_related("student__class_group").order_by(
            "student__class_group__grade__level", "student__class_group__ordinal", "student__sort_key"
        )


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
