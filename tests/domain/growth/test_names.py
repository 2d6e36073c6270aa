"""Names of others in a message about one child."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangshi.domain.growth import Hider, Person, hide_names, wrong_names
from liangshi.domain.growth.names import given_name

MING = Person(1, "赵小明")
HONG = Person(2, "钱小红")
WANG = Person(3, "王明")
YUAN = Person(4, "王明远")


def words(text: str, own: Person, *others: Person) -> list[tuple[str, str]]:
    return [(remark.word, remark.about) for remark in wrong_names(text, own, others)]


def test_the_own_name_is_never_wrong() -> None:
    assert words("赵小明，你好。小明这学期读了很多书。", MING, MING, HONG) == []


def test_a_full_name_of_somebody_else_is_pointed_out_with_its_place() -> None:
    [remark] = wrong_names("祝钱小红新学期愉快", MING, [HONG])
    assert (remark.start, remark.end, remark.word) == (1, 4, "钱小红")


def test_a_given_name_of_somebody_else_is_pointed_out_with_whose_it_is() -> None:
    assert words("小红很细心", MING, HONG) == [("小红", "钱小红")]


def test_two_children_with_one_given_name_do_not_disturb_each_other() -> None:
    assert words("小明很细心", MING, Person(9, "孙小明")) == []


@pytest.mark.parametrize(("own", "other", "found"), [(YUAN, WANG, []), (WANG, YUAN, [("王明远", "王明远")])])
def test_a_name_inside_a_longer_one_is_the_longer_one(own: Person, other: Person, found: list[tuple[str, str]]) -> None:
    assert words("王明远喜欢画画", own, other) == found


def test_a_given_name_of_one_character_is_not_searched_for() -> None:
    assert words("明天见", MING, WANG) == []


@pytest.mark.parametrize(
    ("name", "given"), [("欧阳小北", "小北"), ("赵小明", "小明"), ("王明", "明"), ("Alina Wei", "Alina Wei")]
)
def test_the_given_name_is_the_name_without_the_surname(name: str, given: str) -> None:
    assert given_name(name) == given


def test_hidden_names_leave_the_own_one() -> None:
    text = "赵小明和钱小红一起办黑板报，小红画画，小明写字。"
    assert hide_names(text, MING, [HONG], "同学") == "赵小明和同学一起办黑板报，同学画画，小明写字。"


@pytest.mark.parametrize("text", ["李\u3000明和王\u3000静", "李 明和王 静", "李\u200b明和王\u00a0\u00a0静"])
def test_a_name_set_apart_is_the_same_name(text: str) -> None:
    assert hide_names(text, Person(5, "王静"), [Person(6, "李明")], "同学") == "同学和王静"


def test_words_that_stand_apart_are_left_as_they_are() -> None:
    text = "语文\u3000小红花 三朵 明天再来"
    assert hide_names(text, MING, [Person(6, "李明"), Person(7, "朵明")], "同学") == "语文\u3000小红花 三同学天再来"
    assert hide_names(text, MING, [Person(6, "李明")], "同学") == text


@pytest.mark.parametrize("called", ["阿依古丽·买买提", "阿依古丽•买买提", "阿依古丽"])
def test_a_name_of_several_parts_is_hidden_with_any_dot_and_by_its_first_part(called: str) -> None:
    assert hide_names(f"和{called}同桌", MING, [Person(8, "阿依古丽·买买提")], "同学") == "和同学同桌"


def test_a_teacher_who_shares_a_given_name_with_a_child_or_a_parent_stays() -> None:
    hide = Hider(MING, [HONG, WANG], "同学", [Person(9, "孙建国")], "家长", ["吕建国", "李小红", "王明", "王明老师"])
    assert hide("吕建国老师、李小红老师和钱小红、孙建国") == "吕建国老师、李小红老师和同学、家长"
    assert hide("王明老师留给你的话：王明很会画画") == "王明老师留给你的话：同学很会画画"


NAMES = st.text(alphabet="赵钱孙李王小明红远刚丽", min_size=2, max_size=4)


@given(
    st.lists(st.one_of(NAMES, st.sampled_from(["和", "一起", "。"])), max_size=12), NAMES, st.lists(NAMES, max_size=4)
)
def test_after_hiding_nothing_is_left_to_point_out(parts: list[str], own: str, others: list[str]) -> None:
    people = [Person(number, name) for number, name in enumerate(others, 2)]
    hidden = hide_names("".join(parts), Person(1, own), people, "※")
    assert wrong_names(hidden, Person(1, own), people) == []
