"""One's own account: password, devices, e-mail address, language."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from liangshi.access.passwords import name_forms, school_forms
from liangshi.access.queries.sessions import device_words
from liangshi.access.services.sessions import clear_sessions
from liangshi.people.models import Account
from tests.access.test_sign_in import enter, signed_in
from tests.world import PASSWORD, World

NEW = "听雨-tower-81"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 MicroMessenger/8.0"


def change(client: Client, present: str = PASSWORD, new: str = NEW, again: str | None = None):
    return client.post("/account/password/", {"present": present, "new_password": new, "again": again or new})


def test_a_changed_password_keeps_this_device_and_ends_the_others(world: World) -> None:
    here, elsewhere = Client(), Client(HTTP_USER_AGENT=IPHONE)
    enter(here, "T006")
    enter(elsewhere, "T006")
    assert "苹果手机上的微信" in here.get("/account/").content.decode()
    assert change(here).status_code == 303
    page = here.get("/account/").content.decode()
    assert "其他设备已经退出" in page
    assert "苹果手机上的微信" not in page
    assert "这台设备" in page
    assert elsewhere.get("/account/").status_code == 302
    fresh = Client()
    enter(fresh, "T006", NEW)
    assert signed_in(fresh) == "王海燕"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"present": "wrong-password"}, "现在的密码不对"),
        ({"again": "another-secret-5"}, "两次输入的不一样"),
        ({"new": "wanghaiyan1985"}, "您的名字"),
        ({"new": "T006T006T006"}, "您的编号"),
        ({"new": "qwertyuiop"}, "键盘上"),
    ],
)
def test_a_password_is_not_changed_without_the_present_one_or_to_a_weak_one(world, sign_in, fields, words) -> None:
    response = change(sign_in("wang"), **fields)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert Account.unscoped.get(pk=world.account("wang").pk).check_password(PASSWORD)


def test_guessing_the_present_password_is_throttled(world: World, sign_in) -> None:
    client = sign_in("wang")
    for _ in range(8):
        change(client, present="wrong-password")
    assert "分钟后再试" in change(client).content.decode()


def test_a_guardian_does_not_choose_the_own_phone(world: World, sign_in) -> None:
    Account.unscoped.filter(pk=world.account("zhaoma").pk).update(number="G1")
    assert "电话号码" in change(sign_in("zhaoma"), new="19900000001a").content.decode()


def test_one_can_sign_out_elsewhere_or_everywhere(world: World) -> None:
    here, elsewhere = Client(), Client()
    enter(here, "T006")
    enter(elsewhere, "T006")
    here.post("/account/sessions/end/")
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    enter(elsewhere, "T006")
    here.post("/account/sessions/end/", {"everywhere": "1"})
    assert here.get("/account/").status_code == 302
    assert elsewhere.get("/account/").status_code == 302


def test_sessions_of_others_stay(world: World) -> None:
    wang, student = Client(), Client()
    enter(wang, "T006")
    enter(student, "S1001")
    wang.post("/account/sessions/end/", {"everywhere": "1"})
    assert student.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (IPHONE, "苹果手机上的微信"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 wxwork/4.1 MicroMessenger/7.0", "Windows 电脑上的企业微信"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Edg/120", "Windows 电脑上的Edge 浏览器"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120 Safari/537", "安卓手机或平板上的Chrome 浏览器"),
        ("curl/8", "不认识的设备"),
    ],
)
def test_devices_are_named_in_words(agent: str, words: str) -> None:
    assert device_words(agent) == words


def test_an_address_for_notices_is_stored_and_nonsense_is_not(world: World, sign_in) -> None:
    client = sign_in("xiaoming")
    assert client.post("/account/", {"email": "ming@example.test"}).status_code == 303
    assert Account.unscoped.get(pk=world.account("xiaoming").pk).email == "ming@example.test"
    assert client.post("/account/", {"email": "nonsense"}).status_code == 422
    assert client.post("/account/", {"email": ""}).status_code == 303
    assert Account.unscoped.get(pk=world.account("xiaoming").pk).email == ""


def test_the_language_is_kept_on_the_device(world: World, sign_in) -> None:
    client = sign_in("wang")
    client.post("/language/", {"language": "en", "next": "/account/"})
    assert '<html lang="en">' in client.get("/account/").content.decode()
    client.post("/language/", {"language": "zh-hans", "next": "/account/"})
    assert '<html lang="zh-hans">' in client.get("/account/").content.decode()


def test_somebody_with_an_own_password_is_not_asked_for_a_first_one(sign_in) -> None:
    assert sign_in("wang").get("/account/password/first/").headers["Location"] == "/"


def test_names_and_schools_are_known_in_their_usual_forms() -> None:
    assert {"zhaoxiaoming", "xiaomingzhao", "zxm", "zhaoxm", "xmz", "小明"} <= set(name_forms("赵小明"))
    assert {"shanmei", "sm"} <= set(name_forms("单梅"))
    assert {"ouyangxue", "oyx"} <= set(name_forms("欧阳雪"))
    assert {"mingdezhongxue", "mdzx", "qhsmdzx", "明德"} <= set(school_forms("清河市明德中学"))


def test_sessions_that_have_ended_are_removed_at_night(world: World) -> None:
    client = Client()
    enter(client, "T006")
    assert clear_sessions(timezone.now()) == 0
    assert clear_sessions(timezone.now() + timedelta(days=2)) == 1
    assert not UserSession.objects.exists()
