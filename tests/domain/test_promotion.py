"""What a new academic year does to the classes."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangshi.domain.promotion import Move, OldClass, Promotion, promote

SENIOR = {10: "高一", 11: "高二", 12: "高三"}


def moves(plan: Promotion) -> list[tuple[str, Move, str]]:
    return [(step.old.name, step.move, step.name) for step in plan.steps]


def test_each_class_goes_up_and_the_last_grade_leaves() -> None:
    classes = [
        OldClass(3, 12, 1, "高三(1)班", 40),
        OldClass(1, 10, 1, "高一(1)班", 50),
        OldClass(2, 11, 2, "高二(2)班", 45),
    ]
    plan = promote(classes, SENIOR, "senior")
    assert moves(plan) == [
        ("高一(1)班", Move.UP, "高二(1)班"),
        ("高二(2)班", Move.UP, "高三(2)班"),
        ("高三(1)班", Move.LEAVES, ""),
    ]
    assert (plan.possible, plan.rising, plan.leaving) == (True, 95, 40)


def test_a_grade_that_is_missing_stops_the_whole_and_is_named() -> None:
    plan = promote([OldClass(1, 11, 1, "高二(1)班", 45)], {10: "高一", 11: "高二"}, "senior")
    assert not plan.possible
    assert plan.missing_levels == (12,)


def test_a_primary_school_of_five_years_lets_the_fifth_grade_leave_while_there_is_no_sixth() -> None:
    fifth = OldClass(1, 5, 1, "五年级(1)班", 30)
    assert promote([fifth], {5: "五年级"}, "primary").steps[0].move is Move.LEAVES
    assert promote([fifth], {5: "五年级", 6: "六年级"}, "primary").steps[0].move is Move.UP


def test_a_name_that_does_not_begin_with_its_grade_gets_the_usual_form() -> None:
    plan = promote([OldClass(1, 10, 7, "清源班", 50)], SENIOR, "senior")
    assert plan.steps[0].name == "高二(7)班"


def test_nothing_to_promote_is_not_possible() -> None:
    assert not promote([], SENIOR, "senior").possible


CLASSES = st.tuples(st.sampled_from([10, 11, 12]), st.integers(1, 30), st.integers(0, 60))


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CLASSES, unique_by=lambda of_class: of_class[:2]))
def test_nobody_is_lost_or_counted_twice(sizes: list[tuple[int, int, int]]) -> None:
    classes = [OldClass(n, level, ordinal, "班", students) for n, (level, ordinal, students) in enumerate(sizes)]
    plan = promote(classes, SENIOR, "senior")
    assert plan.rising + plan.leaving == sum(students for _, _, students in sizes)
    assert {step.old.key for step in plan.steps} == set(range(len(sizes)))
