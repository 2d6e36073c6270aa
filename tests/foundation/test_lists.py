"""Words in a row, in the language of the reader."""

import pytest
from django.utils import translation

from liangshi.foundation.templatetags.liangshi import clauses, listed, noted


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "语文、数学"), ("en", "语文, 数学")])
def test_words_are_listed_as_the_reader_writes(language: str, said: str) -> None:
    with translation.override(language):
        assert listed(["语文", "数学"]) == said


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "家访；谈话"), ("en", "家访; 谈话")])
def test_clauses_are_kept_apart_as_the_reader_writes(language: str, said: str) -> None:
    with translation.override(language):
        assert clauses(["家访", "谈话"]) == said


def test_nothing_to_list_is_nothing() -> None:
    assert (listed(None), listed(()), clauses(())) == ("", "", "")


def test_a_name_is_noted_with_words_and_stands_alone_without() -> None:
    assert noted("王海燕", ["语文", "数学"]) == "王海燕（语文、数学）"
    assert noted("王海燕", []) == "王海燕"
