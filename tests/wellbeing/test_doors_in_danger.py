"""The way to report a worry is open from every page, also from those where nothing else is."""

from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from liangshi.people.models import Account, School
from liangshi.wellbeing.models import Concern, HarmReport
from tests.wellbeing.concerns import draft
from tests.world import World

DOOR = 'href="/concerns/new/"'


def form_of(key: str) -> dict[str, str]:
    """What the browser sends."""
    given = draft(key)
    return {
        "client_key": key, "danger": given.danger, "facts": given.facts,
        "students-TOTAL_FORMS": "1", "students-INITIAL_FORMS": "0", "students-0-name": "赵小明",
        "students-0-part": "concerned", "students-0-text": "",
    }  # fmt: skip


@pytest.fixture(params=["password", "second factor"])
def at_the_door(request: pytest.FixtureRequest, world: World, sign_in: Callable[[str], Client]) -> Client:
    """李向东, who must choose a password first, or set up a second factor."""
    if request.param == "password":
        Account.unscoped.filter(pk=world.account("li").pk).update(must_change_password=True)
    else:
        School.unscoped.filter(pk=world.schools["mingde"].pk).update(staff_second_factor=True)
    return sign_in("li")


def test_before_a_new_password_and_a_second_factor_a_worry_is_written_and_acknowledged(at_the_door: Client) -> None:
    first = at_the_door.get("/", follow=True)
    assert DOOR in first.content.decode()
    assert at_the_door.get("/concerns/new/").status_code == 200
    answer = at_the_door.post("/concerns/new/", form_of("before-all"))
    assert answer.status_code == 303
    assert Concern.unscoped.get().sent_key == "before-all"
    assert at_the_door.get(answer["Location"]).status_code == 200
    assert at_the_door.get("/report-harm/").status_code == 200
    assert HarmReport.unscoped.exists()


@pytest.mark.parametrize("page", ["/concerns/", "/care/", "/students/", "/helplines/", "/search/?q=赵"])
def test_before_a_new_password_and_a_second_factor_nothing_else_opens(at_the_door: Client, page: str) -> None:
    assert at_the_door.get(page).status_code in {302, 303}


@pytest.mark.parametrize("name", ["wang", "xiaoming", "zhaoma", "lin", "gu"])
def test_a_page_that_does_not_exist_has_the_door(world: World, sign_in: Callable[[str], Client], name: str) -> None:
    answer = sign_in(name).get("/nowhere/")
    assert answer.status_code == 404
    assert DOOR in answer.content.decode()


def test_the_page_of_a_failure_has_the_door_and_numbers_to_phone(world: World) -> None:
    page = server_error(RequestFactory().get("/")).content.decode()
    assert DOOR in page
    assert all(number in page for number in ("110", "120", "12356"))
