"""Cold words and pronouns."""

import pytest

from liangshi.domain.growth import cold_words, wrong_pronouns
from liangshi.domain.growth.tone import COLD_WORDS


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, words in COLD_WORDS.items() for word in words])
def test_each_cold_word_is_found_under_its_kind(kind: str, word: str) -> None:
    assert [(remark.code, remark.word) for remark in cold_words(f"这学期{word}。")] == [(kind, word)]


def test_a_warm_message_has_no_remark() -> None:
    assert cold_words("你把图书角整理得井井有条，运动会那天还主动扶起摔倒的同学，老师都看在眼里。") == []


def test_words_that_only_look_alike_are_left_in_peace() -> None:
    assert cold_words("差异、出差、相差无几、从容不迫、第一次、排队") == []


@pytest.mark.parametrize("text", ["你从不放弃", "她从不迟到", "遇到难题总是不怕", "你永远不服输"])
def test_what_is_a_strength_never_to_do_is_praise(text: str) -> None:
    assert cold_words(text) == []


def test_what_a_child_never_does_is_a_verdict_all_the_same() -> None:
    assert [remark.word for remark in cold_words("你从不举手，作业总是不交，再不努力就晚了")] == [
        "从不",
        "总是不",
        "再不努力",
    ]


def test_the_place_of_a_word_is_that_in_the_text() -> None:
    [remark] = cold_words("你总是不交作业")
    assert "你总是不交作业"[remark.start : remark.end] == remark.word == "总是不"


def test_the_other_pronoun_is_pointed_out() -> None:
    assert [(r.word, r.about) for r in wrong_pronouns("他很努力", female=True)] == [("他", "她")]
    assert [(r.word, r.about) for r in wrong_pronouns("她很努力", female=False)] == [("她", "他")]


def test_the_fitting_pronoun_is_not() -> None:
    assert wrong_pronouns("她很努力", female=True) == []
    assert wrong_pronouns("他很努力", female=None) == []


def test_words_about_others_are_not_pronouns_of_the_child() -> None:
    assert wrong_pronouns("她乐于帮助他人，和其他同学、他们班的人都合得来", female=True) == []
