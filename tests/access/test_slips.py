"""Slips: for whom, as what, and how one signs in with one."""

import re
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import time_machine
from django.test import Client
from django.utils import timezone
from docx import Document

from liangshi.access.services.slip_files import as_word
from liangshi.access.services.slips import Slip
from liangshi.audit.models import Entry
from liangshi.people.models import Account, Student
from tests.access.test_sign_in import enter, signed_in
from tests.world import PASSWORD, World

GROUP = "/accounts/slips/?group=class_students&class_group={}"


def address(world: World, name: str = "c101", again: str = "") -> str:
    return GROUP.format(world.classes[name].public_id) + again


def issue(client: Client, where: str, kind: str = "xlsx"):
    return client.post(where, {"valid_days": 7, "kind": kind})


def rows(response) -> list[tuple[str, ...]]:
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    return list(sheet.iter_rows(min_row=2, values_only=True))


def test_recipients_are_shown_by_name_and_number_before_anything_is_issued(world: World, sign_in) -> None:
    page = sign_in("shen").get(address(world)).content.decode()
    assert "将发给 2 人" in page
    assert "赵小明" in page
    assert "S1001" in page
    assert not Entry.unscoped.filter(verb="passwords.issued").exists()


def test_a_workbook_has_one_row_of_text_for_each_person(world: World, sign_in) -> None:
    response = issue(sign_in("shen"), address(world))
    assert "no-store" in response.headers["Cache-Control"]
    found = rows(response)
    assert [row[1:4] for row in found] == [("钱小红", "高一(1)班", "S1002"), ("赵小明", "高一(1)班", "S1001")]
    assert all(re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){2}", str(row[4])) for row in found)


def test_one_signs_in_with_a_slip_however_it_is_typed_and_must_choose_a_password_first(world: World, sign_in) -> None:
    password = str(rows(issue(sign_in("shen"), address(world)))[1][4])
    client = Client()
    enter(client, "S1001", password.upper().replace("-", " "))
    assert signed_in(client) == "赵小明"
    for page in ("/", "/notices/", "/account/"):
        assert client.get(page).headers["Location"] == "/account/password/first/"
    chosen = {"new_password": "听雨-tower-81", "again": "听雨-tower-81"}
    assert client.post("/account/password/first/", chosen).headers["Location"] == "/"
    assert client.get("/account/").status_code == 200
    assert Account.unscoped.get(number="S1001", school=world.schools["mingde"]).password_expires_at is None
    assert "对不上" in enter(Client(), "S1001", password).content.decode()


def test_the_former_password_and_the_former_slip_are_void(world: World, sign_in) -> None:
    shen = sign_in("shen")
    first = str(rows(issue(shen, address(world)))[1][4])
    issue(shen, address(world))
    assert "对不上" in enter(Client(), "S1001", first).content.decode()
    assert "对不上" in enter(Client(), "S1001", PASSWORD).content.decode()


def test_an_expired_slip_says_so_to_who_holds_it_and_nothing_to_others(world: World, sign_in) -> None:
    password = str(rows(issue(sign_in("shen"), address(world)))[1][4])
    with time_machine.travel(timezone.now() + timezone.timedelta(days=8)):
        client = Client()
        assert "已经过期" in enter(client, "S1001", password).content.decode()
        assert "已经过期" not in enter(Client(), "S1001", "wrong-password").content.decode()
        assert signed_in(client) is None


def test_who_has_signed_in_is_left_out_unless_asked_for(world: World, sign_in) -> None:
    enter(Client(), "S1001")
    shen = sign_in("shen")
    assert "另有 1 人已经登录过" in shen.get(address(world)).content.decode()
    assert [row[1] for row in rows(issue(shen, address(world)))] == ["钱小红"]
    assert len(rows(issue(shen, address(world, again="&again=on")))) == 2


def test_a_slip_ends_the_throttle_and_open_sessions(world: World, sign_in) -> None:
    student = Client()
    enter(student, "S1001")
    for _ in range(9):
        enter(Client(), "S1001", "wrong-password")
    password = str(rows(issue(sign_in("shen"), "/accounts/slips/?group=person&typed=S1001"))[0][4])
    assert student.get("/account/").status_code == 302
    client = Client()
    enter(client, "S1001", password)
    assert signed_in(client) == "赵小明"


def test_a_person_without_an_account_gets_one(world: World, sign_in) -> None:
    Student.unscoped.create(
        school=world.schools["mingde"],
        class_group=world.classes["c101"],
        number="S1009",
        name="周新来",
        sort_key="zhou",
    )
    assert ("周新来", "高一(1)班", "S1009") in [row[1:4] for row in rows(issue(sign_in("shen"), address(world)))]


def test_namesakes_are_told_apart_before_issuing(world: World, sign_in) -> None:
    Student.unscoped.filter(number="S1003").update(name="赵小明")
    shen, where = sign_in("shen"), "/accounts/slips/?group=person&typed=赵小明"
    assert "有同名的人" in shen.get(where).content.decode()
    assert issue(shen, where).status_code == 422
    assert not Entry.unscoped.filter(verb="passwords.issued").exists()


def test_a_class_of_another_school_and_a_missing_class_are_refused(world: World, sign_in) -> None:
    shen = sign_in("shen")
    assert issue(shen, address(world, "c31")).status_code == 422
    assert "请选择班级" in shen.get("/accounts/slips/?group=class_students").content.decode()
    assert "姓名或编号" in shen.get("/accounts/slips/?group=person").content.decode()


def test_word_slips_stand_four_to_a_page_with_cut_lines_and_a_code(world: World, sign_in, settings) -> None:
    settings.LIANGSHI_ADDRESS = "https://ls.example.test/"
    response = issue(sign_in("shen"), address(world), "word")
    table = Document(BytesIO(response.content)).tables[0]
    text = table.cell(0, 1).text
    assert (len(table.rows), len(table.columns)) == (1, 2)
    for words in (
        "清河市明德中学",
        "赵小明 高一(1)班",
        "S1001",
        "1. 扫二维码，或打开 https://ls.example.test/",
        "3. 按提示",
    ):
        assert words in text
    with ZipFile(BytesIO(response.content)) as parts:
        body = parts.read("word/document.xml").decode()
        assert 'w:val="dashed"' in body
        assert body.count("<pic:pic") == 2
        assert any(name.startswith("word/media/") for name in parts.namelist())


def test_a_name_with_signs_and_an_odd_number_of_slips_make_a_readable_file() -> None:
    slip = Slip("学校 & <b>", "阿·依<古>", "S1", "", "abcd-efgh-2345", timezone.now())
    table = Document(BytesIO(as_word([slip] * 3, ""))).tables[0]
    assert (len(table.rows), len(table.columns)) == (2, 2)
    assert "阿·依<古>" in table.cell(1, 0).text
    assert table.cell(1, 1).text == ""


def test_a_page_of_recipients_takes_few_statements(world: World, sign_in, django_assert_max_num_queries) -> None:
    shen = sign_in("shen")
    with django_assert_max_num_queries(12):
        shen.get("/accounts/slips/?group=all_guardians")
