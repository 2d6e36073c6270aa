"""What an import would do: added, changed, left, absent, or every problem at once."""

import pytest

from liangshi.domain.roster.classes import ClassKey
from liangshi.domain.roster.grid import NOWHERE, Place
from liangshi.domain.roster.identity import Answer
from liangshi.domain.roster.planning import FieldChange, Plan, Policy, Refused, plan
from liangshi.domain.roster.problems import Code
from liangshi.domain.roster.rows import ClassRow, ClubRow, Known, Link, MemberRow, Present, Rows, TeachingRow
from liangshi.domain.roster.words import Gender, MentorStatus, Relation

from .making import C101, C102, Applied, guardian, named, staff, stored_staff, stored_student, student

NOBODY = Present()
CLASSES = (Known(101, ClassRow(NOWHERE, C101)), Known(102, ClassRow(NOWHERE, C102)))


def planned(rows, present=NOBODY, **answers):
    outcome = plan(rows, present, Policy(answers))
    assert isinstance(outcome, Plan), [problem for problem in outcome.problems if problem.stops]
    return outcome


def refused(rows, present=NOBODY, **answers):
    outcome = plan(rows, present, Policy(answers))
    assert isinstance(outcome, Refused)
    return [problem for problem in outcome.problems if problem.stops]


def codes(problems):
    return [problem.code for problem in problems]


class TestStudents:
    present = Present(
        students=(
            stored_student(1, "张三", "S1", gender=Gender.MALE, interests=("篮球", "足球")),
            stored_student(2, "李四", "S2", C102),
        ),
        classes=CLASSES,
    )

    def test_somebody_new_is_added_somebody_known_is_left_and_the_rest_are_absent(self):
        result = planned(Rows(students=(student(2, "张三", "S1"), student(3, "王五", "S5"))), self.present)
        assert [row.name for row in result.students.added] == ["王五"]
        assert [known.ref for known in result.students.left] == [1]
        assert result.students.changed == ()
        assert result.students.absent == ()

    def test_a_stored_student_of_a_class_in_the_file_whom_the_file_does_not_name_is_absent_and_untouched(self):
        result = planned(Rows(students=(student(2, "王五", "S5"),)), self.present)
        assert [known.ref for known in result.students.absent] == [1]
        assert len(result.students.added) == 1

    def test_a_change_is_told_field_by_field(self):
        row = student(2, "张三", "S1", C102, gender=Gender.FEMALE, interests=("足球", "篮球"), boarding=True)
        (change,) = planned(Rows(students=(row,)), self.present).students.changed
        assert change.fields == (
            FieldChange("class_key", C101, C102),
            FieldChange("gender", Gender.MALE, Gender.FEMALE),
            FieldChange("boarding", False, True),
        )
        assert change.row is row

    def test_what_the_file_does_not_say_is_not_changed(self):
        assert planned(Rows(students=(student(2, "张三", "S1", None),)), self.present).is_empty

    def test_a_list_told_empty_is_emptied(self):
        (change,) = planned(Rows(students=(student(2, "张三", "S1", interests=()),)), self.present).students.changed
        assert change.fields == (FieldChange("interests", ("篮球", "足球"), ()),)

    def test_a_new_guardian_joins_those_stored(self):
        mother = guardian("刘某", "19900000001", Relation.MOTHER)
        present = Present(students=(stored_student(1, "张三", "S1", guardians=(mother,)),), classes=CLASSES)
        father = guardian("张某", "19900000002", Relation.FATHER)
        row = student(2, "张三", "S1", guardians=(father,))
        (change,) = planned(Rows(students=(row,)), present).students.changed
        assert change.fields == (FieldChange("guardians", (mother,), (mother, father)),)

    def test_without_a_number_name_and_class_tell_who_is_meant(self):
        result = planned(Rows(students=(student(2, "张三"), student(3, "李四"))), self.present)
        assert [known.ref for known in result.students.left] == [1]
        assert [row.name for row in result.students.added] == ["李四"]
        assert [(p.code, p.params["number"]) for p in result.remarks] == [(Code.MAYBE_MOVED, "S2")]

    def test_without_number_and_class_a_name_that_one_student_has_suffices(self):
        assert planned(Rows(students=(student(2, "李四", None, None),)), self.present).is_empty

    def test_a_new_student_needs_a_class(self):
        (problem,) = refused(Rows(students=(student(2, "王五", "S5", None),)), self.present)
        assert (problem.code, problem.place) == (Code.CLASS_MISSING, Place("学生", 2))

    def test_a_student_who_had_left_comes_back(self):
        present = Present(students=(stored_student(1, "张三", "S1", here=False),), classes=CLASSES)
        (change,) = planned(Rows(students=(student(2, "张三", "S1"),)), present).students.changed
        assert change.fields == (FieldChange("here", False, True),)
        assert planned(Rows(students=(student(2, "王五", "S5"),)), present).students.absent == ()

    def test_a_new_class_is_added_with_a_remark_once(self):
        new = ClassKey(10, "9")
        result = planned(Rows(students=(student(2, "王五", "S5", new), student(3, "赵六", "S6", new))), self.present)
        assert [(row.key, row.place.row) for row in result.classes.added] == [(new, 2)]
        assert [p.params for p in result.remarks] == [{"classes": "高一(9)班"}]


class TestTwoOfOneName:
    def test_with_different_numbers_they_are_two_people(self):
        result = planned(Rows(students=(student(2, "王芳", "S1"), student(3, "王芳", "S2"))))
        assert len(result.students.added) == 2

    def test_without_numbers_somebody_is_asked(self):
        rows = Rows(students=(student(2, "王芳"), student(3, "王芳")))
        problems = refused(rows)
        assert codes(problems) == [Code.SAME_NAME, Code.SAME_NAME]
        assert {problem.asks for problem in problems} == {"same_name:10/1|王芳"}

    @pytest.mark.parametrize(("answer", "people"), [(Answer.DIFFERENT, 2), (Answer.SAME, 1)])
    def test_the_answer_decides(self, answer, people):
        rows = Rows(students=(student(2, "王芳"), student(3, "王芳")))
        policy = {"same_name:10/1|王芳": answer}
        result = planned(rows, **policy)
        assert len(result.students.added) == people
        after = Applied(result, NOBODY).present
        assert planned(rows, after, **policy).is_empty

    def test_one_numbered_and_one_not_is_asked_too(self):
        rows = Rows(students=(student(2, "王芳", "S1"), student(3, "王芳")))
        assert codes(refused(rows)) == [Code.SAME_NAME]
        assert len(planned(rows, **{"same_name:10/1|王芳": Answer.DIFFERENT}).students.added) == 2

    def test_two_stored_and_two_in_the_file_are_paired_by_what_is_said_of_them(self):
        present = Present(
            students=(
                stored_student(1, "王芳", "S1", boarding=True),
                stored_student(2, "王芳", "S2", gender=Gender.FEMALE),
            ),
            classes=CLASSES,
        )
        rows = Rows(students=(student(2, "王芳", gender=Gender.FEMALE), student(3, "王芳", boarding=True)))
        assert planned(rows, present).is_empty

    def test_one_row_for_two_stored_needs_a_number(self):
        present = Present(students=(stored_student(1, "王芳", "S1"), stored_student(2, "王芳", "S2")), classes=CLASSES)
        (problem,) = refused(Rows(students=(student(2, "王芳"),)), present)
        assert (problem.code, problem.params) == (Code.WHICH_OF_SAME_NAME, {"name": "王芳", "count": 2})
        assert planned(Rows(students=(student(2, "王芳", "S2"),)), present).is_empty

    def test_a_new_number_for_a_known_name_is_asked(self):
        present = Present(students=(stored_student(1, "王芳", "S1"),), classes=CLASSES)
        rows = Rows(students=(student(2, "王芳", "X1"),))
        (problem,) = refused(rows, present)
        assert (problem.code, problem.params["stored"]) == (Code.NEW_NUMBER, "S1")
        same = planned(rows, present, **{problem.asks: Answer.SAME})
        assert same.students.changed[0].fields == (FieldChange("number", "S1", "X1"),)
        assert len(planned(rows, present, **{problem.asks: Answer.DIFFERENT}).students.added) == 1

    def test_a_new_number_is_not_asked_where_the_file_names_the_known_one_as_well(self):
        present = Present(students=(stored_student(1, "王芳", "S1"),), classes=CLASSES)
        rows = Rows(students=(student(2, "王芳", "X1"), student(3, "王芳", "S1")))
        assert [row.number for row in planned(rows, present).students.added] == ["X1"]


class TestOneNumberTwice:
    def test_the_same_row_twice_is_one_person(self):
        rows = Rows(students=(student(2, "张三", "S1"), student(3, "张三", "S1")))
        result = planned(rows)
        assert len(result.students.added) == 1
        assert Code.SAME_ROW_TWICE in codes(result.remarks)

    def test_two_rows_that_complete_each_other_are_joined(self):
        mother, father = guardian("刘某", "1990001"), guardian("张某", "1990002")
        rows = Rows(
            students=(
                student(2, "张三", "S1", guardians=(mother,)),
                student(3, "张三", "S1", gender=Gender.MALE, guardians=(father,)),
            )
        )
        result = planned(rows)
        (row,) = result.students.added
        assert (row.guardians, row.gender) == ((mother, father), Gender.MALE)
        assert Code.ROWS_JOINED in codes(result.remarks)

    def test_two_rows_that_disagree_stop_the_import_and_name_each_other(self):
        rows = Rows(students=(student(2, "张三", "S1"), student(7, "李四", "S1", C102)))
        (problem,) = refused(rows)
        assert (problem.code, problem.place.row) == (Code.ROWS_DISAGREE, 7)
        assert (problem.params["row"], problem.params["fields"]) == (2, "name,class_key")


class TestRenaming:
    def test_a_corrected_name_is_remarked(self):
        present = Present(students=(stored_student(1, "张山", "S1"),), classes=CLASSES)
        result = planned(Rows(students=(student(2, "张三", "S1"),)), present)
        assert (result.remarks[0].code, result.remarks[0].params["old"]) == (Code.RENAMED, "张山")

    def test_many_changed_names_are_asked_since_a_column_may_have_been_sorted_by_itself(self):
        known = tuple(stored_student(n, f"甲{chr(0x4E00 + n)}", f"S{n}") for n in range(1, 13))
        rows = Rows(students=tuple(student(n + 1, f"乙{chr(0x4E00 + n)}", f"S{n}") for n in range(1, 13)))
        present = Present(students=known, classes=CLASSES)
        (problem,) = refused(rows, present)
        assert (problem.code, problem.params) == (Code.MANY_RENAMED, {"count": 12, "of": 12})
        assert len(planned(rows, present, many_renamed=Answer.SAME).students.changed) == 12


class TestStaffAndWhatTheyDo:
    present = Present(
        staff=(stored_staff(1, "王某", "T1"), stored_staff(2, "李某", "T2"), stored_staff(3, "李某", "T3")),
        classes=(Known(101, ClassRow(NOWHERE, C101, Link(1))),),
        teaching=(Known(50, TeachingRow(NOWHERE, C101, "语文", Link(1))),),
    )

    def test_a_status_with_its_reason(self):
        row = staff(2, "王某", "T1", mentor_status=MentorStatus.EXEMPT, mentor_reason="产假")
        (change,) = planned(Rows(staff=(row,)), self.present).staff.changed
        assert [field.name for field in change.fields] == ["mentor_status", "mentor_reason"]
        assert len(planned(Rows(staff=(row,)), self.present).staff.absent) == 2

    def test_the_homeroom_teacher_already_stored_is_no_change_and_another_is(self):
        same = ClassRow(Place("班级", 2), C101, named("王某"))
        assert planned(Rows(classes=(same,)), self.present).is_empty
        other = ClassRow(Place("班级", 2), C101, named("李某", "T3"))
        (change,) = planned(Rows(classes=(other,)), self.present).classes.changed
        assert change.fields == (FieldChange("homeroom", Link(1), Link(3)),)

    @pytest.mark.parametrize(
        ("teacher", "code"),
        [
            (named("李某"), Code.STAFF_AMBIGUOUS),
            (named("赵某"), Code.STAFF_UNKNOWN),
            (named("王某", "T9"), Code.STAFF_UNKNOWN),
        ],
    )
    def test_a_teacher_who_is_nobody_or_two_people_stops_the_import(self, teacher, code):
        for rows in (
            Rows(teaching=(TeachingRow(Place("任课", 2, "B"), C101, "数学", teacher),)),
            Rows(classes=(ClassRow(Place("班级", 2), C101, teacher),)),
            Rows(clubs=(ClubRow(Place("社团", 2), "棋社", teacher),)),
        ):
            assert codes(refused(rows, self.present)) == [code]

    def test_teaching_is_added_left_or_absent(self):
        place = Place("任课", 2)
        rows = Rows(
            teaching=(
                TeachingRow(place, C101, "数学", named("李某", "T2")),
                TeachingRow(place, C101, "数学", named("李某", "T2")),
            )
        )
        result = planned(rows, self.present)
        assert [(row.subject, row.teacher) for row in result.teaching.added] == [("数学", Link(2))]
        assert [known.ref for known in result.teaching.absent] == [50]
        assert planned(Rows(teaching=(TeachingRow(place, C101, "语文", named("王某")),)), self.present).is_empty

    def test_a_teacher_whom_the_file_adds_can_be_named_by_it(self):
        rows = Rows(
            staff=(staff(5, "陈某"),),
            classes=(ClassRow(Place("班级", 2), C101, named("陈某")),),
        )
        result = planned(rows, self.present)
        assert result.classes.changed[0].fields[0].new == Link(None, Place("教职工", 5))
        assert planned(rows, Applied(result, self.present).present).is_empty

    def test_a_teacher_whose_name_the_file_corrects_is_found_under_the_new_name(self):
        rows = Rows(
            staff=(staff(2, "汪某", "T1"),),
            classes=(ClassRow(Place("班级", 2), C101, named("汪某")),),
        )
        assert planned(rows, self.present).classes.is_empty

    def test_two_rows_for_one_class_must_agree(self):
        first, second = Place("班级", 2), Place("班级", 3)
        rows = Rows(classes=(ClassRow(first, C101, named("王某")), ClassRow(second, C101, named("李某", "T2"))))
        assert codes(refused(rows, self.present)) == [Code.ROWS_DISAGREE]
        rows = Rows(classes=(ClassRow(first, C101), ClassRow(second, C101, named("李某", "T2"))))
        assert len(planned(rows, self.present).classes.changed) == 1


class TestClubs:
    present = Present(
        staff=(stored_staff(1, "高某", "T1"),),
        students=(
            stored_student(1, "张三", "S1"),
            stored_student(2, "张三", "S2", C102),
            stored_student(3, "李四", "S3"),
        ),
        classes=CLASSES,
        clubs=(Known(7, ClubRow(NOWHERE, "篮球社", Link(1))),),
        members=(Known(8, MemberRow(NOWHERE, "篮球社", Link(3))),),
    )

    def test_members_are_found_by_number_or_by_name_and_class(self):
        place = Place("社团", 2)
        rows = Rows(
            clubs=(ClubRow(place, "篮球社"),),
            members=(
                MemberRow(place, "篮球社", named("张三"), C102),
                MemberRow(place, "篮球社", named("", "S1")),
            ),
        )
        result = planned(rows, self.present)
        assert [row.student for row in result.members.added] == [Link(2), Link(1)]
        assert [known.ref for known in result.members.absent] == [8]

    @pytest.mark.parametrize(
        ("who", "code"), [(named("张三"), Code.STUDENT_AMBIGUOUS), (named("赵六"), Code.STUDENT_UNKNOWN)]
    )
    def test_a_member_who_is_nobody_or_two_people_stops_the_import(self, who, code):
        rows = Rows(clubs=(ClubRow(Place("社团", 2), "棋社"),), members=(MemberRow(Place("社团", 2), "棋社", who),))
        assert codes(refused(rows, self.present)) == [code]

    def test_a_new_club_and_a_leader_who_differs_between_rows(self):
        first, second = Place("社团", 2), Place("社团", 3)
        rows = Rows(clubs=(ClubRow(first, "棋社", named("高某")), ClubRow(second, "棋社")))
        assert [(row.name, row.leader) for row in planned(rows, self.present).clubs.added] == [("棋社", Link(1))]
        two = Present(staff=(*self.present.staff, stored_staff(2, "陈某", "T2")))
        rows = Rows(clubs=(ClubRow(first, "棋社", named("高某")), ClubRow(second, "棋社", named("陈某"))))
        assert codes(refused(rows, two)) == [Code.ROWS_DISAGREE]
