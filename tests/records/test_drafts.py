"""Drafts of any form: kept, given back to their writer alone, dropped once sent."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from liangshi.records.models import Draft
from liangshi.records.services.drafts import DraftTooLongError, draft_of, drop_draft, forget_drafts, keep_draft
from tests.records.conftest import DAY, NOW, by
from tests.world import World

SignIn = Callable[[str], Client]
CONTENT = {"words": ["想和爸爸谈谈"], "kind": ["talk"]}


def test_what_is_kept_is_given_back_to_its_writer_only(world: World) -> None:
    keep_draft(by=by(world, "wang"), key="entry:new", content=CONTENT, now=NOW)
    kept = draft_of(by(world, "wang"), "entry:new")
    assert kept is not None
    assert kept.content == CONTENT
    assert draft_of(by(world, "li"), "entry:new") is None
    assert draft_of(by(world, "wang"), "entry:other") is None


def test_the_text_is_sealed_in_the_database(world: World) -> None:
    keep_draft(by=by(world, "wang"), key="entry:new", content=CONTENT, now=NOW)
    stored = str(Draft.unscoped.values_list("content", flat=True).get().text)
    assert "爸爸" not in stored
    assert stored.startswith("s1.")


def test_a_dropped_draft_is_gone_and_a_late_keystroke_does_not_bring_it_back(world: World) -> None:
    wang = by(world, "wang")
    keep_draft(by=wang, key="entry:new", content=CONTENT, now=NOW)
    drop_draft(by=wang, key="entry:new", now=NOW)
    keep_draft(by=wang, key="entry:new", content=CONTENT, now=NOW)
    kept = draft_of(wang, "entry:new")
    assert kept is not None
    assert (kept.content, kept.dropped_at) == ({}, NOW)
    keep_draft(by=wang, key="entry:new", content=CONTENT, now=NOW + DAY)
    again = draft_of(wang, "entry:new")
    assert again is not None
    assert (again.content, again.dropped_at) == (CONTENT, None)


def test_more_text_than_a_form_holds_is_refused(world: World) -> None:
    with pytest.raises(DraftTooLongError):
        keep_draft(by=by(world, "wang"), key="entry:new", content={"words": ["长" * 60_000]}, now=NOW)


def test_what_nobody_touched_for_two_months_is_forgotten(world: World) -> None:
    keep_draft(by=by(world, "wang"), key="old", content=CONTENT, now=NOW - 61 * DAY)
    keep_draft(by=by(world, "wang"), key="new", content=CONTENT, now=NOW - 59 * DAY)
    assert forget_drafts(NOW) == 1
    assert Draft.unscoped.get().key == "new"


def test_a_browser_keeps_reads_and_drops(world: World, sign_in: SignIn) -> None:
    browser, url = sign_in("wang"), "/records/draft/?key=entry:new"
    assert browser.post(url, {"content": json.dumps(CONTENT)}).status_code == 204
    assert browser.get(url).json()["content"] == CONTENT
    assert sign_in("li").get(url).json()["content"] is None
    assert browser.delete(url).status_code == 204
    answer = browser.get(url).json()
    assert answer["content"] is None
    assert answer["dropped"] is not None


@pytest.mark.parametrize(
    ("key", "content"), [("", "{}"), ("A B", "{}"), ("entry:new", "no json"), ("entry:new", '{"words": "text"}')]
)
def test_what_is_no_draft_is_refused(key: str, content: str, world: World, sign_in: SignIn) -> None:
    assert sign_in("wang").post(f"/records/draft/?key={key}", {"content": content}).status_code == 422
    assert not Draft.unscoped.exists()
