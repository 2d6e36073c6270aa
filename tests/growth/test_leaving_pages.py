"""Leaving as the coordinator, the counsellor and the family meet it on their pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from docx import Document

from liangshi.domain.growth.retention import Kept
from liangshi.growth.models import ArchiveSeal, RetentionHold
from liangshi.growth.services import leaving

from .conftest import NOW, Termly
from .leaving import days, full, leaves, recorded

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _in_september() -> object:
    with time_machine.travel(NOW, tick=True):
        yield


def test_a_class_that_leaves_is_sealed_by_one_button(termly: Termly, sign_in: SignIn) -> None:
    client, group = sign_in("shen"), termly.world.classes["c111"].public_id
    assert "1 人待封存" in client.get("/growth/leaving/").content.decode()
    page = client.get(f"/growth/leaving/classes/{group}/").content.decode()
    assert "封存 1 份成长档案" in page
    answer = client.post(f"/growth/leaving/classes/{group}/seal/", follow=True)
    assert "1 份成长档案已封存" in answer.content.decode()
    assert "家庭还没有取" in answer.content.decode()
    assert ArchiveSeal.unscoped.count() == 1
    assert "已全部封存" in client.get("/growth/leaving/").content.decode()


def test_in_a_class_that_stays_only_those_are_sealed_who_left(termly: Termly, sign_in: SignIn) -> None:
    client, group = sign_in("shen"), termly.world.classes["c101"].public_id
    assert client.get(f"/growth/leaving/classes/{group}/").status_code == 404
    leaves(termly, "xiaohong", NOW.date())
    page = client.get(f"/growth/leaving/classes/{group}/").content.decode()
    assert "钱小红" in page
    assert "赵小明" not in page
    client.post(f"/growth/leaving/classes/{group}/seal/")
    assert ArchiveSeal.unscoped.get().student.name == "钱小红"


def test_the_family_takes_its_copy_before_leaving_and_the_office_afterwards(termly: Termly, sign_in: SignIn) -> None:
    student = termly.world.students["xiaoming"]
    termly.sent()
    entry = recorded(termly, ["xiaoming"], words="只有老师能看的话")
    assert entry.pk
    leaving.seal_archive(by=termly.by("shen"), student=student, now=NOW)
    assert "已封存" in sign_in("zhaoma").get(f"/growth/archive/{student.public_id}/").content.decode()
    sign_in("zhaoma").get(f"/growth/archive/{student.public_id}/file/")
    assert ArchiveSeal.unscoped.get().given_at is not None
    leaves(termly, "xiaoming", NOW.date())
    assert sign_in("zhaoma").get(f"/growth/archive/{student.public_id}/").status_code == 404
    for whom in ("", "?for=guardians"):
        file = sign_in("shen").get(f"/growth/leaving/students/{student.public_id}/file/{whom}")
        text = "\n".join(part.text for part in Document(BytesIO(file.content)).paragraphs)
        assert "李向东老师的成长寄语" in text
        assert "只有老师能看的话" not in text


def test_what_ends_is_seen_half_a_year_ahead_and_can_be_held(termly: Termly, sign_in: SignIn) -> None:
    recorded(termly, ["xiaoming"])
    leaving.seal_archive(by=termly.by("shen"), student=termly.world.students["xiaoming"], now=NOW)
    student = leaves(termly, "xiaoming", NOW.date())
    client = sign_in("shen")
    assert "谈话与学业辅导记录 1" in client.get("/growth/leaving/").content.decode()
    assert "2026年11月9日 谈话与学业辅导记录" in client.get("/growth/leaving/ahead/").content.decode()
    page = f"/growth/leaving/students/{student.public_id}/hold/"
    assert client.post(page, {"kind": "talk", "reason": ""}).status_code == 422
    assert client.post(page, {"kind": "case", "reason": "想留"}).status_code == 422
    answer = client.post(page, {"kind": "talk", "reason": "家长正在申诉"}, follow=True)
    assert "家长正在申诉" in answer.content.decode()
    assert "谈话与学业辅导记录" not in client.get("/growth/leaving/ahead/").content.decode()
    hold = RetentionHold.unscoped.get()
    assert "没有。" in client.post(f"/growth/leaving/holds/{hold.public_id}/end/", follow=True).content.decode()


def test_the_counsellor_sees_what_is_restricted_and_nobody_else_that_there_is_any(
    termly: Termly, sign_in: SignIn
) -> None:
    full(termly, "xiaoming")
    leaving.seal_archive(by=termly.by("shen"), student=termly.world.students["xiaoming"], now=NOW)
    student = leaves(termly, "xiaoming", NOW.date())
    leaving.place_hold(by=termly.by("zhou"), student=student, kind=Kept.CASE, reason="有报告", now=NOW)
    counsellor, office = (sign_in(name).get("/growth/leaving/").content.decode() for name in ("zhou", "shen"))
    assert "心情记录与支持档案 1" in counsellor
    assert "有报告" in counsellor
    assert "谈话与学业辅导记录 1" not in counsellor
    for word in ("心情记录", "有报告", "个案"):
        assert word not in office


def test_it_is_opened_again_with_a_reason(termly: Termly, sign_in: SignIn) -> None:
    student = termly.world.students["xiaoli"]
    page = f"/growth/leaving/students/{student.public_id}/reopen/"
    assert sign_in("shen").get(page).status_code == 404
    leaving.seal_archive(by=termly.by("shen"), student=student, now=NOW)
    assert sign_in("shen").post(page, {"reason": ""}).status_code == 422
    answer = sign_in("shen").post(page, {"reason": "选错了人"}, follow=True)
    assert "可以接着写了" in answer.content.decode()


def test_the_pages_ask_for_few_statements_however_many_have_left(
    termly: Termly, sign_in: SignIn, django_assert_max_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    for name in ("xiaoming", "xiaohong", "xiaogang"):
        full(termly, name) if name != "xiaogang" else recorded(termly, [name])
        leaving.seal_archive(by=termly.by("shen"), student=termly.world.students[name], now=NOW)
        leaves(termly, name, NOW.date() - days(1))
    client = sign_in("shen")
    group = termly.world.classes["c101"].public_id
    for url, most in (
        ("/growth/leaving/", 40),
        ("/growth/leaving/ahead/", 40),
        (f"/growth/leaving/classes/{group}/", 20),
    ):
        client.get(url)
        with django_assert_max_num_queries(most):
            assert client.get(url).status_code == 200
