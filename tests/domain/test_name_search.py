"""What somebody types to find a person."""

import re

import pytest

from liangshi.domain.name_search import pinyin_pattern


def finds(typed: str, sort_key: str) -> bool:
    pattern = pinyin_pattern(typed)
    assert pattern is not None
    return re.search(pattern, sort_key) is not None


@pytest.mark.parametrize("typed", ["zhao", "zhaoxiaoming", "zhao xiao ming", "zxm", "ZXM", "zhaoxm", "zxiaom", "zx"])
def test_pinyin_initials_and_mixtures_find(typed: str) -> None:
    assert finds(typed, "zhao xiao3 ming2")


@pytest.mark.parametrize("typed", ["xm", "ming", "zm", "zhaoming", "zxmx", "zhoa"])
def test_what_does_not_begin_the_name_does_not_find(typed: str) -> None:
    assert not finds(typed, "zhao xiao3 ming2")


def test_a_u_with_dots_is_typed_as_v_or_as_itself() -> None:
    assert finds("lvlan", "lv lan2")
    assert finds("lülan", "lv lan2")


@pytest.mark.parametrize("typed", ["", "  ", "赵", "zhao1", "z.*", "a" * 41, "'"])
def test_other_scripts_and_expressions_are_not_pinyin(typed: str) -> None:
    assert pinyin_pattern(typed) is None
