"""Forms of the scheme on screen and back."""

from django import forms

from liangshi.domain.scheme import Sensitivity
from liangshi.domain.scheme.forms import FormRule
from liangshi.schemes.forms.answering import answer_fields, answers_in_words, initial_answers, stored_answers

RULE = FormRule.model_validate(
    {
        "id": "talk-record", "title": "谈话记录", "kind": "talk", "authors": ["mentor"], "reading": "读法",
        "source": {"document": "D", "place": "一", "words": "原文"},
        "fields": [
            {"key": "held_at", "label": "时间", "type": "datetime", "required": True},
            {"key": "day", "label": "日期", "type": "date"},
            {"key": "topic", "label": "话题", "type": "choices", "choices": ["学业", "生活"]},
            {"key": "way", "label": "方式", "type": "choice", "choices": ["当面", "电话"], "required": True},
            {"key": "hours", "label": "小时", "type": "number"},
            {"key": "mood", "label": "心情", "type": "scale", "scale": 5},
            {"key": "told", "label": "告诉了家长", "type": "yes_no"},
            {"key": "own_words", "label": "学生的话", "type": "long_text", "sensitivity": "sensitive",
             "purpose": "记住原话", "readers": ["mentor"]},
            {"key": "picture", "label": "照片", "type": "photo"},
        ],
    }
)  # fmt: skip

SENT = {
    "held_at": "2026-09-10T16:30", "day": "2026-09-11", "topic": ["学业", "生活"], "way": "当面", "hours": "1.5",
    "mood": "4", "told": "no", "own_words": "想学画画",
}  # fmt: skip


def form(sent: dict[str, object], without: tuple[str, ...] = ()) -> forms.Form:
    kind = type("ScreenForm", (forms.Form,), answer_fields(RULE, without))
    found: forms.Form = kind(sent)
    return found


def test_every_kind_of_field_is_stored_and_reads_back_in_words() -> None:
    filled = form(SENT)
    assert filled.is_valid(), filled.errors
    stored = stored_answers(RULE, filled.cleaned_data)
    assert stored["topic"] == ["学业", "生活"]
    assert stored["hours"] == "1.5"
    assert {answer.label: answer.words for answer in answers_in_words(RULE, stored)} == {
        "时间": "2026年9月10日 16:30", "日期": "2026年9月11日", "话题": "学业、生活", "方式": "当面", "小时": "1.5",
        "心情": "4（共5级）", "告诉了家长": "否", "学生的话": "想学画画",
    }  # fmt: skip


def test_stored_answers_fill_the_form_again() -> None:
    filled = form(SENT)
    assert filled.is_valid()
    stored = stored_answers(RULE, filled.cleaned_data)
    again = initial_answers(RULE, stored)
    assert str(again["day"]) == "2026-09-11"
    shown = type("ScreenForm", (forms.Form,), answer_fields(RULE))(initial=again)
    assert 'value="2026-09-10T16:30"' in str(shown["held_at"])
    assert again["own_words"] == "想学画画"


def test_what_is_missing_or_not_offered_is_refused() -> None:
    unfilled = form({"way": "写信"})
    assert not unfilled.is_valid()
    assert set(unfilled.errors) == {"held_at", "way"}


def test_what_was_left_empty_is_not_stored() -> None:
    filled = form({"held_at": "2026-09-10T16:30", "way": "电话"})
    assert filled.is_valid()
    assert set(stored_answers(RULE, filled.cleaned_data)) == {"held_at", "way"}


def test_fields_that_an_app_keeps_in_columns_are_left_out_and_photos_are_no_answers() -> None:
    assert "held_at" not in answer_fields(RULE, ("held_at",))
    assert "picture" not in answer_fields(RULE)


def test_an_answer_knows_its_sensitivity_and_readers() -> None:
    (answer,) = answers_in_words(RULE, {"own_words": "想学画画"})
    assert answer.sensitivity is Sensitivity.SENSITIVE
    assert answer.readers == ("mentor",)
