"""What is pointed out beside the text, and what stands beside it."""

from liangshi.growth.queries import material_for, remarks_on, term_for_messages
from liangshi.records.models import LifeEvent
from tests.world import TODAY

from .conftest import NOW, TEXT, Termly


def pointed(termly: Termly, text: str, student: str = "xiaoming") -> list[tuple[str, str]]:
    row = termly.world.students[student]
    term = term_for_messages(row.school_id, TODAY)
    assert term is not None
    found = remarks_on(termly.by("li"), row, term, text)
    return [(remark.code, remark.word) for remark in found.remarks] + [("copy", name) for name, _ in found.copies]


def test_a_warm_message_about_the_right_child_has_no_remark(termly: Termly) -> None:
    assert pointed(termly, TEXT) == []


def test_the_name_of_another_child_is_pointed_out(termly: Termly) -> None:
    assert pointed(termly, "小红，你好。") == [("name_of_other", "小红")]


def test_a_copy_of_the_message_to_another_child_is_pointed_out_with_the_name(termly: Termly) -> None:
    termly.kept("xiaohong", TEXT.replace("小明", "小红"))
    assert pointed(termly, TEXT) == [("copy", "钱小红")]


def test_the_same_message_is_not_a_copy_of_itself(termly: Termly) -> None:
    termly.kept("xiaoming", TEXT)
    assert pointed(termly, TEXT) == []


def test_cold_words_and_the_other_pronoun_come_in_the_order_of_the_text(termly: Termly) -> None:
    assert pointed(termly, "她的排名进步了") == [("pronoun", "她"), ("rank", "排名")]


def test_progress_of_the_term_stands_beside_the_text(termly: Termly) -> None:
    student = termly.world.students["xiaoming"]
    LifeEvent.unscoped.create(
        school=student.school, student=student, kind="progress", happened_on=TODAY, words="主动报名了朗诵",
        recorded_by=termly.world.staff["li"], recorded_at=NOW,
    )  # fmt: skip
    term = term_for_messages(student.school_id, TODAY)
    assert term is not None
    assert [event.words for event in material_for(termly.by("li"), student, term).progress] == ["主动报名了朗诵"]
