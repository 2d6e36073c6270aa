"""The pages of growth messages as people meet them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO

from django.test import Client
from docx import Document

from liangshi.growth.models import GrowthMessage, MessageReply

from .conftest import TEXT, Termly

SignIn = Callable[[str], Client]


def test_the_text_is_kept_and_looked_over_on_one_page(termly: Termly, sign_in: SignIn) -> None:
    page = f"/growth/messages/write/{termly.world.students['xiaoming'].public_id}/"
    client = sign_in("li")
    answer = client.post(page, {"text": "小红，你的排名进步了", "revision": 0, "check": "1"}, follow=True)
    assert "“小红”是钱小红的名字" in answer.content.decode()
    assert "<mark>排名</mark>" in answer.content.decode()
    again = client.post(page, {"text": "钱小红，你好", "revision": 1, "check": "1"}, follow=True)
    assert "“钱小红”是另一名学生，是不是写错了人？" in again.content.decode()
    assert GrowthMessage.unscoped.get().text == "钱小红，你好"


def test_a_text_that_was_changed_elsewhere_comes_back_in_the_form(termly: Termly, sign_in: SignIn) -> None:
    termly.kept()
    page = f"/growth/messages/write/{termly.world.students['xiaoming'].public_id}/"
    answer = sign_in("li").post(page, {"text": "另一份", "revision": 9})
    assert answer.status_code == 422
    assert "另一份" in answer.content.decode()
    assert f"刚刚在别处改过，现在是：“{TEXT}”" in answer.content.decode()
    assert 'name="revision" value="1"' in answer.content.decode()
    assert sign_in("li").post(page, {"text": "另一份", "revision": 1}).status_code == 303
    assert GrowthMessage.unscoped.get().text == "另一份"


def test_the_list_says_how_far_each_message_is_and_sends_those_that_are_ready(termly: Termly, sign_in: SignIn) -> None:
    termly.ready()
    client = sign_in("li")
    page = client.get("/growth/messages/").content.decode()
    assert "2 名学生，已写 1 份，已寄出 0 份" in page
    answer = client.post("/growth/messages/send/", {"now": "1"}, follow=True)
    assert "1 份已寄出" in answer.content.decode()
    assert "赵小明" in sign_in("xiaoming").get("/growth/messages/received/").content.decode()


def test_the_family_reads_the_letter_and_answers_under_it(termly: Termly, sign_in: SignIn) -> None:
    message = termly.sent()
    client = sign_in("zhaoma")
    letter = f"/growth/messages/{message.public_id}/"
    assert TEXT in client.get(letter).content.decode()
    answer = client.post(f"{letter}reply/", {"words": "谢谢李老师"}, follow=True)
    assert "谢谢李老师" in answer.content.decode()
    assert MessageReply.unscoped.get().account == termly.world.account("zhaoma")


def test_a_draft_does_not_exist_for_the_family(termly: Termly, sign_in: SignIn) -> None:
    message = termly.kept()
    assert sign_in("zhaoma").get(f"/growth/messages/{message.public_id}/").status_code == 404
    assert sign_in("li").get(f"/growth/messages/{message.public_id}/").status_code == 200


def test_a_class_comes_out_in_word_one_letter_on_a_page(termly: Termly, sign_in: SignIn) -> None:
    termly.sent()
    termly.sent("xiaohong", "小红，谢谢你每天给绿萝浇水。")
    group = termly.world.classes["c101"].public_id
    answer = sign_in("wang").get(f"/growth/messages/papers/{group}/")
    paragraphs = Document(BytesIO(answer.content)).paragraphs
    titles = [part for part in paragraphs if part.text == "成 长 寄 语"]
    assert [bool(title.paragraph_format.page_break_before) for title in titles] == [False, True]
    assert {"赵小明：", "钱小红：", "小红，谢谢你每天给绿萝浇水。"} <= {part.text for part in paragraphs}


def test_the_workbench_asks_for_few_statements(
    termly: Termly, sign_in: SignIn, django_assert_max_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    termly.kept()
    client = sign_in("li")
    page = f"/growth/messages/write/{termly.world.students['xiaoming'].public_id}/?check=1"
    client.get(page)
    with django_assert_max_num_queries(30):
        client.get(page)
