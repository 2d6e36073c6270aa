"""Roles are given and ended with dates; somebody can always administer the school."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from liangshi.domain.access import Role
from liangshi.people.models import RoleAppointment, Staff
from liangshi.people.services import AlreadyEndedError, LastAdministratorError, end_appointment
from tests.people.asking import as_viewer, verbs
from tests.people.conftest import NOW
from tests.world import TODAY, World

SignIn = Callable[[str], Client]


def form(world: World, name: str, role: str, **more: str) -> dict[str, str]:
    return {"staff": world.staff[name].public_id, "role": role, "starts_on": "2026-09-10", **more}


def appointment(world: World, name: str) -> RoleAppointment:
    return RoleAppointment.unscoped.get(account=world.account(name))


def end(world: World, name: str, on: date = TODAY) -> None:
    end_appointment(by=as_viewer(world, "gu"), appointment=appointment(world, name), on=on, now=NOW)


def test_a_grade_lead_reaches_the_grade_from_the_first_day(world: World, sign_in: SignIn) -> None:
    more = {"grade": world.grades["g11"].public_id}
    assert sign_in("gu").post("/roles/new/", form(world, "li", "grade_lead", **more)).status_code == 303
    viewer = as_viewer(world, "li")
    assert Role.GRADE_LEAD in viewer.roles
    assert viewer.grades == {world.grades["g11"].pk}
    assert verbs(world) == ["role.given"]


def test_a_role_to_come_is_shown_and_not_yet_worn(world: World, sign_in: SignIn) -> None:
    browser = sign_in("lin")
    browser.post("/roles/new/", {**form(world, "li", "counsellor"), "starts_on": "2026-10-01", "last": "2027-01-31"})
    assert Role.COUNSELLOR not in as_viewer(world, "li").roles
    page = browser.get("/roles/").content.decode()
    assert "尚未开始" in page
    assert "到2027年1月31日为止" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"role": "grade_lead"}, "请选择负责哪个年级"),
        ({"last": "2026-09-01"}, "不能早于开始的日期"),
        ({"role": "officer"}, "officer"),
        ({"staff": "nobodyatall"}, "选择"),
    ],
)
def test_a_wrong_appointment_is_refused(changes: dict[str, str], words: str, world: World, sign_in: SignIn) -> None:
    answer = sign_in("gu").post("/roles/new/", {**form(world, "li", "counsellor"), **changes})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not RoleAppointment.unscoped.filter(account=world.account("li")).exists()


def test_a_role_without_grades_refuses_one(world: World, sign_in: SignIn) -> None:
    more = {"grade": world.grades["g11"].public_id}
    answer = sign_in("gu").post("/roles/new/", form(world, "li", "counsellor", **more))
    assert "这个角色不分年级" in answer.content.decode()


def test_who_has_no_account_cannot_hold_a_role(world: World, sign_in: SignIn) -> None:
    Staff.unscoped.filter(pk=world.staff["li"].pk).update(account=None)
    answer = sign_in("gu").post("/roles/new/", form(world, "li", "counsellor"))
    assert "还没有账号" in answer.content.decode()


def test_the_same_role_twice_is_refused(world: World, sign_in: SignIn) -> None:
    answer = sign_in("gu").post("/roles/new/", form(world, "zhou", "counsellor"))
    assert answer.status_code == 422
    assert "现在已有这一角色" in answer.content.decode()


def test_an_ended_role_is_worn_no_more_and_stays_on_record(world: World, sign_in: SignIn) -> None:
    browser = sign_in("gu")
    address = f"/roles/{appointment(world, 'zhou').public_id}/end/"
    assert browser.post(address, {"on": "2026-09-10"}).status_code == 303
    assert Role.COUNSELLOR not in as_viewer(world, "zhou").roles
    assert "已结束的任职" in browser.get("/roles/").content.decode()
    assert verbs(world) == ["role.ended"]


def test_a_role_that_never_began_is_taken_back_whole(world: World) -> None:
    row = RoleAppointment.unscoped.create(
        account=world.account("li"), school=world.schools["mingde"], role="counsellor", starts_on=date(2026, 10, 1)
    )
    end_appointment(by=as_viewer(world, "gu"), appointment=row, on=TODAY, now=NOW)
    assert not RoleAppointment.unscoped.filter(account=world.account("li")).exists()


def test_a_role_ends_once(world: World) -> None:
    end(world, "zhou")
    with pytest.raises(AlreadyEndedError):
        end(world, "zhou")
    assert verbs(world) == ["role.ended"]


def test_the_last_administrator_stays(world: World, sign_in: SignIn) -> None:
    with pytest.raises(LastAdministratorError):
        end(world, "gu")
    answer = sign_in("gu").post(f"/roles/{appointment(world, 'gu').public_id}/end/", {"on": "2026-09-10"})
    assert answer.status_code == 422
    assert "最后一位系统管理员" in answer.content.decode()
    assert Role.ADMINISTRATOR in as_viewer(world, "gu").roles


def test_an_administrator_goes_once_another_is_there(world: World, sign_in: SignIn) -> None:
    sign_in("gu").post("/roles/new/", form(world, "li", "administrator"))
    end(world, "gu")
    assert Role.ADMINISTRATOR not in as_viewer(world, "gu").roles


@pytest.mark.parametrize("why", ["account closed", "has left", "ends soon"])
def test_another_who_cannot_act_does_not_count(why: str, world: World) -> None:
    li = world.account("li")
    ends_on = date(2026, 12, 1) if why == "ends soon" else None
    RoleAppointment.unscoped.create(
        account=li, school=world.schools["mingde"], role="administrator", starts_on=date(2026, 9, 1), ends_on=ends_on
    )
    if why == "account closed":
        li.is_active = False
        li.save()
    if why == "has left":
        Staff.unscoped.filter(account=li).update(left_on=TODAY)
    with pytest.raises(LastAdministratorError):
        end(world, "gu")
