"""The trail in words, for those who may read it."""

import ast
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import liangshi
from liangshi.access.queries import viewer_of
from liangshi.pairing.choices import KeptTreatment, PhaseMove
from liangshi.pairing.models import Pairing
from liangshi.pairing.services.changes import Ask, ask_for_change, withdraw
from liangshi.workbench.words import VERB_WORDS
from tests.world import World

from .conftest import NOW

SignIn = Callable[[str], Client]


def leave_traces(world: World, sign_in: SignIn) -> None:
    sign_in("wang").get(f"/students/{world.students['xiaoming'].public_id}/")
    sign_in("shen").post("/grades/new/", {"level": 12, "name": "高三"})
    sign_in("shen").post(
        f"/students/{world.students['xiaohong'].public_id}/move/",
        {"group": world.classes["c102"].public_id, "on": "2026-09-07"},
    )


def lines(browser: Client, query: str = "") -> list[str]:
    return [line.verb for line in browser.get(f"/audit/?{query}").context["lines"]]


def test_changes_and_readings_are_told_in_words_newest_first(world: World, sign_in: SignIn) -> None:
    leave_traces(world, sign_in)
    page = sign_in("gu").get("/audit/").content.decode()
    assert page.index("办理了调班") < page.index("添加了年级") < page.index("查看了监护人联系方式")
    assert "王海燕" in page
    assert "赵小明" in page
    assert "日期 2026-09-07" in page


def test_the_trail_is_filtered_by_person_kind_subject_and_reading(world: World, sign_in: SignIn) -> None:
    leave_traces(world, sign_in)
    browser = sign_in("lin")
    assert lines(browser, "person=王海燕") == ["guardians.read"]
    assert lines(browser, "kind=grade") == ["grade.added"]
    assert lines(browser, "kind=student") == ["student.moved", "guardians.read"]
    assert lines(browser, "subject=钱小红") == ["student.moved"]
    assert lines(browser, "subject=S1001") == ["guardians.read"]
    assert lines(browser, f"subject={world.students['xiaoming'].public_id}") == ["guardians.read"]
    assert lines(browser, "readings=on") == ["guardians.read"]
    assert "没有符合条件的记录" in browser.get("/audit/?person=nobody").content.decode()


def test_an_appointment_says_who_and_which_role(world: World, sign_in: SignIn) -> None:
    form = {"staff": world.staff["li"].public_id, "role": "counsellor", "starts_on": "2026-09-10"}
    sign_in("gu").post("/roles/new/", form)
    assert "心理教师、李向东、从 2026-09-10 起" in sign_in("gu").get("/audit/").content.decode()


@pytest.mark.parametrize(
    ("mentor", "told"), [("wang", {"shen"}), ("shen", {"lin"}), ("lin", {"shen"}), ("gu", {"shen"})]
)
def test_a_quiet_request_for_another_mentor_is_told_to_who_decides_and_never_to_the_mentor(
    world: World, sign_in: SignIn, mentor: str, told: set[str]
) -> None:
    student = world.students["xiaoming"]
    Pairing.unscoped.create(
        school=student.school, student=student, mentor=world.staff[mentor], starts_on=date(2026, 9, 1),
        came_about="placed", created_at=NOW,
    )  # fmt: skip
    viewer = viewer_of(world.account("xiaoming"), NOW.date())
    request = ask_for_change(by=viewer, pairing=Pairing.unscoped.get(), ask=Ask("fit"), now=NOW)
    withdraw(by=viewer, request=request, now=NOW)
    readers = {
        name
        for name in ("shen", "lin", "gu")
        if {"change.asked", "change.withdrawn"} & set(lines(sign_in(name)))
        or student.name in sign_in(name).get("/audit/").content.decode()
    }
    assert readers == told


def test_the_other_school_has_a_trail_of_its_own(world: World, sign_in: SignIn) -> None:
    leave_traces(world, sign_in)
    assert lines(sign_in("he")) == []


def test_a_page_of_the_trail_costs_few_statements(world: World, sign_in: SignIn) -> None:
    leave_traces(world, sign_in)
    browser = sign_in("gu")
    with CaptureQueriesContext(connection) as asked:
        browser.get("/audit/")
    assert len(asked) <= 12


DERIVED: dict[str, set[str]] = {
    "wishes.": {"submitted", "withdrawn"},
    "nomination.": {"made", "renewed", "ended", "confirmed", "declined"},
    "mentor.": {"approved", "declined", "in_training", "exempt"},
    "decline.": {"upheld", "refused"},
    "phase.": set(PhaseMove.values),
    "groups.": {"divided", "given", "moved"},
    "kept.": {"former_drawn", "assigned", *KeptTreatment.values},
}
"""Verbs that a service puts together from a prefix and a choice."""
TRACES = re.compile(r"^_?(record|note|log|trace|hold|leave_trace)$")
VERB = re.compile(r"^[a-z_]+\.[a-z_]+$")


def recorded_verbs() -> tuple[set[str], set[str]]:
    """Whole verbs that services record, and beginnings of those that are put together."""
    whole, beginnings = set(), set()
    for path in Path(liangshi.__file__).parent.rglob("services/*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            named = [word.value for word in call.keywords if word.arg == "verb"]
            name = ast.unparse(call.func).rpartition(".")[2]
            given = [*named, *(call.args[1:2] if TRACES.match(name) else [])]
            for value in given:
                if isinstance(value, ast.Constant) and VERB.match(str(value.value)):
                    whole.add(str(value.value))
                elif isinstance(value, ast.JoinedStr) and isinstance(value.values[0], ast.Constant):
                    beginnings.add(str(value.values[0].value))
    return whole, beginnings


def test_every_verb_that_a_service_records_has_words() -> None:
    whole, beginnings = recorded_verbs()
    assert {"student.moved", "guardians.read", "mentors.published"} <= whole
    assert whole - set(VERB_WORDS) == set()
    put_together = {f"{start}{end}" for start, ends in DERIVED.items() for end in ends}
    assert put_together - set(VERB_WORDS) == set()
    assert {start for start in beginnings if not any(verb.startswith(start) for verb in VERB_WORDS)} == set()
    assert {"nomination.", "kept.", "wishes."} <= beginnings
