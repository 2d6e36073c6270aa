"""Signing in through WeCom and through a directory that speaks OpenID Connect."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import environ
import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from liangshi.people.models import Account
from liangshi.project.outside_doors import providers
from tests.access.fake_directory import Directory, directory
from tests.access.test_sign_in import signed_in
from tests.world import World

INSIDE = "Mozilla/5.0 (Linux; Android 14) Chrome/120 wxwork/4.1.20 MicroMessenger/7.0.1"


def configure(monkeypatch, settings, **words: str) -> None:
    for name, value in words.items():
        monkeypatch.setenv(f"LIANGSHI_{name}", value)
    settings.SOCIALACCOUNT_PROVIDERS = providers(environ.Env())


@pytest.fixture
def server() -> Iterator[Directory]:
    with directory() as running:
        yield running


@pytest.fixture
def wecom(server: Directory, world: World, monkeypatch, settings) -> Directory:
    configure(
        monkeypatch, settings, WECOM_CORP_ID="ww0000", WECOM_SECRET="the-secret", WECOM_AGENT_ID="1000002",
        WECOM_SCHOOL="mingde", WECOM_API=server.address,
    )  # fmt: skip
    return server


@pytest.fixture
def oidc(server: Directory, world: World, monkeypatch, settings) -> Directory:
    configure(
        monkeypatch, settings, OIDC_CLIENT_ID="liangshi", OIDC_CLIENT_SECRET="s", OIDC_SERVER=server.address,
        OIDC_SCHOOL="mingde", OIDC_NAME="清河教育云",
    )  # fmt: skip
    return server


def go(client: Client, door: str, code: str):
    """Through the door, and back with the code that the other side would give."""
    sent = client.get(door).headers["Location"]
    state = parse_qs(urlsplit(sent).query)["state"][0]
    return client.get(f"{door}back/", {"code": code, "state": state})


def test_the_sign_in_page_offers_what_is_configured_and_nothing_else(wecom: Directory) -> None:
    page = Client().get("/sign-in/").content.decode()
    assert "用企业微信登录" in page
    assert Client().get("/sign-in/directory/directory/").status_code == 404


def test_without_settings_there_are_no_such_doors(world: World) -> None:
    assert "用企业微信登录" not in Client().get("/sign-in/").content.decode()
    assert Client().get("/sign-in/wecom/").status_code == 404


def test_outside_its_app_wecom_shows_a_code_to_scan(wecom: Directory) -> None:
    sent = urlsplit(Client().get("/sign-in/wecom/").headers["Location"])
    words = parse_qs(sent.query)
    assert f"{sent.scheme}://{sent.netloc}{sent.path}" == "https://login.work.weixin.qq.com/wwlogin/sso/login"
    assert (words["appid"], words["agentid"], words["login_type"]) == (["ww0000"], ["1000002"], ["CorpApp"])
    assert words["redirect_uri"] == ["http://testserver/sign-in/wecom/back/"]


def test_inside_its_app_wecom_asks_nothing(wecom: Directory) -> None:
    sent = Client(HTTP_USER_AGENT=INSIDE).get("/sign-in/wecom/").headers["Location"]
    assert sent.startswith("https://open.weixin.qq.com/connect/oauth2/authorize?appid=ww0000")
    assert "scope=snsapi_base" in sent
    assert sent.endswith("#wechat_redirect")


def test_a_member_is_known_by_number_and_bound_once(wecom: Directory, world: World) -> None:
    for _ in range(2):
        client = Client()
        assert go(client, "/sign-in/wecom/", "code-wang").headers["Location"] == "/"
        assert signed_in(client) == "王海燕"
    bound = SocialAccount.objects.get()
    assert (bound.uid, bound.user) == ("T006", world.account("wang"))
    assert bound.extra_data == {"number": "T006", "phone": ""}
    assert not SocialToken.objects.exists()
    assert wecom.asked.count("/cgi-bin/gettoken") == 1


def test_a_guardian_is_known_by_phone(wecom: Directory) -> None:
    client = Client()
    go(client, "/sign-in/wecom/", "code-zhaoma")
    assert signed_in(client) == "刘桂芳"


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("code-nobody", 403, "还没有找到您的账号"),
        ("code-guest", 401, "没有登录成功"),
        ("code-invalid", 401, "没有登录成功"),
    ],
)
def test_unknown_people_get_a_friendly_page_and_no_account(
    wecom: Directory, code: str, status: int, words: str
) -> None:
    before, client = Account.unscoped.count(), Client()
    answer = go(client, "/sign-in/wecom/", code)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert signed_in(client) is None
    assert Account.unscoped.count() == before
    assert not SocialAccount.objects.exists()


def test_a_forged_state_is_refused(wecom: Directory) -> None:
    client = Client()
    client.get("/sign-in/wecom/")
    answer = client.get("/sign-in/wecom/back/", {"code": "code-wang", "state": "forged"})
    assert answer.status_code == 401
    assert signed_in(client) is None


def test_a_wrong_secret_is_refused_kindly(wecom: Directory, monkeypatch, settings) -> None:
    configure(monkeypatch, settings, WECOM_SECRET="another")
    assert "没有登录成功" in go(Client(), "/sign-in/wecom/", "code-wang").content.decode()


def test_numbers_of_another_school_are_not_reached(wecom: Directory, monkeypatch, settings) -> None:
    configure(monkeypatch, settings, WECOM_SCHOOL="yuying")
    assert go(Client(), "/sign-in/wecom/", "code-wang").status_code == 403


def test_a_closed_account_stays_closed(wecom: Directory, world: World) -> None:
    go(Client(), "/sign-in/wecom/", "code-wang")
    Account.unscoped.filter(pk=world.account("wang").pk).update(is_active=False)
    client = Client()
    answer = go(client, "/sign-in/wecom/", "code-wang")
    assert "这个账号已经停用" in answer.content.decode()
    assert signed_in(client) is None


def test_the_second_factor_is_asked_for_all_the_same(wecom: Directory, world: World) -> None:
    TOTP.activate(world.account("wang"), "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client = Client()
    assert go(client, "/sign-in/wecom/", "code-wang").headers["Location"] == "/sign-in/second-factor/"
    assert signed_in(client) is None


def test_nobody_binds_an_outside_identity_to_the_account_that_is_signed_in(wecom: Directory, sign_in) -> None:
    client = sign_in("shen")
    sent = client.get("/sign-in/wecom/?process=connect").headers["Location"]
    state = parse_qs(urlsplit(sent).query)["state"][0]
    assert client.get("/sign-in/wecom/back/", {"code": "code-wang", "state": state}).status_code == 403
    assert not SocialAccount.objects.exists()


def test_one_may_change_ones_mind(wecom: Directory) -> None:
    client = Client()
    state = parse_qs(urlsplit(client.get("/sign-in/wecom/").headers["Location"]).query)["state"][0]
    back = client.get("/sign-in/wecom/back/", {"error": "access_denied", "state": state}, follow=True)
    assert "已取消" in back.content.decode()


def test_a_directory_is_asked_with_a_proof_key_and_its_claims_find_the_account(oidc: Directory, world: World) -> None:
    client = Client()
    assert "用清河教育云登录" in client.get("/sign-in/").content.decode()
    sent = client.get("/sign-in/directory/directory/").headers["Location"]
    assert sent.startswith(f"{oidc.address}/authorize?")
    assert "code_challenge=" in sent
    assert go(client, "/sign-in/directory/directory/", "code-wang").headers["Location"] == "/"
    assert signed_in(client) == "王海燕"
    bound = SocialAccount.objects.get()
    assert (bound.provider, bound.uid, bound.extra_data) == ("directory", "42", {"number": "T006", "phone": ""})


def test_a_person_whom_only_the_directory_knows_is_told_so(oidc: Directory) -> None:
    client = Client()
    assert "还没有找到您的账号" in go(client, "/sign-in/directory/directory/", "code-nobody").content.decode()
    assert signed_in(client) is None
