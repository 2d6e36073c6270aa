"""Answers to what only people can know."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.roster.identity import Answer
from liangshi.domain.roster.planning import MANY_RENAMED

SAME_OR_DIFFERENT = [(Answer.SAME.value, _("是同一个人")), (Answer.DIFFERENT.value, _("是不同的人"))]
RIGHT = [(Answer.SAME.value, _("核对过了，就是要改"))]


@dataclass(frozen=True, slots=True)
class Question:
    """A question by its key, in words, with the place it is about."""

    asks: str
    words: str
    place: str


class AnswersForm(forms.Form):
    """One choice for each question; those left open stay open."""

    def __init__(self, data: Any, *, questions: Sequence[Question]) -> None:
        super().__init__(data)
        self.questions = questions
        for position, question in enumerate(questions):
            choices = RIGHT if question.asks == MANY_RENAMED else SAME_OR_DIFFERENT
            self.fields[f"q{position}"] = forms.ChoiceField(
                label=f"{question.words} ({question.place})", choices=choices, required=False, widget=forms.RadioSelect
            )

    def said(self) -> dict[str, Answer]:
        """The answers that were given."""
        given = {question.asks: self.cleaned_data[f"q{n}"] for n, question in enumerate(self.questions)}
        return {asks: Answer(value) for asks, value in given.items() if value}
