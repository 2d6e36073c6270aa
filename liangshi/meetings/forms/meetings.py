"""Plan, agenda, minutes, follow-ups."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liangshi.domain.access import Viewer
from liangshi.domain.scheme.organisation import MeetingRule
from liangshi.foundation.forms import Prose
from liangshi.meetings.choices import TaskState
from liangshi.meetings.models import Meeting, Presence
from liangshi.meetings.services import MinutesDraft, PlanDraft, TaskDraft, When
from liangshi.people.models import Staff

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _day(label: "StrOrPromise") -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _hour(label: "StrOrPromise", help_text: "StrOrPromise") -> forms.TimeField:
    return forms.TimeField(
        label=label, required=False, help_text=help_text,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("请按 15:30 的样子填写时间。")},
    )  # fmt: skip


def _long(label: "StrOrPromise", help_text: "StrOrPromise" = "", rows: int = 5) -> forms.CharField:
    return Prose(label=label, required=False, max_length=8000, help_text=help_text, rows=rows)


class _Colleague(forms.ModelChoiceField):  # type: ignore[type-arg] # generic only in the stubs
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class WhenForm(forms.Form):
    """The day, the hours, the place of a meeting."""

    held_on = _day(gettext_lazy("日期"))
    begins = _hour(gettext_lazy("几点开始"), gettext_lazy("还没定，可以先空着。"))
    ends = _hour(gettext_lazy("几点结束"), gettext_lazy("说不准，可以不填。"))
    place = forms.CharField(label=gettext_lazy("地点"), max_length=60, required=False)

    def when(self) -> When:
        given = self.cleaned_data
        return When(given["held_on"], given["place"], given["begins"], given["ends"])


class PlanForm(WhenForm):
    """A meeting to come."""

    title = forms.CharField(label=gettext_lazy("会议名称"), max_length=80)
    rule = forms.ChoiceField(
        label=gettext_lazy("按方案的哪一项"), required=False, help_text=gettext_lazy("用来算下一次的时间。")
    )
    people = forms.ModelMultipleChoiceField(
        label=gettext_lazy("请谁参加"), queryset=Staff.unscoped.none(), to_field_name="public_id",
        error_messages={"required": gettext_lazy("请至少勾选一位。")},
    )  # fmt: skip

    def __init__(self, *args: Any, viewer: Viewer, rules: Sequence[MeetingRule], **named: Any) -> None:
        super().__init__(*args, **named)
        rule, people = self.fields["rule"], self.fields["people"]
        assert isinstance(rule, forms.ChoiceField)
        assert isinstance(people, forms.ModelMultipleChoiceField)
        rule.choices = [("", _("方案之外的会议")), *((one.id, one.title) for one in rules)]
        people.queryset = Staff.objects.visible_to(viewer).filter(left_on=None)

    def draft(self) -> PlanDraft:
        given = self.cleaned_data
        return PlanDraft(given["title"], self.when(), given["rule"], tuple(given["people"]))


def typed_so_far(posted: QueryDict) -> dict[str, object]:
    """What stands in the form for a new meeting while its people are looked for; nothing is judged yet."""
    names = ("title", "rule", "held_on", "begins", "ends", "place")
    typed: dict[str, object] = {name: posted.get(name, "") for name in names}
    return typed | {"people": posted.getlist("people")}


class ItemForm(forms.Form):
    """Something for the agenda."""

    title = forms.CharField(label=gettext_lazy("增加一项议题"), max_length=200)


class MinutesForm(forms.Form):
    """Minutes as they stand at `revision`."""

    came = forms.MultipleChoiceField(
        label=gettext_lazy("到会的人"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reports = _long(gettext_lazy("汇报的情况"))
    cases = _long(gettext_lazy("典型案例"), gettext_lazy("写做法和体会，不写学生姓名，也不让人猜得出是谁。"))
    decisions = _long(gettext_lazy("议定的事项"), gettext_lazy("每行一条。谁来办、何时办完，另在会议页上分派。"))
    confirmed = forms.BooleanField(
        label=gettext_lazy("文中与学生同名的词不是指学生"), required=False,
        help_text=gettext_lazy("只在系统误把别的词当作学生姓名时勾选。"),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, meeting: Meeting, presences: Sequence[Presence], posted: Any) -> None:
        initial = {
            "reports": meeting.reports, "cases": meeting.cases, "decisions": meeting.decisions,
            "revision": meeting.revision, "came": [str(one.pk) for one in presences if one.came],
        }  # fmt: skip
        super().__init__(posted, initial=initial)
        came = self.fields["came"]
        assert isinstance(came, forms.MultipleChoiceField)
        came.choices = [(str(one.pk), one.staff.name) for one in presences]

    def draft(self) -> MinutesDraft:
        given = self.cleaned_data
        came = frozenset(int(one) for one in given["came"])
        return MinutesDraft(given["reports"], given["cases"], given["decisions"], came, given["confirmed"])


class TaskForm(forms.Form):
    """Who does what by when."""

    text = forms.CharField(label=gettext_lazy("办什么"), max_length=300)
    owner = _Colleague(
        label=gettext_lazy("谁来办"), queryset=Staff.unscoped.none(), to_field_name="public_id",
        empty_label=gettext_lazy("请选择"),
    )  # fmt: skip
    due_on = _day(gettext_lazy("哪天以前办完"))

    def __init__(self, *args: Any, viewer: Viewer, **named: Any) -> None:
        super().__init__(*args, **named)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = Staff.objects.visible_to(viewer).filter(left_on=None)

    def draft(self) -> TaskDraft:
        given = self.cleaned_data
        due: date = given["due_on"]
        return TaskDraft(given["text"], given["owner"], due)


class SettleForm(forms.Form):
    """What came of it."""

    state = forms.ChoiceField(
        label=gettext_lazy("结果"), widget=forms.RadioSelect,
        choices=[(TaskState.DONE, gettext_lazy("办好了")), (TaskState.DROPPED, gettext_lazy("不再需要"))],
    )  # fmt: skip
    report = forms.CharField(label=gettext_lazy("说一句结果"), max_length=500, required=False)
