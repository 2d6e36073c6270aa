"""Forms of students' wishes, mentors' answers, nominations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.scheme import Scheme
from liangshi.domain.vocabulary import GUIDANCE_FIELDS
from liangshi.foundation.forms import split_words
from liangshi.pairing.choices import DECLINE_WORDS, ROUTE_WORDS, NominationKind
from liangshi.pairing.queries.terms import decline_rule, groups_of
from liangshi.pairing.services.answers import Decline
from liangshi.pairing.services.nominations import NominationDraft
from liangshi.pairing.services.wishes import HandIn, WishWords

from .fields import SeveralField


class WordsForm(forms.Form):
    """The help wanted, and what is asked of the mentor."""

    help_wanted = SeveralField(words=GUIDANCE_FIELDS, label=_("希望得到哪方面的帮助"))
    about_mentor = forms.CharField(
        label=_("对导师的期待"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("你选的导师会看到这段话"),
    )  # fmt: skip

    def words(self) -> WishWords:
        """What was filled in."""
        return WishWords(tuple(self.cleaned_data["help_wanted"]), self.cleaned_data["about_mentor"])


class HandInForm(WordsForm):
    """The words, and names of mentors to follow those that the page shows."""

    more = forms.CharField(
        label=_("再加几位导师"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("直接写姓名，几位之间用顿号隔开，依次排在上面名单的后面"),
    )  # fmt: skip
    field_order = ("more", "help_wanted", "about_mentor")

    def hand_in(self, shown: str) -> HandIn:
        """What was filled in under the mentors that were shown."""
        return HandIn(tuple(shown.split()), split_words(self.cleaned_data["more"]), self.words())


class DeclineForm(forms.Form):
    """Why a mentor cannot take a student."""

    reason = forms.ChoiceField(label=_("理由"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("说明"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("只有学校看得到，学生和家长看不到"),
    )  # fmt: skip

    def __init__(self, asked: Any, *, scheme: Scheme) -> None:
        super().__init__(asked)
        rule = decline_rule(scheme)
        reasons = rule.reasons if rule else ()
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(reason.value, DECLINE_WORDS[reason.value]) for reason in reasons]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("reason") == "other_stated" and not given.get("words"):
            self.add_error("words", _("请写明是什么原因。"))
        return given

    def decline(self) -> Decline:
        """What was filled in."""
        return Decline(self.cleaned_data["reason"], self.cleaned_data["words"])


class NominationForm(forms.Form):
    """For what a student is named, by which route, why."""

    way = forms.ChoiceField(label=_("提名"), widget=forms.RadioSelect)
    category = forms.ChoiceField(label=_("类别"), required=False)
    reason = forms.CharField(
        label=_("依据"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写事实，不下结论。只有本班班主任、年级组长、德育处和您自己能看到"),
    )  # fmt: skip

    def __init__(self, asked: Any, *, scheme: Scheme, open_routes: dict[NominationKind, tuple[str, ...]]) -> None:
        super().__init__(asked)
        way, category = self.fields["way"], self.fields["category"]
        assert isinstance(way, forms.ChoiceField)
        assert isinstance(category, forms.ChoiceField)
        way.choices = [
            (f"{kind.value}|{route}", f"{kind.label}({ROUTE_WORDS.get(route, route)})")
            for kind, names in open_routes.items()
            for route in names
        ]
        category.choices = [("", _("请选择")), *((group.key, group.title) for group in groups_of(scheme))]
        if not open_routes.get(NominationKind.CATEGORY):
            del self.fields["category"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("way", "").startswith(NominationKind.CATEGORY) and not given.get("category"):
            self.add_error("category", _("请选择类别。"))
        return given

    def draft(self) -> NominationDraft:
        """What was filled in."""
        kind, route = self.cleaned_data["way"].split("|")
        category = self.cleaned_data.get("category") or "" if kind == NominationKind.CATEGORY else ""
        return NominationDraft(NominationKind(kind), category, route, self.cleaned_data["reason"])
