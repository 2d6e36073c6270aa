"""Signing in by school, name or number, and password."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import hashers
from django.test import Client
from django.utils import timezone

from liangshi.access.models import Attempt
from liangshi.access.services.throttle import OF_ACCOUNT
from liangshi.people.choices import Stage
from liangshi.people.models import Account
from liangshi.people.services.accounts import SetUpDraft, mark_demo, set_up
from tests.world import PASSWORD, TODAY, World

MINGDE = "清河市明德中学"


def enter(client: Client, who: str, password: str = PASSWORD, place: str | None = MINGDE, **extra):
    fields = {"who": who, "password": password} | ({"place": place} if place else {})
    return client.post("/sign-in/", fields, **extra)


def signed_in(client: Client) -> str | None:
    key = client.session.get("_auth_user_id")
    return Account.unscoped.get(pk=key).name if key else None


@pytest.mark.parametrize("who", ["S1001", "s1001", " S1001 ", "\uff33\uff11\uff10\uff10\uff11", "赵小明"])
def test_a_student_signs_in_by_number_or_name(world: World, who: str) -> None:
    client = Client()
    assert enter(client, who).status_code == 303
    assert signed_in(client) == "赵小明"


def test_a_guardian_signs_in_by_phone(world: World) -> None:
    client = Client()
    enter(client, "19900000001")
    assert signed_in(client) == "刘桂芳"


def test_a_bureau_officer_chooses_the_bureau(world: World) -> None:
    client = Client()
    enter(client, "冯远航", place="清河市教育局")
    assert signed_in(client) == "冯远航"


def test_numbers_belong_to_their_school(world: World) -> None:
    client = Client()
    enter(client, "S1001", place="育英")
    assert signed_in(client) == "郑天佑"


def text_of(response) -> str:
    """The page without what differs by nature: tokens, and the echo of what was typed."""
    page = re.sub(r'csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken": "[^"]*"', "", response.content.decode())
    return re.sub(r'name="who" value="[^"]*"', "", page)


def test_an_unknown_person_and_a_wrong_password_get_the_same_answer(world: World) -> None:
    answers = [
        enter(Client(), who, password) for who, password in (("查无此人", PASSWORD), ("赵小明", "wrong-password"))
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert text_of(answers[0]) == text_of(answers[1])
    assert "对不上" in answers[0].content.decode()


def test_an_unknown_person_costs_as_many_hashes_as_a_wrong_password(world: World, monkeypatch, settings) -> None:
    settings.PASSWORD_HASHERS = ["tests.access.counting.CountingHasher", *settings.PASSWORD_HASHERS]
    from tests.access.counting import CountingHasher

    hashers.get_hashers.cache_clear()
    hashers.get_hashers_by_algorithm.cache_clear()
    known = world.account("xiaoming")
    known.set_password(PASSWORD)
    known.save()
    waiting = world.account("xiaogang")
    waiting.password = hashers.make_password("abcdefgh2345", hasher="one_time")
    waiting.save()
    counts = []
    for who in ("S1001", "S1003", "查无此人", "S4444"):
        CountingHasher.computed = 0
        enter(Client(), who, "wrong-password")
        counts.append(CountingHasher.computed)
    assert counts == [1, 1, 1, 1]


def test_a_closed_account_is_like_an_unknown_one(world: World) -> None:
    Account.unscoped.filter(pk=world.account("xiaoming").pk).update(is_active=False)
    client = Client()
    assert "对不上" in enter(client, "S1001").content.decode()
    assert signed_in(client) is None


def test_namesakes_with_the_right_password_are_asked_for_the_number(world: World) -> None:
    Account.unscoped.filter(pk=world.account("xiaogang").pk).update(name="赵小明")
    client = Client()
    assert "不止一位叫这个名字" in enter(client, "赵小明").content.decode()
    assert signed_in(client) is None
    enter(client, "S1003")
    assert client.session["_auth_user_id"] == str(world.account("xiaogang").pk)


def test_namesakes_with_a_wrong_password_learn_nothing(world: World) -> None:
    Account.unscoped.filter(pk=world.account("xiaogang").pk).update(name="赵小明")
    assert "不止一位" not in enter(Client(), "赵小明", "wrong-password").content.decode()


def test_a_school_that_is_not_clear_is_asked_for_again(world: World) -> None:
    assert "有几所学校都含有这几个字" in enter(Client(), "S1001", place="清河市").content.decode()
    assert "没有找到这所学校" in enter(Client(), "S1001", place="月球中学").content.decode()


def test_the_school_is_remembered_on_the_device_and_can_be_changed(world: World) -> None:
    client = Client()
    assert 'name="place"' in client.get("/sign-in/").content.decode()
    enter(client, "S1001")
    client.post("/sign-out/")
    page = client.get("/sign-in/").content.decode()
    assert 'name="place"' not in page
    assert MINGDE in page
    assert enter(client, "S1001", place=None).status_code == 303
    client.post("/sign-out/")
    assert 'name="place"' in client.get("/sign-in/?elsewhere=1").content.decode()


@pytest.mark.django_db
def test_an_installation_with_one_school_does_not_ask_for_it() -> None:
    set_up(
        draft=SetUpDraft(MINGDE, Stage.SENIOR, "清河市", "顾一鸣", "T001", PASSWORD), today=TODAY, now=timezone.now()
    )
    client = Client()
    page = client.get("/sign-in/").content.decode()
    assert 'name="place"' not in page
    assert "换一所学校" not in page
    assert enter(client, "T001", place=None).status_code == 303


def test_after_too_many_tries_one_is_told_how_long_to_wait(world: World) -> None:
    for _ in range(OF_ACCOUNT):
        assert "对不上" in enter(Client(), "S1001", "wrong-password").content.decode()
    refused = enter(Client(), "S1001")
    assert refused.status_code == 422
    assert "请 15 分钟后再试" in refused.content.decode()
    other = Client()
    enter(other, "S1003")
    assert signed_in(other) == "孙小刚"


def test_waiting_helps(world: World) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(OF_ACCOUNT):
            enter(Client(), "S1001", "wrong-password")
        clock.shift(timedelta(minutes=9))
        assert "请 6 分钟后再试" in enter(Client(), "S1001").content.decode()
        clock.shift(timedelta(minutes=7))
        client = Client()
        enter(client, "S1001")
        assert signed_in(client) == "赵小明"
    assert not Attempt.unscoped.exists()


def test_unknown_people_are_throttled_alike(world: World) -> None:
    for _ in range(OF_ACCOUNT):
        enter(Client(), "S4444", "wrong-password")
    assert "分钟后再试" in enter(Client(), "S4444", "wrong-password").content.decode()


def test_an_address_that_floods_is_stopped(world: World, monkeypatch) -> None:
    monkeypatch.setattr("liangshi.access.services.throttle.OF_ADDRESS", 3)
    for number in range(3):
        enter(Client(), f"S5{number}", "wrong-password", REMOTE_ADDR="192.0.2.7")
    assert "分钟后再试" in enter(Client(), "S1001", REMOTE_ADDR="192.0.2.7").content.decode()
    assert enter(Client(), "S1001", REMOTE_ADDR="192.0.2.8").status_code == 303


def test_one_goes_on_to_the_page_that_was_asked_for_but_not_elsewhere(world: World) -> None:
    client = Client()
    assert client.get("/account/").headers["Location"] == "/sign-in/?next=/account/"
    fields = {"who": "S1001", "password": PASSWORD, "place": MINGDE}
    assert client.post("/sign-in/?next=/account/", fields).headers["Location"] == "/account/"
    outside = Client().post("/sign-in/?next=https://example.org/", fields)
    assert outside.headers["Location"] == "/"


def test_signing_out_ends_the_session(world: World) -> None:
    client = Client()
    enter(client, "S1001")
    client.post("/sign-out/")
    assert client.get("/account/").status_code == 302


def test_in_a_demo_one_tap_signs_in_and_outside_a_demo_there_is_no_such_door(world: World, settings) -> None:
    mark_demo(accounts={"校长": world.account("lin")})
    address = f"/sign-in/demo/{world.account('lin').public_id}/"
    assert "林知远" not in Client().get("/sign-in/").content.decode()
    assert Client().post(address).status_code == 404
    settings.DEMO = True
    client = Client()
    assert "校长 · 林知远" in client.get("/sign-in/").content.decode()
    client.post(address)
    assert signed_in(client) == "林知远"
    unmarked = world.account("shen").public_id
    assert Client().post(f"/sign-in/demo/{unmarked}/").status_code == 404


def test_one_tap_leads_back_to_the_page_that_was_asked_for(world: World, settings) -> None:
    settings.DEMO = True
    mark_demo(accounts={"校长": world.account("lin")})
    client = Client()
    page = client.get("/sign-in/?next=/account/%3Fa%3D1").content.decode()
    (address,) = re.findall(r'action="(/sign-in/demo/[^"]+)"', page)
    assert client.post(address).headers["Location"] == "/account/?a=1"


def test_the_sign_in_page_takes_few_statements(world: World, settings, django_assert_max_num_queries) -> None:
    settings.DEMO = True
    with django_assert_max_num_queries(5):
        Client().get("/sign-in/")


def test_a_page_of_staff_takes_few_statements_for_the_frame(sign_in, django_assert_max_num_queries) -> None:
    client = sign_in("wang")
    with django_assert_max_num_queries(8):
        client.get("/account/password/")
