"""A scheme that is typed in begins with an empty text."""

from collections.abc import Callable

from django.test import Client

from liangshi.domain.scheme import Scheme, load
from liangshi.schemes.models import SchemeDraft, SchemeVersion
from tests.world import World

SignIn = Callable[[str], Client]
TALK = """
[[duties]]
id = "talk"
title = "谈心"
kind = "talk"
rhythm = { at_least = 1, every = "week" }
source = { document = "校", place = "三（一）", words = "每周至少谈心一次。" }
reading = "每个学生每周至少一次。"
"""


def test_a_coordinator_begins_with_a_blank_text_under_the_schools_name_and_publishes_it(
    world: World, sign_in: SignIn
) -> None:
    client = sign_in("shen")
    assert "从空白开始" in client.get("/scheme/presets/").content.decode()
    assert client.post("/scheme/draft/start/", {"start_from": "blank"})["Location"] == "/scheme/draft/text/"
    draft = SchemeDraft.unscoped.get()
    blank = load(draft.text)
    assert isinstance(blank, Scheme)
    assert (blank.header.title, blank.rules()) == ("清河市明德中学全员导师制工作实施方案", ())
    client.post("/scheme/draft/text/", {"text": draft.text + TALK, "revision": draft.revision})
    answer = client.post("/scheme/draft/publish/", {"revision": draft.revision + 1, "valid_from": "2026-12-01"})
    assert answer.status_code == 303
    assert "每周至少谈心一次" in SchemeVersion.unscoped.get().text


def test_a_key_that_is_no_preset_begins_nothing(world: World, sign_in: SignIn) -> None:
    assert sign_in("shen").post("/scheme/draft/start/", {"start_from": "none"}).status_code == 404
    assert not SchemeDraft.unscoped.exists()
