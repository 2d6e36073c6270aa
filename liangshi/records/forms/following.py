"""What is added below a record."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Viewer
from liangshi.people.models import Staff, Student
from liangshi.records.choices import Audience, LifeEventKind, NoteReaders
from liangshi.records.services.events import EventDraft
from liangshi.records.services.notes import NoteDraft

from .fields import DayField, LongText, RowField, RowsField


class AddForm(forms.Form):
    """What was done or learnt later."""

    words = LongText(label=_("补充几句"), rows=3, help_text=_("写在原记录下面，原来的话不变"))


class CompanyForm(forms.Form):
    """Colleagues who were there."""

    staff = RowsField(Staff.unscoped.none(), label=_("同去的同事"))

    def __init__(self, asked: Any, *, viewer: Viewer) -> None:
        super().__init__(asked)
        field = self.fields["staff"]
        assert isinstance(field, RowsField)
        field.queryset = Staff.objects.visible_to(viewer).filter(left_on__isnull=True)


class ShareForm(forms.Form):
    """Words for one student of the record, or for student and parents."""

    student = RowField(Student.unscoped.none(), label=_("给谁"), empty_label=None)
    audience = forms.ChoiceField(
        label=_("谁能看到"), choices=Audience.choices, widget=forms.RadioSelect, initial="student"
    )
    words = LongText(label=_("想说的话"), rows=4, help_text=_("他们只看到这段话，看不到记录的其他内容"))

    def __init__(self, asked: Any, *, students: Any) -> None:
        super().__init__(asked)
        field = self.fields["student"]
        assert isinstance(field, RowField)
        field.queryset = students


class AnswerForm(forms.Form):
    """An answer in a few words."""

    answer = LongText(label=_("回复"), rows=3, max_length=2000)


class AttachForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("附件"), max_length=200, help_text=_("图片或 PDF、Word、Excel 文件，最大 8 MB。从来不是必须的。")
    )


class NoteForm(forms.Form):
    """导师手记."""

    words = LongText(label=_("手记"), rows=8, max_length=8000)
    happened_on = DayField(label=_("哪一天"))
    student = RowField(Student.unscoped.none(), label=_("关于哪名学生"), required=False, empty_label=_("不特指"))
    readers = forms.ChoiceField(
        label=_("谁能看"), choices=NoteReaders.choices, widget=forms.RadioSelect, initial=NoteReaders.PRIVATE
    )

    def __init__(self, asked: Any, *, students: Any, initial: dict[str, object]) -> None:
        super().__init__(asked, initial=initial)
        field = self.fields["student"]
        assert isinstance(field, RowField)
        field.queryset = students

    def draft(self) -> NoteDraft:
        """What the note says."""
        asked = self.cleaned_data
        student = asked["student"].pk if asked["student"] else None
        return NoteDraft(asked["words"], asked["happened_on"], asked["readers"], student)


class TeamNoteForm(forms.Form):
    """A line to everybody who teaches or guides the student."""

    words = LongText(label=_("给一起育人的老师们留一句"), rows=2, max_length=500)


class ClassNoteForm(forms.Form):
    """A line to the team of a class."""

    words = LongText(
        label=_("写给全组"), rows=3, max_length=500,
        help_text=_("全班的事写在这里；只关于一名学生的，请到那名学生的记录页留言，看到的人更少"),
    )  # fmt: skip


class EventForm(forms.Form):
    """Something that happened in a student's life."""

    kind = forms.ChoiceField(label=_("发生了什么"), choices=LifeEventKind.choices, widget=forms.RadioSelect)
    happened_on = DayField(label=_("哪一天"))
    words = LongText(
        label=_("需要知道的事实"), rows=4, required=False,
        help_text=_("只写一起照看这名学生的老师需要知道的；可以不写"),
    )  # fmt: skip

    def draft(self) -> EventDraft:
        """What happened."""
        asked = self.cleaned_data
        return EventDraft(asked["kind"], asked["happened_on"], asked["words"])
