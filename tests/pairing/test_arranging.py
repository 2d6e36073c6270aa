"""What the school arranges: pairs of before, assigned pairs, groups within classes, splits, and what the plan says."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liangshi.pairing.choices import CameAbout, KeptOrigin, KeptTreatment, PhaseKind, RoundWay
from liangshi.pairing.models import Candidate, ClosedInput, KeptPair, MentorLimit, Pairing, RoundMentor, StudyGroup
from liangshi.pairing.services.groups import (
    NotGroupedError,
    NotTheirTeacherError,
    divide_class,
    give_group,
    move_to_group,
)
from liangshi.pairing.services.kept import (
    NotTogetherError,
    RelatedError,
    ReleaseNeedsReasonError,
    assign,
    draw_former_pairs,
    treat,
)
from liangshi.pairing.services.planning import room_for_all
from liangshi.pairing.services.splits import adopt_splits
from liangshi.people.models import ClassGroup, DeclaredRelative, Grade, Student
from tests.pairing.conftest import NOW, Running, by

SignIn = Callable[[str], Client]


def former(running: Running, student: str, mentor: str, ends_on: date | None = None) -> Pairing:
    return Pairing.unscoped.create(
        school=running.round.school, student=running.world.students[student], mentor=running.world.staff[mentor],
        starts_on=date(2025, 9, 1), ends_on=ends_on, came_about=CameAbout.WISH, created_at=NOW,
    )  # fmt: skip


def test_pairs_of_last_year_are_taken_over_once_without_relatives(running: Running) -> None:
    shen = by(running.world, "shen")
    former(running, "xiaoming", "gao")
    former(running, "xiaohong", "wang", ends_on=date(2026, 7, 10))
    former(running, "xiaogang", "li", ends_on=date(2025, 12, 1))
    DeclaredRelative.unscoped.create(
        school=running.round.school, staff=running.world.staff["wang"],
        student=running.world.students["xiaohong"], relation="母女",
    )  # fmt: skip
    assert draw_former_pairs(by=shen, round_=running.round, now=NOW) == 1
    pair = KeptPair.unscoped.get()
    assert (pair.candidate, pair.origin) == (running.candidates["xiaoming"], KeptOrigin.FORMER)
    assert pair.treatment == KeptTreatment.PREFER
    assert draw_former_pairs(by=shen, round_=running.round, now=NOW) == 0


def test_releasing_a_pair_needs_a_reason(running: Running) -> None:
    shen = by(running.world, "shen")
    former(running, "xiaoming", "gao")
    draw_former_pairs(by=shen, round_=running.round, now=NOW)
    pair = KeptPair.unscoped.select_related("round").get()
    with pytest.raises(ReleaseNeedsReasonError):
        treat(by=shen, pair=pair, treatment=KeptTreatment.RELEASE, reason="", now=NOW)
    treat(by=shen, pair=pair, treatment=KeptTreatment.RELEASE, reason="学生想换一位", now=NOW)
    assert KeptPair.unscoped.get().reason == "学生想换一位"


def test_the_school_assigns_students_to_a_mentor(running: Running) -> None:
    shen = by(running.world, "shen")
    two = [running.candidates["xiaoming"], running.candidates["xiaohong"]]
    assert assign(by=shen, candidates=two, mentor=running.mentors["gao"], reason="竞赛小组", now=NOW) == 2
    with pytest.raises(NotTogetherError):
        assign(by=shen, candidates=two[:1], mentor=running.mentors["li"], reason="竞赛小组", now=NOW)
    DeclaredRelative.unscoped.create(
        school=running.round.school, staff=running.world.staff["li"],
        student=running.world.students["xiaogang"], relation="叔侄",
    )  # fmt: skip
    with pytest.raises(RelatedError):
        assign(
            by=shen, candidates=[running.candidates["xiaogang"]], mentor=running.mentors["li"], reason="就近", now=NOW
        )
    assert KeptPair.unscoped.count() == 2


def test_the_coordinator_assigns_in_the_browser(running: Running, sign_in: SignIn) -> None:
    former(running, "xiaohong", "wang")
    browser, address = sign_in("shen"), f"/rounds/{running.round.public_id}/kept/"
    assert "有 1 对上一轮的师生" in browser.get(address).content.decode()
    browser.post(f"{address}draw/")
    filled = {
        "mentor": running.mentors["gao"].public_id, "candidates": [running.candidates["xiaoming"].public_id],
        "reason": "竞赛小组",
    }  # fmt: skip
    assert browser.post(f"{address}assign/", filled | {"reason": ""}).status_code == 422
    assert browser.post(f"{address}assign/", filled).status_code == 303
    page = browser.get(address).content.decode()
    assert "学校安排" in page
    assert "上一轮的师生" in page
    pair = KeptPair.unscoped.get(origin=KeptOrigin.FORMER)
    browser.post(f"{address}{pair.public_id}/", {"treatment": "keep"})
    pair.refresh_from_db()
    assert pair.treatment == KeptTreatment.KEEP


def test_students_to_assign_are_found_by_class_and_name_page_by_page(running: Running, sign_in: SignIn) -> None:
    world = running.world
    browser, address = sign_in("shen"), f"/rounds/{running.round.public_id}/kept/assign/"

    def shown(query: str) -> set[str]:
        page = browser.get(address + query).content.decode()
        return {student.name for student in world.students.values() if f"<strong>{student.name}</strong>" in page}

    everybody = {row.student.name for row in running.candidates.values()}
    assert shown("") == everybody
    group = world.classes["c101"]
    inside = set(Student.unscoped.filter(class_group=group).values_list("name", flat=True))
    assert shown(f"?group={group.public_id}") == inside & everybody
    assert shown("?q=赵小明") == {"赵小明"}
    assert shown(f"?grade={world.grades['g10'].public_id}&q=没有这个人") == set()
    nobody = {"mentor": running.mentors["gao"].public_id, "reason": "竞赛小组"}
    assert "请勾选至少一名学生" in browser.post(address, nobody).content.decode()


def test_the_list_of_those_to_assign_costs_few_statements(running: Running, sign_in: SignIn) -> None:
    group, round_ = running.world.classes["c101"], running.round
    students = Student.unscoped.bulk_create(
        Student(school=round_.school, class_group=group, number=f"B{n:03}", name=f"同学{n}", sort_key=f"t{n:03}")
        for n in range(60)
    )
    Candidate.unscoped.bulk_create(
        Candidate(school=round_.school, round=round_, student=student, joined_at=NOW) for student in students
    )
    browser = sign_in("shen")
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(f"/rounds/{round_.public_id}/kept/assign/").content.decode()
    assert len(asked) <= 12
    assert "第 1 页，共 2 页" in page


@pytest.fixture
def grouped(start_with: Callable[..., Running]) -> Running:
    """A round by groups within classes; 高一(1)班 has twelve more students."""
    running = start_with(way=RoundWay.CLASS_GROUP, name="班内分组")
    group = running.world.classes["c101"]
    students = Student.unscoped.bulk_create(
        Student(school=group.school, class_group=group, number=f"G{n}", name=f"同学{n}", sort_key=f"{n:03}")
        for n in range(12)
    )
    Candidate.unscoped.bulk_create(
        Candidate(school=group.school, round=running.round, student=student, joined_at=NOW) for student in students
    )
    return running


def test_a_class_is_divided_into_groups_of_nearly_equal_size(grouped: Running) -> None:
    shen, group = by(grouped.world, "shen"), grouped.world.classes["c101"]
    assert divide_class(by=shen, round_=grouped.round, class_group=group, size=6, now=NOW) == 2
    sizes = [Candidate.unscoped.filter(study_group=one).count() for one in StudyGroup.unscoped.all()]
    assert sizes == [7, 7]
    assert divide_class(by=shen, round_=grouped.round, class_group=group, size=4, now=NOW) == 3
    assert StudyGroup.unscoped.count() == 3


def test_a_group_gets_one_of_its_own_subject_teachers(grouped: Running) -> None:
    shen, group = by(grouped.world, "shen"), grouped.world.classes["c101"]
    divide_class(by=shen, round_=grouped.round, class_group=group, size=6, now=NOW)
    first = StudyGroup.unscoped.select_related("round").first()
    assert first is not None
    with pytest.raises(NotTheirTeacherError):
        give_group(by=shen, group=first, mentor=grouped.mentors["gao"], now=NOW)
    give_group(by=shen, group=first, mentor=grouped.mentors["wang"], now=NOW)
    assert StudyGroup.unscoped.get(pk=first.pk).mentor == grouped.mentors["wang"]
    with pytest.raises(NotGroupedError):
        move_to_group(by=shen, candidates=[grouped.candidates["xiaogang"]], group=first, now=NOW)


def test_groups_are_arranged_in_the_browser(grouped: Running, sign_in: SignIn) -> None:
    browser, address = sign_in("shen"), f"/rounds/{grouped.round.public_id}/groups/"
    assert "未分组" in browser.get(address).content.decode()
    group = grouped.world.classes["c101"].public_id
    browser.post(f"{address}divide/", {"class_group": group, "size": "1"})
    assert not StudyGroup.unscoped.exists()
    browser.post(f"{address}divide/", {"class_group": group, "size": "6"})
    first = StudyGroup.unscoped.first()
    assert first is not None
    members = [row.public_id for row in Candidate.unscoped.filter(study_group=first)]
    other = Candidate.unscoped.exclude(study_group=first).filter(student__name__startswith="同学").first()
    assert other is not None
    filled = {"mentor": grouped.mentors["wang"].public_id, "members": [*members, other.public_id]}
    assert browser.post(f"{address}{first.public_id}/", filled).status_code == 303
    assert "王海燕" in browser.get(address).content.decode()
    other.refresh_from_db()
    assert other.study_group == first


def test_groups_belong_to_rounds_that_go_by_groups(running: Running) -> None:
    with pytest.raises(NotGroupedError):
        divide_class(
            by=by(running.world, "shen"),
            round_=running.round,
            class_group=running.world.classes["c101"],
            size=6,
            now=NOW,
        )


def test_the_plan_says_that_there_is_room(running: Running, sign_in: SignIn) -> None:
    assert room_for_all(running.round).short == 0
    page = sign_in("lin").get(f"/rounds/{running.round.public_id}/plan/").content.decode()
    assert "够。共需 3 个名额，现有 15 个" in page
    assert "最少 1 名就够" in page


def test_a_shortage_is_named_in_words(running: Running, sign_in: SignIn) -> None:
    for name in ("gao", "wang", "li"):
        MentorLimit.unscoped.create(
            school=running.round.school, mentor=running.mentors[name], class_group=running.world.classes["c101"]
        )
    room = room_for_all(running.round)
    assert room.short == 1
    (shortage,) = room.shortages
    assert (shortage.classes, shortage.students, shortage.mentors) == ((("高一(2)班", 1),), ("孙小刚",), ())
    page = sign_in("shen").get(f"/rounds/{running.round.public_id}/plan/").content.decode()
    assert "没有一位导师能带他们" in page
    assert "孙小刚" in page


def test_what_stands_in_the_way_is_named_with_its_people(running: Running, sign_in: SignIn) -> None:
    RoundMentor.unscoped.filter(pk=running.mentors["gao"].pk).update(quota=1)
    two = [running.candidates["xiaoming"], running.candidates["xiaohong"]]
    assign(by=by(running.world, "shen"), candidates=two, mentor=running.mentors["gao"], reason="竞赛", now=NOW)
    page = sign_in("shen").get(f"/rounds/{running.round.public_id}/plan/").content.decode()
    assert "高建平 保留的学生已超过名额（1 名）" in page
    running.over(*PhaseKind)
    sign_in("shen").post(f"/rounds/{running.round.public_id}/plan/close/")
    assert not ClosedInput.unscoped.exists()


def test_suggested_splits_are_adopted_with_one_tap(
    start_with: Callable[..., Running], running: Running, sign_in: SignIn
) -> None:
    world = running.world
    both = start_with(grades=(world.grades["g10"], world.grades["g11"]), name="两个年级")
    _crowd(both, "g10", 6)
    _crowd(both, "g11", 5)
    MentorLimit.unscoped.create(school=both.round.school, mentor=both.mentors["gao"], grade=world.grades["g10"])
    room = room_for_all(both.round)
    assert {split.mentor for split in room.splits} == {"王海燕", "李向东"}
    page = sign_in("shen").get(f"/rounds/{both.round.public_id}/plan/").content.decode()
    assert "按建议划分" in page
    assert sign_in("shen").post(f"/rounds/{both.round.public_id}/plan/split/").status_code == 303
    caps = RoundMentor.unscoped.get(pk=both.mentors["wang"].pk).caps
    assert {cap["name"] for cap in caps} == {"高一", "高二"}
    assert sum(cap["cap"] for cap in caps) == both.mentors["wang"].quota
    again = room_for_all(both.round)
    assert again.plan is not None
    assert adopt_splits(by=by(world, "shen"), round_=both.round, plan=again.plan, now=NOW) == len(again.splits)


def _crowd(running: Running, grade: str, number: int) -> None:
    row: Grade = running.world.grades[grade]
    group = ClassGroup.unscoped.filter(grade=row).first()
    students = Student.unscoped.bulk_create(
        Student(school=running.round.school, class_group=group, number=f"{grade}-{n}", name=f"{grade}{n}", sort_key="x")
        for n in range(number)
    )
    Candidate.unscoped.bulk_create(
        Candidate(school=running.round.school, round=running.round, student=one, joined_at=NOW) for one in students
    )


def test_the_input_is_closed_and_opened_again_in_the_browser(running: Running, sign_in: SignIn) -> None:
    browser, address = sign_in("shen"), f"/rounds/{running.round.public_id}/plan/"
    running.open(PhaseKind.ANSWER)
    browser.post(f"{address}close/")
    assert not ClosedInput.unscoped.exists()
    running.over(*PhaseKind)
    browser.post(f"{address}close/")
    closed = ClosedInput.unscoped.get()
    assert closed.digest in browser.get(address).content.decode()
    assert browser.post(f"{address}reopen/", {"reason": ""}).status_code == 422
    assert browser.post(f"{address}reopen/", {"reason": "漏登了一名转学生"}).status_code == 303
    assert "封存码" in browser.get(address).content.decode()
    closed.refresh_from_db()
    assert closed.reopened_reason == "漏登了一名转学生"
