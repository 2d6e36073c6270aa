"""A city is set up from the command line: further schools, and officers of its bureaus with printed slips."""

import re
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from docx import Document

from liangshi.access.queries import viewer_of
from liangshi.audit.models import Entry
from liangshi.domain.access import Role
from liangshi.people.models import Account, Region, School
from tests.world import PASSWORD, PRESENT, World

ONE_TIME = re.compile(r"\b[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\b")
PINGHE = (
    "add_school", "清河市平河中学", "--code", "pinghe", "--stage", "junior", "--region", "平河县", "--within", "清河市",
    "--administrator", "罗一凡", "--number", "T001",
)  # fmt: skip


def say(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def signed_in(place: str, number: str, password: str) -> Client:
    client = Client()
    client.post("/sign-in/", {"place": place, "who": number, "password": password})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_an_officer_signs_in_with_the_slip_and_reaches_the_schools_of_the_region(world: World) -> None:
    said = say("officers", "清河市", "--add", "J002=孟小川")
    assert "清河市教育局" in said
    password = ONE_TIME.search(said)
    assert password
    client = signed_in("清河市教育局", "J002", password.group())
    assert is_in(client)
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/account/password/first/"
    account = Account.unscoped.get(number="J002", region=world.region)
    assert Role.OFFICER in viewer_of(account, PRESENT.date()).roles


def test_slips_come_as_word_and_as_a_workbook(world: World, tmp_path: Path) -> None:
    say("officers", "清河市", "--add", "J002=孟小川", "J003=曹未", "-o", str(tmp_path / "slips.docx"))
    cells = [cell.text for row in Document(str(tmp_path / "slips.docx")).tables[0].rows for cell in row.cells]
    assert "孟小川" in cells[0]
    assert "曹未" in cells[1]
    assert all("清河市教育局" in cell for cell in cells[:2])
    say("officers", "清河市", "--add", "J002=孟小川", "-o", str(tmp_path / "slips.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "slips.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[2]][:2] == ["清河市教育局", "孟小川"]
    assert Account.unscoped.filter(region=world.region, number="J002").count() == 1


@pytest.mark.parametrize("name", ["slips.pdf", "missing/slips.docx"])
def test_nothing_is_changed_where_the_slips_cannot_be_written(world: World, tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError):
        say("officers", "清河市", "--add", "J002=孟小川", "-o", str(tmp_path / name))
    assert not Account.unscoped.filter(number="J002").exists()


def test_an_account_is_closed_and_opened_again(world: World) -> None:
    assert "已停用：冯远航" in say("officers", "清河市", "--close", "J001")
    assert not is_in(signed_in("清河市教育局", "J001", PASSWORD))
    with pytest.raises(CommandError, match="没有编号为 J001 的在用账号"):
        say("officers", "清河市", "--close", "J001")
    password = ONE_TIME.search(say("officers", "清河市", "--add", "J001=冯远航"))
    assert password
    assert is_in(signed_in("清河市教育局", "J001", password.group()))


def test_a_school_of_a_county_is_added_with_its_administrator(world: World) -> None:
    password = ONE_TIME.search(say(*PINGHE))
    assert password
    school = School.unscoped.select_related("region__parent").get(code="pinghe")
    assert school.region.parent == world.region
    client = signed_in("清河市平河中学", "T001", password.group())
    assert is_in(client)
    assert Role.ADMINISTRATOR in viewer_of(Account.unscoped.get(school=school), PRESENT.date()).roles


def test_what_is_known_or_misplaced_is_refused_and_nothing_is_added(world: World) -> None:
    say(*PINGHE)
    with pytest.raises(CommandError, match="已经有这个名称或简称的学校"):
        say(*PINGHE)
    with pytest.raises(CommandError, match="已经归在别的地区下面"):
        say("officers", "平河县", "--within", "望溪市", "--add", "J009=白鹭")
    with pytest.raises(CommandError, match="只能用字母"):
        say(*("平河 中学" if word == "pinghe" else word for word in PINGHE))
    with pytest.raises(CommandError, match="编号=姓名"):
        say("officers", "清河市", "--add", "孟小川")
    assert School.unscoped.count() == 3
    assert not Region.objects.filter(name="望溪市").exists()


def test_the_regions_are_told_with_their_schools_and_officers(world: World) -> None:
    say(*PINGHE)
    lines = say("regions").splitlines()
    assert lines[0] == "清河市（清河市教育局：J001 冯远航）"
    assert lines.index("  平河县") + 1 == lines.index("    · 清河市平河中学（pinghe）")
    say("officers", "清河市", "--close", "J001")
    assert "冯远航" not in say("regions")


def test_a_region_is_moved_and_its_schools_are_reached_by_the_bureau_above(world: World) -> None:
    say(*(word for word in PINGHE if word not in {"--within", "清河市"}))
    officer = Account.unscoped.get(number="J001", region=world.region)
    school = School.unscoped.get(code="pinghe")
    assert not School.objects.visible_to(viewer_of(officer, PRESENT.date())).filter(pk=school.pk).exists()
    say("regions", "平河县", "--within", "清河市")
    assert School.objects.visible_to(viewer_of(officer, PRESENT.date())).filter(pk=school.pk).exists()
    say("regions", "平河县", "--apart")
    assert Region.objects.get(name="平河县").parent is None
    assert Entry.unscoped.filter(verb="school.region_moved", school=school.pk).count() == 2
    assert not Entry.unscoped.filter(verb="school.region_moved", school=world.schools["mingde"].pk).exists()


def test_a_region_is_renamed_and_its_officers_sign_in_at_the_new_name(world: World) -> None:
    password = ONE_TIME.search(say("officers", "清河市", "--add", "J002=孟小川"))
    assert password
    say("regions", "清河市", "--rename", "清河新区")
    assert not is_in(signed_in("清河市教育局", "J002", password.group()))
    assert is_in(signed_in("清河新区教育局", "J002", password.group()))
    assert Entry.unscoped.filter(verb="school.region_renamed").count() == 2


@pytest.mark.parametrize("above", ["清河市", "平河县", "渡口镇"])
def test_no_region_is_put_into_itself_or_one_of_its_parts(world: World, above: str) -> None:
    county = Region.objects.create(name="平河县", parent=world.region)
    Region.objects.create(name="渡口镇", parent=county)
    with pytest.raises(CommandError, match="不能反过来作它的上级"):
        say("regions", "清河市", "--within", above)
    with pytest.raises(CommandError, match="不能作它的上级"):
        say("officers", "清河市", "--within", above, "--add", "J009=白鹭")
    world.region.refresh_from_db()
    assert world.region.parent is None
    assert not Account.unscoped.filter(number="J009").exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("平河县", "--rename", "清河市"), "已经有叫清河市的地区"),
        (("平河县", "--within", "清和市"), "没有叫清和市的地区"),
        (("平和县", "--apart"), "没有叫平和县的地区"),
        (("平河县",), "请用 --rename"),
        (("--rename", "平河区"), "请先写明要改哪个地区"),
    ],
)
def test_what_regions_does_not_understand_changes_nothing(world: World, words: tuple[str, ...], why: str) -> None:
    Region.objects.create(name="平河县", parent=world.region)
    with pytest.raises(CommandError, match=why):
        say("regions", *words)
    assert set(Region.objects.values_list("name", "parent__name")) == {("清河市", None), ("平河县", "清河市")}


def test_an_administrator_of_the_bureau_comes_from_the_command_line_alone(world: World) -> None:
    password = ONE_TIME.search(say("officers", "清河市", "--administrators", "J101=白鹭"))
    assert password is not None
    account = Account.unscoped.get(number="J101", region=world.region)
    roles = viewer_of(account, PRESENT.date()).roles
    assert (Role.BUREAU_ADMINISTRATOR in roles, Role.OFFICER in roles) == (True, False)
    assert "已停用：白鹭" in say("officers", "清河市", "--close", "J101")
    assert Role.BUREAU_ADMINISTRATOR not in viewer_of(account, PRESENT.date()).roles
