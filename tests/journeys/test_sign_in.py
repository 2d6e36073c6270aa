"""Signing in for the first time, and with a passkey."""

import re
from collections.abc import Callable
from io import BytesIO

import openpyxl
from playwright.sync_api import Page, expect

from tests.journeys.conftest import fits
from tests.world import World

FIRST_SCREEN = re.compile(r":\d+/$")
OWN = "听雨-tower-81"


def test_a_student_comes_in_with_a_slip_and_chooses_a_password(
    world: World, page_as: Callable[[str], Page], new_page: Callable[[], Page]
) -> None:
    office = page_as("shen")
    office.goto("/accounts/slips/")
    office.get_by_label("发给谁").select_option(label="一个班的学生")
    office.get_by_label("班级").select_option(label="高一(1)班")
    office.get_by_role("button", name="看看发给哪些人").click()
    expect(office.get_by_text("将发给 2 人")).to_be_visible()
    assert fits(office)
    office.get_by_label("Excel 表格").check()
    with office.expect_download() as download:
        office.get_by_role("button", name="生成登录条并下载").click()
    sheet = openpyxl.load_workbook(BytesIO(download.value.path().read_bytes())).active
    password = next(row[4] for row in sheet.iter_rows(values_only=True) if row[1] == "赵小明")

    phone = new_page()
    phone.goto("/")
    assert fits(phone)
    phone.get_by_label("学校").fill("明德")
    phone.get_by_label("姓名或编号").fill("赵小明")
    phone.get_by_label("密码", exact=True).fill(str(password))
    phone.get_by_role("button", name="登录", exact=True).click()
    expect(phone.get_by_role("heading", name="设置自己的密码")).to_be_visible()
    phone.get_by_label("新密码").fill("zhaoxiaoming2010")
    phone.get_by_label("再输入一次").fill("zhaoxiaoming2010")
    phone.get_by_role("button", name="设好了").click()
    expect(phone.get_by_text("认识您的人容易猜到")).to_be_visible()
    phone.get_by_label("新密码").fill(OWN)
    phone.get_by_label("再输入一次").fill(OWN)
    phone.get_by_role("button", name="设好了").click()
    expect(phone.get_by_text("密码已设好")).to_be_visible()

    phone.goto("/account/")
    assert fits(phone)
    phone.get_by_role("button", name="退出登录").click()
    expect(phone.get_by_text("清河市明德中学")).to_be_visible()
    phone.get_by_label("姓名或编号").fill("S1001")
    phone.get_by_label("密码", exact=True).fill(OWN)
    phone.get_by_role("button", name="登录", exact=True).click()
    phone.wait_for_url(FIRST_SCREEN)


def test_a_teacher_adds_a_passkey_and_comes_in_with_it_alone(world: World, new_page: Callable[[], Page]) -> None:
    page = new_page()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto("/sign-in/?next=/account/passkeys/add/")
    page.get_by_label("学校").fill("明德")
    page.get_by_label("姓名或编号").fill("T006")
    page.get_by_label("密码", exact=True).fill("梧桐-river-29")
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/account/passkeys/add/")
    page.get_by_label("以后登录时不用密码").check()
    assert fits(page)
    page.get_by_role("button", name="添加").click()
    expect(page.get_by_role("heading", name="备用码")).to_be_visible()
    page.goto("/account/")
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/sign-in/")  # loaded: before that nothing listens to the button
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url(FIRST_SCREEN)
    page.goto("/account/")
    expect(page.get_by_text("T006")).to_be_visible()
