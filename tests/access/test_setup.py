"""The first page of an empty installation."""

import pytest
from django.test import Client

from liangshi.people.models import Account
from tests.world import World

FIELDS = {
    "school": "清河市明德中学",
    "stage": "senior",
    "region": "清河市",
    "name": "顾一鸣",
    "number": "T001",
    "new_password": "梧桐-river-29",
    "again": "梧桐-river-29",
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/sign-in/", "/account/", "/notices/"])
def test_every_page_of_an_empty_installation_leads_to_its_set_up(address: str) -> None:
    response = Client().get(address)
    assert (response.status_code, response.headers["Location"]) == (303, "/setup/")


@pytest.mark.django_db
def test_the_first_administrator_is_made_and_signed_in_once_and_for_ever() -> None:
    client = Client()
    assert "这一页只出现一次" in client.get("/setup/").content.decode()
    assert client.post("/setup/", FIELDS).headers["Location"] == "/"
    assert "顾一鸣" in client.get("/").content.decode()
    assert client.get("/setup/").status_code == 404
    assert Client().post("/setup/", FIELDS).status_code == 404
    assert Account.unscoped.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"again": "something-else-9"}, "两次输入的不一样"),
        ({"new_password": "mingde2026!", "again": "mingde2026!"}, "学校的名字"),
        ({"new_password": "guyiming1990", "again": "guyiming1990"}, "您的名字"),
        ({"school": ""}, "这个字段是必填项"),
    ],
)
def test_what_is_missing_or_weak_is_said_and_nothing_is_stored(change: dict[str, str], words: str) -> None:
    response = Client().post("/setup/", FIELDS | change)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Account.unscoped.exists()


def test_there_is_no_set_up_once_an_account_exists(world: World) -> None:
    assert Client().get("/setup/").status_code == 404
