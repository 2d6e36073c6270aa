"""Second factors: set up, asked for at sign-in, required by the school, reset by a colleague."""

import re

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from liangshi.audit.models import Entry
from liangshi.notices.models import Notice
from liangshi.people.models import School
from tests.access.test_sign_in import enter, signed_in
from tests.world import World

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def give_factor(world: World, name: str) -> None:
    TOTP.activate(world.account(name), SECRET)


def require(world: World) -> None:
    School.unscoped.filter(pk=world.schools["mingde"].pk).update(staff_second_factor=True)


def test_an_app_is_set_up_by_its_code_and_then_asked_for(world: World) -> None:
    client = Client()
    enter(client, "T006")
    page = client.get("/account/second-factor/app/").content.decode()
    assert "data:image/svg+xml;base64," in page
    secret = re.search(r"<code>(\w+)</code>", page).group(1)
    wrong = client.post("/account/second-factor/app/", {"code": "000000"})
    assert "验证码不对" in wrong.content.decode()
    done = client.post("/account/second-factor/app/", {"code": code(secret)}, follow=True)
    assert "备用码" in done.content.decode()
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))
    fresh = Client()
    assert enter(fresh, "T006").headers["Location"] == "/sign-in/second-factor/"
    assert signed_in(fresh) is None
    assert "再确认一步" in fresh.get("/sign-in/second-factor/").content.decode()


def test_the_code_lets_in_and_a_wrong_one_does_not(world: World) -> None:
    give_factor(world, "wang")
    client = Client()
    enter(client, "T006")
    refused = client.post("/sign-in/second-factor/", {"code": "000000"})
    assert "验证码不对" in refused.content.decode()
    assert signed_in(client) is None
    client.post("/sign-in/second-factor/", {"code": code()})
    assert signed_in(client) == "王海燕"


def test_codes_cannot_be_guessed(world: World) -> None:
    give_factor(world, "wang")
    client = Client()
    enter(client, "T006")
    for _ in range(8):
        client.post("/sign-in/second-factor/", {"code": "000000"})
    refused = client.post("/sign-in/second-factor/", {"code": code()})
    assert "试的次数太多了" in refused.content.decode()
    assert signed_in(client) is None


def test_a_recovery_code_works_once(world: World) -> None:
    give_factor(world, "wang")
    spare = RecoveryCodes.activate(world.account("wang")).get_unused_codes()[0]
    for expected in ("王海燕", None):
        client = Client()
        enter(client, "T006")
        client.post("/sign-in/second-factor/", {"code": spare})
        assert signed_in(client) == expected


def test_changes_to_second_factors_ask_for_the_password_again(world: World, sign_in) -> None:
    client = sign_in("wang")
    sent = client.get("/account/second-factor/app/")
    assert sent.headers["Location"].startswith("/account/check/")
    assert "再确认一次" in client.get(sent.headers["Location"]).content.decode()
    assert "密码不对" in client.post(sent.headers["Location"], {"password": "wrong"}).content.decode()


def test_where_the_school_requires_it_staff_are_led_to_set_it_up(world: World) -> None:
    require(world)
    client = Client()
    enter(client, "T006")
    for page in ("/", "/account/", "/notices/"):
        assert client.get(page).headers["Location"] == "/account/second-factor/"
    assert "学校要求教职工使用两步验证" in client.get("/account/second-factor/").content.decode()
    secret = re.search(r"<code>(\w+)</code>", client.get("/account/second-factor/app/").content.decode()).group(1)
    client.post("/account/second-factor/app/", {"code": code(secret)})
    assert client.get("/account/").status_code == 200


def test_students_and_guardians_are_not_asked(world: World, sign_in) -> None:
    require(world)
    assert sign_in("xiaoming").get("/account/").status_code == 200
    assert sign_in("zhaoma").get("/account/").status_code == 200


def test_the_last_second_factor_stays_where_it_is_required(world: World) -> None:
    give_factor(world, "wang")
    client = Client()
    enter(client, "T006")
    client.post("/sign-in/second-factor/", {"code": code()})
    require(world)
    assert "请先设置好另一种" in client.post("/account/second-factor/app/remove/").content.decode()
    assert Authenticator.objects.filter(user=world.account("wang")).exists()
    School.unscoped.update(staff_second_factor=False)
    client.post("/account/second-factor/app/remove/")
    assert not Authenticator.objects.filter(user=world.account("wang")).exists()


def test_the_coordinator_switches_the_rule(world: World, sign_in) -> None:
    shen = sign_in("shen")
    shen.post("/accounts/second-factors/rule/", {"required": "yes"})
    assert School.unscoped.get(code="mingde").staff_second_factor
    assert not School.unscoped.get(code="yuying").staff_second_factor
    give_factor(world, "shen")
    shen.post("/accounts/second-factors/rule/", {"required": "no"})
    assert not School.unscoped.get(code="mingde").staff_second_factor


def reset(client: Client, world: World, name: str):
    return client.post(f"/accounts/second-factors/{world.staff[name].public_id}/reset/", follow=True)


def test_a_reset_takes_the_factor_ends_sessions_and_tells_the_person(world: World, sign_in) -> None:
    give_factor(world, "wang")
    client = Client()
    enter(client, "T006")
    client.post("/sign-in/second-factor/", {"code": code()})
    page = sign_in("shen").get("/accounts/second-factors/?q=王海燕").content.decode()
    assert "手机丢了，重置" in page
    assert "已重置王海燕的两步验证" in reset(sign_in("shen"), world, "wang").content.decode()
    assert client.get("/account/").status_code == 302
    assert enter(client, "T006").headers["Location"] == "/"
    assert Notice.unscoped.get(account=world.account("wang")).kind == "second_factor.reset"
    assert Entry.unscoped.get(verb="second_factor.reset").subject == world.account("wang").public_id


def test_nothing_to_reset_is_said_and_not_recorded(world: World, sign_in) -> None:
    assert "没有设置两步验证" in reset(sign_in("shen"), world, "wang").content.decode()
    assert not Entry.unscoped.filter(verb="second_factor.reset").exists()


def test_a_coordinator_does_not_reset_administrator_self_or_another_school(world: World, sign_in) -> None:
    for name in ("gu", "lin", "shen", "he"):
        give_factor(world, name)
        assert reset(sign_in("shen"), world, name).status_code == 404
    assert Authenticator.objects.count() == 4
    assert reset(sign_in("gu"), world, "lin").status_code == 200
    assert Authenticator.objects.count() == 3


def test_the_list_of_staff_takes_few_statements(world: World, sign_in, django_assert_max_num_queries) -> None:
    client = sign_in("shen")
    with django_assert_max_num_queries(12):
        client.get("/accounts/second-factors/")
