"""Forms by which mentors sign up and the school decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.vocabulary import GUIDANCE_FIELDS, SUBJECTS
from liangshi.pairing.choices import REFUSALS, ApplicationState, Track
from liangshi.pairing.models import MentorApplication, Round, RoundMentor
from liangshi.pairing.queries.mentors import MentorFilter
from liangshi.pairing.services.applications import ApplicationDraft, Decision, Limits
from liangshi.people.models import ClassGroup, Grade

from .fields import ReasonField, RowsField, SeveralField

TRACKS = [(Track.STUDY.value, Track.STUDY.label), (Track.CONDUCT.value, Track.CONDUCT.label)]


class ApplicationForm(forms.Form):
    """What a mentor writes; short enough for a phone."""

    quota = forms.IntegerField(label=_("愿意带几名学生"), min_value=1, max_value=99)
    strengths = SeveralField(words=GUIDANCE_FIELDS, label=_("擅长哪些方面的指导"), required=True)
    tracks = forms.MultipleChoiceField(
        label=_("愿意承担"), choices=TRACKS, widget=forms.CheckboxSelectMultiple, required=True
    )
    note = forms.CharField(
        label=_("想告诉学校的话"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("只有学校看得到"),
    )  # fmt: skip

    def __init__(self, asked: Any, *, round_: Round, initial: dict[str, Any]) -> None:
        super().__init__(asked, initial=initial)
        if not round_.tracks:
            del self.fields["tracks"]

    def draft(self) -> ApplicationDraft:
        """What was filled in."""
        given = self.cleaned_data
        tracks = tuple(Track(track) for track in given["tracks"]) if "tracks" in given else ()
        return ApplicationDraft(given["quota"], tuple(given["strengths"]), tracks, given["note"])


class DecisionForm(forms.Form):
    """What the school decides."""

    state = forms.ChoiceField(
        label=_("决定"), widget=forms.RadioSelect,
        choices=[(state.value, state.label) for state in (ApplicationState.APPROVED, *REFUSALS)],
    )  # fmt: skip
    quota = forms.IntegerField(label=_("核定名额"), min_value=1, max_value=99)
    track = forms.ChoiceField(label=_("承担"), choices=TRACKS, required=False)
    reason = ReasonField(required=False, help_text=_("通过以外的决定请写明理由，报名的老师会看到"))

    def __init__(self, asked: Any, *, application: MentorApplication, round_: Round) -> None:
        tracks = application.tracks or [Track.STUDY]
        super().__init__(
            asked,
            initial={
                "state": ApplicationState.APPROVED, "quota": application.quota, "track": tracks[0],
                "reason": application.reason,
            },
        )  # fmt: skip
        if not round_.tracks:
            del self.fields["track"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("state") in REFUSALS and not given.get("reason"):
            self.add_error("reason", _("请写明理由。"))
        return given

    def decision(self) -> Decision:
        """What was filled in."""
        given = self.cleaned_data
        track = Track(given["track"]) if "track" in given else Track.WHOLE
        return Decision(ApplicationState(given["state"]), given["quota"], track, given["reason"])


class LimitsForm(forms.Form):
    """Quota, minimum, from which grades and classes, at most how many of each grade."""

    quota = forms.IntegerField(label=_("名额"), min_value=0, max_value=99)
    minimum = forms.IntegerField(label=_("至少"), min_value=0, max_value=99)
    grades = RowsField(rows=Grade.unscoped.none(), label=_("只带这些年级"), help_text=_("都不勾选则不限"))
    class_groups = RowsField(rows=ClassGroup.unscoped.none(), label=_("只带这些班级"), help_text=_("都不勾选则不限"))

    def __init__(self, asked: Any, *, mentor: RoundMentor, grades: list[Grade], initial: dict[str, Any]) -> None:
        super().__init__(asked, initial=initial)
        self.levels = {f"cap_{grade.level}": grade for grade in grades}
        offered = self.fields["grades"], self.fields["class_groups"]
        assert isinstance(offered[0], RowsField)
        assert isinstance(offered[1], RowsField)
        keys = [grade.pk for grade in grades]
        offered[0].queryset = Grade.unscoped.filter(pk__in=keys)
        offered[1].queryset = ClassGroup.unscoped.filter(grade__in=keys, year=mentor.round.year_id)
        caps = {cap["where"]["grade"][0]: cap["cap"] for cap in mentor.caps if set(cap["where"]) == {"grade"}}
        for name, grade in self.levels.items():
            self.fields[name] = forms.IntegerField(
                label=_("%(grade)s最多几名") % {"grade": grade.name}, min_value=0, max_value=99, required=False,
                initial=caps.get(str(grade.level)),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("minimum", 0) > given.get("quota", 0):
            self.add_error("minimum", _("不能多于名额。"))
        return given

    def limits(self) -> Limits:
        """What was filled in."""
        given = self.cleaned_data
        caps = tuple(
            {"name": grade.name, "where": {"grade": [str(grade.level)]}, "cap": given[name]}
            for name, grade in self.levels.items()
            if given[name] is not None
        )
        return Limits(
            given["quota"], given["minimum"], caps,
            grades=tuple(row.pk for row in given["grades"]),
            class_groups=tuple(row.pk for row in given["class_groups"]),
        )  # fmt: skip


class MentorFilterForm(forms.Form):
    """What a student looks for."""

    q = forms.CharField(required=False, max_length=40)
    subject = forms.ChoiceField(required=False, choices=[("", _("全部学科")), *((word, word) for word in SUBJECTS)])
    strength = forms.ChoiceField(
        required=False, choices=[("", _("全部指导方面")), *((word, word) for word in GUIDANCE_FIELDS)]
    )

    def wanted(self) -> MentorFilter:
        """What was asked for; nonsense asks for nothing in particular."""
        self.full_clean()
        asked = self.cleaned_data
        return MentorFilter(asked.get("q") or "", asked.get("subject") or "", asked.get("strength") or "")
