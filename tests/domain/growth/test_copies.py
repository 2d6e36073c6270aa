"""Messages that are nearly the same."""

from hypothesis import given
from hypothesis import strategies as st

from liangshi.domain.growth import Copy, copies_of, near_copies

ONE = "小明，这学期你每天第一个到图书角整理书架，还教会了三位同学打乒乓球，期待你把这份热心带到新学期。"
CHANGED = ONE.replace("小明", "小红")
OWN = "小刚，运动会上你跑完最后一圈的样子全班都记得；你开始主动问问题，这是最让我高兴的变化。"


def test_a_copy_with_the_name_changed_is_found() -> None:
    assert near_copies({1: (ONE, "小明"), 2: (CHANGED, "小红"), 3: (OWN, "小刚")}) == [Copy(1, 2, 100)]


def test_different_messages_are_not() -> None:
    assert near_copies({1: (ONE, "小明"), 3: (OWN, "小刚")}) == []


def test_half_a_copy_is_found_with_its_share() -> None:
    [copy] = near_copies({1: (ONE, "小明"), 2: (ONE + OWN, "小明")})
    assert (copy.one, copy.other, copy.percent) == (1, 2, 100)


def test_very_short_messages_are_not_compared() -> None:
    assert near_copies({1: ("加油！", "小明"), 2: ("加油！", "小红")}) == []


@given(st.dictionaries(st.integers(0, 9), st.tuples(st.text("春夏秋冬，。", max_size=60), st.just("小明")), max_size=5))
def test_the_share_is_a_percentage_and_pairs_come_once(texts: dict[int, tuple[str, str]]) -> None:
    found = near_copies(texts)
    assert all(50 <= copy.percent <= 100 and copy.one < copy.other for copy in found)
    assert len({(copy.one, copy.other) for copy in found}) == len(found)


def test_whoever_is_writing_learns_which_of_the_others_it_is_like_the_most_alike_first() -> None:
    others = {3: (OWN, "小刚"), 1: (ONE + OWN, "小明"), 2: (CHANGED, "小红")}
    assert copies_of(ONE, "小明", others) == [(1, 100), (2, 100)]
    assert copies_of(OWN, "小刚", {2: (CHANGED, "小红")}) == []
