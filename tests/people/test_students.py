"""Students: lists with reach, pages by tier, classes over time."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liangshi.audit.models import Entry
from liangshi.foundation.sorting import name_sort_key
from liangshi.people.models import Enrolment, Guardian, Guardianship, Student
from liangshi.people.services import EarlierThanEnrolmentError, NotEnrolledError, let_student_leave, move_student
from tests.people.asking import as_viewer, verbs
from tests.people.conftest import NOW
from tests.world import World

SignIn = Callable[[str], Client]


def enrolments(student: Student) -> list[tuple[str, date, date | None]]:
    rows = Enrolment.unscoped.filter(student=student).order_by("starts_on").select_related("class_group")
    return [(row.class_group.name, row.starts_on, row.ends_on) for row in rows]


def page_of(browser: Client, world: World, name: str) -> str:
    return browser.get(f"/students/{world.students[name].public_id}/").content.decode()


def test_the_list_shows_those_within_reach(world: World, sign_in: SignIn) -> None:
    assert "共" not in sign_in("chen").get("/students/").content.decode()
    assert "李小力" in sign_in("chen").get("/students/").content.decode()
    assert "赵小明" not in sign_in("chen").get("/students/").content.decode()
    assert "赵小明" in sign_in("gao").get("/students/").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=小红", {"钱小红"}),
        ("q=qxh", {"钱小红"}),
        ("q=sunxiao", {"孙小刚"}),
        ("q=S1003", {"孙小刚"}),
        ("boarding=yes", {"孙小刚"}),
        ("boarding=no", {"赵小明", "钱小红", "李小力"}),
        ("order=nonsense", {"赵小明", "钱小红", "孙小刚", "李小力"}),
        ("q=郑", set()),
    ],
)
def test_the_list_is_searched_and_filtered(query: str, found: set[str], world: World, sign_in: SignIn) -> None:
    Student.unscoped.filter(name="孙小刚").update(boarding=True)
    page = sign_in("shen").get(f"/students/?{query}")
    assert {student.name for student in page.context["page"]} == found


def test_the_list_is_filtered_by_grade_and_class(world: World, sign_in: SignIn) -> None:
    browser = sign_in("shen")
    by_grade = browser.get(f"/students/?grade={world.grades['g11'].public_id}").context["page"]
    by_class = browser.get(f"/students/?group={world.classes['c102'].public_id}").context["page"]
    assert [student.name for student in by_grade] == ["李小力"]
    assert [student.name for student in by_class] == ["孙小刚"]


def test_fifty_rows_cost_at_most_twelve_statements(world: World, sign_in: SignIn) -> None:
    group = world.classes["c101"]
    Student.unscoped.bulk_create(
        Student(school=group.school, class_group=group, number=f"B{n}", name=f"周{n}", sort_key=name_sort_key(f"周{n}"))
        for n in range(60)
    )
    browser = sign_in("shen")
    with CaptureQueriesContext(connection) as asked:
        page = browser.get("/students/")
    assert len(page.context["page"].object_list) == 50
    assert len(asked) <= 12, "\n".join(query["sql"][:160] for query in asked)


def test_a_subject_teacher_reads_the_directory_but_neither_needs_nor_guardians(world: World, sign_in: SignIn) -> None:
    Student.unscoped.filter(name="赵小明").update(interests=["篮球"], needs=["心理疏导"])
    page = page_of(sign_in("li"), world, "xiaoming")
    assert "篮球" in page
    assert "心理疏导" not in page
    assert "19900000001" not in page
    assert verbs(world) == []


def test_the_homeroom_teacher_reads_needs_and_guardians_and_the_reading_is_kept_once(
    world: World, sign_in: SignIn
) -> None:
    Student.unscoped.filter(name="赵小明").update(needs=["心理疏导"])
    page = page_of(sign_in("wang"), world, "xiaoming")
    assert "心理疏导" in page
    assert "19900000001" in page
    entry = Entry.unscoped.get()
    assert (entry.verb, entry.actor_name) == ("guardians.read", "王海燕")
    assert (entry.kind, entry.subject) == ("student", world.students["xiaoming"].public_id)


def test_a_student_without_guardians_leaves_no_reading(world: World, sign_in: SignIn) -> None:
    page_of(sign_in("wang"), world, "xiaohong")
    assert verbs(world) == []


def test_a_student_joins_into_a_class(world: World, sign_in: SignIn) -> None:
    form = {
        "name": "周新雨", "number": "S2001", "gender": "female", "boarding": "on",
        "group": world.classes["c102"].public_id, "on": "2026-09-08",
    }  # fmt: skip
    assert sign_in("shen").post("/students/new/", form).status_code == 303
    student = Student.unscoped.get(number="S2001")
    assert (student.boarding, student.joined_on, student.sort_key) == (True, date(2026, 9, 8), "zhou xin1 yu3")
    assert enrolments(student) == [("高一(2)班", date(2026, 9, 8), None)]


def test_a_number_that_somebody_has_is_refused_at_its_field(world: World, sign_in: SignIn) -> None:
    form = {"name": "赵小明", "number": "S1002", "gender": "male"}
    answer = sign_in("shen").post(f"/students/{world.students['xiaoming'].public_id}/edit/", form)
    assert answer.status_code == 422
    assert "这个编号已经属于另一个人" in answer.content.decode()
    assert Student.unscoped.get(name="赵小明").number == "S1001"


def test_a_corrected_name_reaches_the_account(world: World, sign_in: SignIn) -> None:
    form = {"name": "赵晓明", "number": "S1001", "gender": "male"}
    sign_in("shen").post(f"/students/{world.students['xiaoming'].public_id}/edit/", form)
    student = Student.unscoped.select_related("account").get(school=world.schools["mingde"], number="S1001")
    assert student.account is not None
    assert (student.name, student.account.name) == ("赵晓明", "赵晓明")


def test_a_move_ends_one_enrolment_where_the_next_begins(world: World, sign_in: SignIn) -> None:
    form = {"group": world.classes["c102"].public_id, "on": "2026-09-07"}
    sign_in("shen").post(f"/students/{world.students['xiaoming'].public_id}/move/", form)
    student = Student.unscoped.get(name="赵小明")
    assert student.class_group == world.classes["c102"]
    assert enrolments(student) == [
        ("高一(1)班", date(2026, 9, 1), date(2026, 9, 7)),
        ("高一(2)班", date(2026, 9, 7), None),
    ]


def test_a_move_on_the_first_day_replaces_the_class(world: World) -> None:
    student = world.students["xiaoming"]
    move_student(by=as_viewer(world, "shen"), student=student, to=world.classes["c102"], on=date(2026, 9, 1), now=NOW)
    assert enrolments(student) == [("高一(2)班", date(2026, 9, 1), None)]


def test_a_move_before_the_present_enrolment_is_refused(world: World) -> None:
    with pytest.raises(EarlierThanEnrolmentError):
        move_student(
            by=as_viewer(world, "shen"), student=world.students["xiaoming"], to=world.classes["c102"],
            on=date(2026, 8, 31), now=NOW,
        )  # fmt: skip
    assert Student.unscoped.get(name="赵小明").class_group == world.classes["c101"]


def test_a_move_in_the_future_waits_for_its_day(world: World, sign_in: SignIn) -> None:
    form = {"group": world.classes["c102"].public_id, "on": "2026-09-11"}
    answer = sign_in("shen").post(f"/students/{world.students['xiaoming'].public_id}/move/", form)
    assert answer.status_code == 422
    assert "请填今天或以前的日期" in answer.content.decode()


def test_who_leaves_is_off_the_lists_and_can_rejoin(world: World, sign_in: SignIn) -> None:
    browser, student = sign_in("shen"), world.students["xiaoming"]
    address = f"/students/{student.public_id}"
    browser.post(f"{address}/leave/", {"on": "2026-09-05"})
    assert "赵小明" not in browser.get("/students/").content.decode()
    assert "赵小明" in browser.get("/students/?left=on").content.decode()
    assert "赵小明" not in sign_in("wang").get("/students/?left=on").content.decode()
    browser.post(f"{address}/rejoin/", {"group": world.classes["c102"].public_id, "on": "2026-09-09"})
    assert enrolments(student) == [
        ("高一(1)班", date(2026, 9, 1), date(2026, 9, 5)),
        ("高一(2)班", date(2026, 9, 9), None),
    ]
    assert verbs(world) == ["student.left", "student.rejoined"]


def test_nobody_leaves_twice(world: World) -> None:
    viewer, student = as_viewer(world, "shen"), world.students["xiaoming"]
    let_student_leave(by=viewer, student=student, on=date(2026, 9, 5), now=NOW)
    with pytest.raises(NotEnrolledError):
        let_student_leave(by=viewer, student=student, on=date(2026, 9, 6), now=NOW)
    assert Student.unscoped.get(pk=student.pk).left_on == date(2026, 9, 5)


def test_a_guardian_of_the_same_name_and_phone_is_the_same_person(world: World, sign_in: SignIn) -> None:
    form = {"name": "刘桂芳", "phone": "19900000001", "relation": "mother"}
    sign_in("shen").post(f"/students/{world.students['xiaohong'].public_id}/guardians/new/", form)
    assert Guardian.unscoped.filter(name="刘桂芳").count() == 1
    wards = Guardianship.unscoped.filter(guardian=world.guardians["zhaoma"]).values_list("student__name", flat=True)
    assert set(wards) == {"赵小明", "李小力", "钱小红"}


def test_a_guardian_twice_at_one_student_is_refused(world: World, sign_in: SignIn) -> None:
    form = {"name": "刘桂芳", "phone": "19900000001", "relation": "mother"}
    answer = sign_in("shen").post(f"/students/{world.students['xiaoming'].public_id}/guardians/new/", form)
    assert answer.status_code == 422
    assert "已经登记在这名学生名下" in answer.content.decode()


def test_a_new_phone_holds_for_all_children_and_the_relation_for_this_one(world: World, sign_in: SignIn) -> None:
    guardian, student = world.guardians["zhaoma"], world.students["xiaoming"]
    form = {"name": "刘桂芳", "phone": "19900000009", "relation": "mother"}
    sign_in("shen").post(f"/students/{student.public_id}/guardians/{guardian.public_id}/", form)
    guardian.refresh_from_db()
    assert guardian.phone == "19900000009"
    ties = dict(Guardianship.unscoped.filter(guardian=guardian).values_list("student__name", "relation"))
    assert ties == {"赵小明": "mother", "李小力": "other"}
    assert "19900000009" not in str(Entry.unscoped.last().detail)


def test_a_guardianship_ends_for_one_child_only(world: World, sign_in: SignIn) -> None:
    guardian, student = world.guardians["zhaoma"], world.students["xiaoming"]
    sign_in("shen").post(f"/students/{student.public_id}/guardians/{guardian.public_id}/remove/")
    wards = Guardianship.unscoped.filter(guardian=guardian).values_list("student__name", flat=True)
    assert list(wards) == ["李小力"]


def test_a_student_writes_interests_and_needs_which_the_guardian_reads_in_part(world: World, sign_in: SignIn) -> None:
    form = {"interests_0": ["篮球"], "interests_1": "魔方、养蚕", "needs_0": ["心理疏导"], "languages_0": ["普通话"]}
    assert sign_in("xiaoming").post("/my-page/words/", form).status_code == 303
    assert Student.unscoped.get(name="赵小明").interests == ["篮球", "魔方", "养蚕"]
    own = sign_in("xiaoming").get("/my-page/").content.decode()
    family = sign_in("zhaoma").get(f"/my-page/{world.students['xiaoming'].public_id}/").content.decode()
    assert "心理疏导" in own
    assert "魔方" in family
    assert "心理疏导" not in family


def test_too_many_words_are_refused(world: World, sign_in: SignIn) -> None:
    answer = sign_in("xiaoming").post("/my-page/words/", {"interests_1": "、".join("甲乙丙丁戊己庚辛壬癸子丑寅")})
    assert answer.status_code == 422
    assert "最多填 12 项" in answer.content.decode()


def test_a_guardian_switches_between_children_and_sees_the_own_phone_only(world: World, sign_in: SignIn) -> None:
    Guardianship.unscoped.create(
        school=world.schools["mingde"], guardian=world.guardians["sunba"], student=world.students["xiaoming"]
    )
    page = sign_in("zhaoma").get(f"/my-page/{world.students['xiaoming'].public_id}/").content.decode()
    assert f"/my-page/{world.students['xiaoli'].public_id}/" in page
    assert "19900000001" in page
    assert "孙大山" in page
    assert "19900000002" not in page
