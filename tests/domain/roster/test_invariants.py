"""What holds for every roster: twice equals once; nothing changes without the row that causes it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from liangshi.domain.roster.grid import NOWHERE, Place
from liangshi.domain.roster.identity import Answer
from liangshi.domain.roster.planning import Plan, Policy, Refused, plan
from liangshi.domain.roster.rows import (
    ClassRow,
    ClubRow,
    GuardianEntry,
    Known,
    Link,
    MemberRow,
    Named,
    Present,
    Rows,
    StaffRow,
    StudentRow,
    TeachingRow,
)
from liangshi.domain.roster.words import Gender, Relation

from .making import C101, C102, Applied, stored_staff, stored_student

NAMES = st.sampled_from(["王芳", "李娜", "张伟"])
NUMBERS = st.none() | st.sampled_from(["S1", "S2", "S3", "S4"])
LISTS = st.none() | st.lists(st.sampled_from(["篮球", "足球"]), unique=True, max_size=2).map(tuple)
GUARDIANS = st.none() | st.lists(
    st.builds(
        GuardianEntry,
        st.sampled_from(["", "刘某", "陈某"]),
        st.sampled_from(["19900000001", "19900000002"]),
        st.sampled_from([None, Relation.MOTHER]),
    ),
    min_size=1,
    max_size=2,
).map(tuple)
CLASSES = st.sampled_from([C101, C102])
ROW_OF_STUDENT = st.builds(
    StudentRow,
    place=st.just(NOWHERE),
    name=NAMES,
    number=NUMBERS,
    class_key=st.one_of(CLASSES, CLASSES, CLASSES, CLASSES, st.none()),
    gender=st.none() | st.sampled_from(Gender),
    boarding=st.none() | st.booleans(),
    interests=LISTS,
    guardians=GUARDIANS,
)
ROW_OF_STAFF = st.builds(
    StaffRow,
    place=st.just(NOWHERE),
    name=NAMES,
    number=NUMBERS,
    phone=st.none() | st.sampled_from(["", "19900000001"]),
    subjects=LISTS,
)


def placed(rows, sheet):
    return tuple(replace(row, place=Place(sheet, n)) for n, row in enumerate(rows, start=2))


def people(rows):
    """Mostly different numbers, sometimes the same number twice."""
    once = st.lists(rows, max_size=5, unique_by=lambda row: row.number or id(row))
    return st.one_of(once, once, once, st.lists(rows, max_size=5))


def naming(draw, rows):
    """Somebody of the file by number, or by a name that may be nobody's or two people's."""
    numbered = [Named("", row.number) for row in rows if row.number]
    return draw(st.sampled_from(numbered) if numbered else st.builds(Named, NAMES))


@st.composite
def files(draw):
    students = placed(draw(people(ROW_OF_STUDENT)), "学生")
    staff = placed(draw(people(ROW_OF_STAFF)), "教职工")
    some = range(draw(st.integers(0, 2)))
    if draw(st.booleans()):
        return Rows(students=students, staff=staff)
    classes = [ClassRow(NOWHERE, draw(CLASSES), naming(draw, staff)) for _ in some]
    taught = [TeachingRow(NOWHERE, draw(CLASSES), "语文", naming(draw, staff)) for _ in some]
    clubs = placed([ClubRow(NOWHERE, f"{n}社", naming(draw, staff)) for n in some], "社团")
    members = [MemberRow(NOWHERE, club.name, naming(draw, students)) for club in clubs]
    return Rows(
        students=students,
        staff=staff,
        classes=placed(classes, "班级"),
        teaching=placed(taught, "任课"),
        clubs=clubs,
        members=placed(members, "成员"),
    )


@st.composite
def stored(draw):
    student_numbers = draw(st.lists(st.sampled_from(["S1", "S2", "S3", "S9"]), unique=True, max_size=4))
    staff_numbers = draw(st.lists(st.sampled_from(["S1", "S2", "S9"]), unique=True, max_size=3))
    staff = tuple(stored_staff(10 + n, draw(NAMES), number) for n, number in enumerate(staff_numbers))
    homeroom = Link(staff[0].ref) if staff else None
    return Present(
        students=tuple(
            stored_student(20 + n, draw(NAMES), number, draw(CLASSES), here=draw(st.booleans()))
            for n, number in enumerate(student_numbers)
        ),
        staff=staff,
        classes=(Known(1, ClassRow(NOWHERE, C101, homeroom)),),
    )


ANSWERS = st.sampled_from(Answer)


def settled(rows, present, answer):
    """The plan after every question has been answered in the same way, or None where errors stop it."""
    answers = {}
    for _ in range(12):
        outcome = plan(rows, present, Policy(answers))
        if isinstance(outcome, Plan):
            return outcome, Policy(answers)
        asked = {problem.asks for problem in outcome.problems if problem.asks} - set(answers)
        if not asked:
            return None
        answers |= dict.fromkeys(asked, answer)
    raise AssertionError("questions never end")


@given(rows=files(), present=stored(), answer=ANSWERS)
def test_the_same_file_again_changes_nothing(rows, present, answer):
    found = settled(rows, present, answer)
    if found is None:
        return
    first, policy = found
    again = plan(rows, Applied(first, present).present, policy)
    assert isinstance(again, Plan), again
    assert again.is_empty


@given(rows=files(), present=stored(), answer=ANSWERS)
def test_nothing_changes_without_the_row_that_causes_it(rows, present, answer):
    found = settled(rows, present, answer)
    if found is None:
        return
    outcome, _ = found
    told = {
        row.place for row in (*rows.students, *rows.staff, *rows.classes, *rows.teaching, *rows.clubs, *rows.members)
    }
    for part in outcome.parts:
        assert all(row.place in told for row in part.added)
        assert all(change.row.place in told for change in part.changed)
        for change in part.changed:
            for field in change.fields:
                assert getattr(change.row, field.name) is not None
                assert field.old != field.new


@given(rows=files(), present=stored(), answer=ANSWERS)
def test_every_stored_row_is_in_one_place_of_the_plan_at_most(rows, present, answer):
    found = settled(rows, present, answer)
    if found is None:
        return
    outcome, _ = found
    for part in outcome.parts:
        refs = [known.ref for known in (*part.left, *part.absent)] + [change.known.ref for change in part.changed]
        assert len(refs) == len(set(refs))


@given(present=stored())
def test_an_empty_file_changes_nothing(present):
    outcome = plan(Rows(), present, Policy())
    assert isinstance(outcome, Plan)
    assert outcome.is_empty
    assert not any(part.absent for part in outcome.parts)


@given(rows=files(), present=stored())
def test_a_refusal_always_says_why(rows, present):
    outcome = plan(rows, present, Policy())
    if isinstance(outcome, Refused):
        assert any(problem.stops for problem in outcome.problems)
    else:
        assert not any(problem.stops for problem in outcome.remarks)
