"""Accounts in bulk, one-time passwords, the first administrator."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.hashers import check_password

from liangshi.access.queries import viewer_of
from liangshi.audit.models import Entry
from liangshi.audit.queries import first_broken_position
from liangshi.domain.access import Capability, Role, Viewer
from liangshi.foundation.sorting import name_sort_key
from liangshi.people.choices import Stage
from liangshi.people.models import Account, Guardian, Region, School, Staff, Student
from liangshi.people.queries.accounts import (
    SlipGroup,
    account_by_directory_entry,
    accounts_by_typed_name,
    demo_accounts,
    recipients,
    sign_in_places,
)
from liangshi.people.services.accounts import (
    AlreadySetUpError,
    SetUpDraft,
    ensure_accounts,
    issue_passwords,
    mark_demo,
    one_time_form,
    require_second_factor,
    set_up,
)
from tests.world import TODAY, World

NOW = datetime(2026, 9, 10, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DRAFT = SetUpDraft("清河市明德中学", Stage.SENIOR, "清河市", "顾一鸣", "T001", "梧桐-river-29")


def viewer(world: World, name: str) -> Viewer:
    return viewer_of(world.account(name), TODAY)


def newcomers(world: World, count: int) -> list[Student]:
    school = world.schools["mingde"]
    return Student.unscoped.bulk_create(
        Student(
            school=school, number=f"S2{n:03}", name=f"新同学{n}", sort_key=f"xin {n}", class_group=world.classes["c101"]
        )
        for n in range(count)
    )


def test_each_person_gets_an_account_by_number_or_phone(world: World) -> None:
    school = world.schools["mingde"]
    student = newcomers(world, 1)[0]
    teacher = Staff.unscoped.create(school=school, number="T099", name="白露", sort_key="bai lu")
    guardian = Guardian.unscoped.create(school=school, name="周大宝", sort_key="zhou", phone="19900000009")
    made = ensure_accounts(by=viewer(world, "shen"), school=school, people=[student, teacher, guardian], now=NOW)
    assert made == 3
    stored = Student.unscoped.get(pk=student.pk).account, Staff.unscoped.get(pk=teacher.pk).account
    assert [account.username for account in stored] == ["mingde:S2000", "mingde:T099"]
    assert Guardian.unscoped.get(pk=guardian.pk).account.number == "19900000009"
    assert not stored[0].has_usable_password()


def test_a_second_run_makes_nothing_and_leaves_no_entry(world: World) -> None:
    school, people = world.schools["mingde"], newcomers(world, 3)
    ensure_accounts(by=None, school=school, people=people, now=NOW)
    entries = Entry.unscoped.count()
    again = list(Student.unscoped.filter(school=school))
    assert ensure_accounts(by=None, school=school, people=again, now=NOW) == 0
    assert Entry.unscoped.count() == entries


def test_a_number_that_is_taken_gets_a_suffix(world: World) -> None:
    school = world.schools["mingde"]
    mother = Guardian.unscoped.create(school=school, name="赵大山", sort_key="zhao", phone="19900000001")
    ensure_accounts(by=None, school=school, people=[mother], now=NOW)
    assert mother.account.number == "19900000001-2"
    ensure_accounts(by=None, school=school, people=[mother], now=NOW)
    assert Account.unscoped.get(pk=mother.account.pk).number == "19900000001-2"


def test_an_account_follows_a_new_name_and_number_and_closes_with_leaving(world: World) -> None:
    school, student = world.schools["mingde"], world.students["xiaoming"]
    student.name, student.number = "赵晓明", "S9001"
    ensure_accounts(by=None, school=school, people=[student], now=NOW)
    account = Account.unscoped.get(pk=student.account_id)
    assert (account.name, account.username, account.is_active) == ("赵晓明", "mingde:S9001", True)
    student.left_on = TODAY
    ensure_accounts(by=None, school=school, people=[student], now=NOW)
    assert not Account.unscoped.get(pk=student.account_id).is_active


def test_many_accounts_take_few_statements(world: World, django_assert_max_num_queries) -> None:
    people = newcomers(world, 150)
    with django_assert_max_num_queries(16):
        ensure_accounts(by=None, school=world.schools["mingde"], people=people, now=NOW)


def test_a_one_time_password_is_stored_as_a_hash_only_and_must_be_changed(world: World) -> None:
    account = world.account("xiaoming")
    slip = issue_passwords(
        by=viewer(world, "shen"),
        school=world.schools["mingde"],
        accounts=[account],
        valid_days=7,
        group="person",
        now=NOW,
    )[0]
    stored = Account.unscoped.get(pk=account.pk)
    assert len(one_time_form(slip.password)) == 12
    assert slip.password not in stored.password
    assert check_password(one_time_form(slip.password), stored.password)
    assert stored.must_change_password
    assert stored.password_expires_at == NOW + timedelta(days=7)
    entry = Entry.unscoped.get(verb="passwords.issued")
    assert entry.detail["accounts"] == [account.public_id]
    assert slip.password not in str(entry.detail)
    assert first_broken_position(world.schools["mingde"].pk) is None


def test_issuing_again_voids_the_former(world: World) -> None:
    account, by, school = world.account("xiaoming"), viewer(world, "shen"), world.schools["mingde"]
    first = issue_passwords(by=by, school=school, accounts=[account], valid_days=7, group="person", now=NOW)[0]
    issue_passwords(by=by, school=school, accounts=[account], valid_days=7, group="person", now=NOW)
    assert not check_password(one_time_form(first.password), Account.unscoped.get(pk=account.pk).password)


def test_accounts_of_another_school_and_closed_ones_get_nothing(world: World) -> None:
    closed = world.account("xiaogang")
    closed.is_active = False
    issued = issue_passwords(
        by=viewer(world, "shen"), school=world.schools["mingde"], accounts=[world.account("zheng"), closed],
        valid_days=7, group="person", now=NOW,
    )  # fmt: skip
    assert issued == []


def names(world: World, who: str, group: SlipGroup, typed: str = "", class_group: str = "") -> list[str]:
    found = recipients(viewer(world, who), group, class_group=world.classes.get(class_group), typed=typed, today=TODAY)
    return [one.person.name for one in found]


def test_slips_reach_a_class_its_guardians_or_one_person(world: World) -> None:
    assert names(world, "shen", SlipGroup.CLASS_STUDENTS, class_group="c101") == ["钱小红", "赵小明"]
    assert names(world, "shen", SlipGroup.CLASS_GUARDIANS, class_group="c102") == ["孙大山"]
    assert names(world, "shen", SlipGroup.PERSON, typed="S1003") == ["孙小刚"]
    assert names(world, "shen", SlipGroup.PERSON, typed="19900000001") == ["刘桂芳"]
    assert names(world, "shen", SlipGroup.PERSON) == []


def test_a_coordinator_gives_no_password_to_administrator_principal_or_self(world: World) -> None:
    given = names(world, "shen", SlipGroup.STAFF)
    assert "王海燕" in given
    assert not {"顾一鸣", "林知远", "沈若兰"} & set(given)
    assert {"林知远", "沈若兰"} <= set(names(world, "gu", SlipGroup.STAFF))


def test_a_number_wins_over_a_name_and_namesakes_are_all_found(world: World) -> None:
    place = next(place for place in sign_in_places() if place.school == world.schools["mingde"].pk)
    world.students["xiaohong"].account.name = "赵小明"
    world.students["xiaohong"].account.save()
    assert [account.number for account in accounts_by_typed_name(place, "赵小明")] == ["S1001", "S1002"]
    assert [account.number for account in accounts_by_typed_name(place, "s1001")] == ["S1001"]


def test_places_are_schools_and_bureaus_with_officers(world: World) -> None:
    Region.objects.create(name="无人区")
    assert [place.name for place in sign_in_places()] == ["清河市明德中学", "清河市育英小学", "清河市教育局"]


def test_a_directory_entry_means_one_account_of_the_school_or_none(world: World) -> None:
    school = world.schools["mingde"]
    Staff.unscoped.filter(pk=world.staff["wang"].pk).update(phone="19900000077")
    assert account_by_directory_entry(school, "T006", "") == world.account("wang")
    assert account_by_directory_entry(school, "", "19900000077") == world.account("wang")
    assert account_by_directory_entry(school, "", "19900000001") == world.account("zhaoma")
    assert account_by_directory_entry(world.schools["yuying"], "T006", "19900000077") is None
    assert account_by_directory_entry(school, "T006", "19900000001") is None
    assert account_by_directory_entry(school, "", "") is None


def test_demo_accounts_are_those_that_were_marked(world: World) -> None:
    assert list(demo_accounts()) == []
    mark_demo(accounts={"校长": world.account("lin"), "学生": world.account("xiaoming")})
    assert [account.demo_label for account in demo_accounts()] == ["校长", "学生"]


def test_the_second_factor_rule_is_changed_once_and_audited(world: World) -> None:
    school = world.schools["mingde"]
    for _ in range(2):
        require_second_factor(by=viewer(world, "shen"), school=school, required=True, now=NOW)
    assert School.unscoped.get(pk=school.pk).staff_second_factor
    assert Entry.unscoped.filter(verb="second_factor.required").count() == 1


@pytest.mark.django_db
def test_set_up_makes_school_and_administrator() -> None:
    account = set_up(draft=DRAFT, today=TODAY, now=NOW)
    viewer = viewer_of(account, TODAY)
    assert Role.ADMINISTRATOR in viewer.roles
    assert viewer.can(Capability.ISSUE_PASSWORDS)
    assert account.school.name == "清河市明德中学"
    assert account.school.region.name == "清河市"
    assert account.check_password("梧桐-river-29")
    assert Staff.unscoped.get(account=account).sort_key == name_sort_key("顾一鸣")


def test_set_up_is_refused_where_an_account_exists(world: World) -> None:
    with pytest.raises(AlreadySetUpError):
        set_up(draft=DRAFT, today=TODAY, now=NOW)
    assert not School.unscoped.filter(code="school").exists()
