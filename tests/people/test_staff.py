"""Staff: the list, the card that students read, mentor status, relatives."""

import io
import re
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liangshi.audit.models import Entry
from liangshi.foundation.sorting import name_sort_key
from liangshi.people.models import Campus, DeclaredRelative, Staff
from liangshi.people.queries import missing_in_profile
from tests.people.asking import verbs
from tests.world import World

SignIn = Callable[[str], Client]


def names(browser: Client, query: str = "") -> set[str]:
    return {staff.name for staff in browser.get(f"/staff/?{query}").context["page"]}


def hire_sixty(world: World) -> None:
    Staff.unscoped.bulk_create(
        Staff(school=world.schools["mingde"], number=f"B{n}", name=f"周{n}", sort_key=name_sort_key(f"周{n}"))
        for n in range(60)
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=why", {"王海燕"}),
        ("q=%E6%B5%B7", {"王海燕"}),
        ("q=T007", {"李向东"}),
        ("subject=数学", {"李向东"}),
        ("status=in_training", {"陈小禾"}),
        ("subject=数学&status=in_training", set()),
    ],
)
def test_the_list_is_searched_and_filtered(query: str, found: set[str], world: World, sign_in: SignIn) -> None:
    assert names(sign_in("shen"), query) == found


def test_the_list_is_filtered_by_campus_and_by_who_has_left(world: World, sign_in: SignIn) -> None:
    campus = Campus.unscoped.create(school=world.schools["mingde"], name="东校区")
    Staff.unscoped.filter(name="高建平").update(campus=campus)
    Staff.unscoped.filter(name="周心怡").update(left_on=date(2026, 9, 5))
    browser = sign_in("shen")
    assert names(browser, f"campus={campus.public_id}") == {"高建平"}
    assert names(browser, "left=on") == {"周心怡"}
    assert "周心怡" not in names(browser)


def test_the_list_is_sorted_by_name_or_number(world: World, sign_in: SignIn) -> None:
    browser = sign_in("shen")
    by_name = [staff.name for staff in browser.get("/staff/").context["page"]]
    by_number = [staff.number for staff in browser.get("/staff/?order=number").context["page"]]
    assert by_name[:3] == ["陈小禾", "高建平", "顾一鸣"]
    assert by_number == sorted(by_number)


def test_the_mentor_status_of_others_is_no_business_of_a_teacher(world: World, sign_in: SignIn) -> None:
    assert "培养中" in sign_in("shen").get("/staff/").content.decode()
    assert "培养中" not in sign_in("wang").get("/staff/").content.decode()
    assert names(sign_in("wang"), "status=in_training") == names(sign_in("wang"))


@pytest.mark.parametrize("persona", ["shen", "wang"])
def test_fifty_rows_cost_at_most_twelve_statements(persona: str, world: World, sign_in: SignIn) -> None:
    hire_sixty(world)
    browser = sign_in(persona)
    with CaptureQueriesContext(connection) as asked:
        page = browser.get("/staff/")
    assert len(page.context["page"].object_list) == 50
    assert len(asked) <= 12


def test_the_workbook_has_the_rows_of_the_list_as_text_and_leaves_a_trace(world: World, sign_in: SignIn) -> None:
    Staff.unscoped.filter(name="李向东").update(number="0007", phone="=1+1")
    answer = sign_in("shen").get("/staff/export/?subject=数学")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:2] == ["姓名", "工号"]
    assert rows[1][:2] == ["李向东", "0007"]
    assert sheet["F2"].data_type == "s"
    assert Entry.unscoped.get().detail == {"rows": 1}


def test_a_colleague_is_added_and_corrected(world: World, sign_in: SignIn) -> None:
    browser = sign_in("shen")
    form = {"name": "单思远", "number": "T100", "gender": "male", "subjects_0": ["数学"], "subjects_1": "数学建模"}
    assert browser.post("/staff/new/", form).status_code == 303
    staff = Staff.unscoped.get(number="T100")
    assert (staff.subjects, staff.sort_key) == (["数学", "数学建模"], "shan si1 yuan3")
    browser.post(f"/staff/{staff.public_id}/edit/", {**form, "title": "高级教师"})
    staff.refresh_from_db()
    assert staff.title == "高级教师"
    assert verbs(world) == ["staff.added", "staff.changed"]


def test_a_number_in_use_is_refused(world: World, sign_in: SignIn) -> None:
    answer = sign_in("shen").post("/staff/new/", {"name": "单思远", "number": "T001", "gender": "male"})
    assert answer.status_code == 422
    assert "这个编号已经属于另一个人" in answer.content.decode()
    assert "单思远" in answer.content.decode()


def test_who_leaves_loses_reach_and_may_come_back(world: World, sign_in: SignIn) -> None:
    browser, chen = sign_in("shen"), world.staff["chen"]
    browser.post(f"/staff/{chen.public_id}/leave/", {"on": "2026-09-10"})
    assert sign_in("chen").get("/staff/").status_code == 404
    browser.post(f"/staff/{chen.public_id}/return/")
    assert sign_in("chen").get("/staff/").status_code == 200
    assert verbs(world) == ["staff.left", "staff.returned"]


def test_training_needs_a_reason_and_a_date(world: World, sign_in: SignIn) -> None:
    browser, address = sign_in("shen"), f"/staff/{world.staff['li'].public_id}/status/"
    answer = browser.post(address, {"status": "exempt", "reason": ""})
    assert answer.status_code == 422
    assert "请写明原因" in answer.content.decode()
    assert "请定一个再看的日期" in answer.content.decode()
    form = {"status": "exempt", "reason": "产假", "review_on": "2027-02-22"}
    assert browser.post(address, form).status_code == 303
    li = Staff.unscoped.get(pk=world.staff["li"].pk)
    assert (li.mentor_status, li.mentor_status_reason) == ("exempt", "产假")
    assert "产假" not in str(Entry.unscoped.get().detail)


def test_becoming_eligible_clears_reason_and_date(world: World, sign_in: SignIn) -> None:
    address = f"/staff/{world.staff['chen'].public_id}/status/"
    sign_in("shen").post(address, {"status": "eligible", "reason": "旧原因", "review_on": "2027-01-01"})
    chen = Staff.unscoped.get(pk=world.staff["chen"].pk)
    assert (chen.mentor_status, chen.mentor_status_reason, chen.mentor_status_review_on) == ("eligible", "", None)


def test_reason_and_phone_are_read_by_those_who_act_on_them(world: World, sign_in: SignIn) -> None:
    Staff.unscoped.filter(name="陈小禾").update(phone="19900000088")
    address = f"/staff/{world.staff['chen'].public_id}/"
    office = sign_in("shen").get(address).content.decode()
    colleague = sign_in("wang").get(address).content.decode()
    assert "先参加导师培训" in office
    assert "19900000088" in office
    assert "先参加导师培训" not in colleague
    assert "19900000088" not in colleague
    assert "先参加导师培训" in sign_in("chen").get("/profile/").content.decode()


def test_a_teacher_writes_the_own_card(world: World, sign_in: SignIn) -> None:
    browser = sign_in("wang")
    assert "还差一点" in browser.get("/profile/").content.decode()
    form = {
        "subjects_0": ["语文"], "strengths_0": ["学业辅导"], "interests_0": ["书法"], "interests_1": "茶艺",
        "languages_0": ["普通话"], "words": "来办公室聊聊书吧。",
    }  # fmt: skip
    assert browser.post("/profile/edit/", form).status_code == 303
    wang = Staff.unscoped.get(pk=world.staff["wang"].pk)
    assert wang.interests == ["书法", "茶艺"]
    assert missing_in_profile(wang) == ()
    assert "来办公室聊聊书吧。" in sign_in("li").get(f"/staff/{wang.public_id}/").content.decode()
    assert "还差一点" not in browser.get("/profile/").content.decode()


def test_whoever_opens_the_card_and_saves_it_as_it_is_loses_no_word(world: World, sign_in: SignIn) -> None:
    kept = {"interests": ["书法", "篮球", "茶艺", "养蚕"], "strengths": ["生涯规划", "学业辅导"], "subjects": ["英语"]}
    Staff.unscoped.filter(pk=world.staff["wang"].pk).update(**kept)
    browser = sign_in("wang")
    page = browser.get("/profile/edit/").content.decode()
    assert browser.post("/profile/edit/", as_shown(page)).status_code == 303
    wang = Staff.unscoped.get(pk=world.staff["wang"].pk)
    assert {name: set(getattr(wang, name)) for name in kept} == {name: set(words) for name, words in kept.items()}


def as_shown(page: str) -> dict[str, list[str]]:
    """What a browser sends when nobody has touched the boxes and lines of the page."""
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        found = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        if found.get("type") == "text" or (found.get("type") == "checkbox" and " checked" in tag):
            sent.setdefault(found["name"], []).append(found.get("value", ""))
    return sent


def test_words_of_more_than_five_hundred_characters_are_refused_and_kept(world: World, sign_in: SignIn) -> None:
    answer = sign_in("wang").post("/profile/edit/", {"words": "好" * 501})
    assert answer.status_code == 422
    assert "好" * 501 in answer.content.decode()


def test_a_relative_is_declared_by_name_and_number_together(world: World, sign_in: SignIn) -> None:
    browser = sign_in("wang")
    wrong = browser.post("/profile/relatives/new/", {"name": "李小力", "number": "S1001", "relation": "姨甥"})
    assert wrong.status_code == 422
    assert "没有找到姓名和学号都相符" in wrong.content.decode()
    right = {"name": "李小力", "number": "S1004", "relation": "姨甥"}
    assert browser.post("/profile/relatives/new/", right).status_code == 303
    assert browser.post("/profile/relatives/new/", right).status_code == 422
    assert DeclaredRelative.unscoped.filter(staff=world.staff["wang"]).count() == 1


def test_the_declaration_is_read_by_the_leads_and_by_nobody_else(world: World, sign_in: SignIn) -> None:
    address = f"/staff/{world.staff['li'].public_id}/"
    assert "父子" in sign_in("shen").get(address).content.decode()
    assert "父子" in sign_in("li").get("/profile/").content.decode()
    assert "父子" not in sign_in("wang").get(address).content.decode()


def test_only_the_one_who_declared_can_withdraw(world: World, sign_in: SignIn) -> None:
    address = f"/profile/relatives/{DeclaredRelative.unscoped.get().public_id}/withdraw/"
    assert sign_in("shen").post(address).status_code == 404
    assert sign_in("li").post(address).status_code == 303
    assert not DeclaredRelative.unscoped.exists()
