"""The school's own assessment form is part of the assessment of a case: asked, sealed, read by whom it names."""

import json
from typing import Any

import pytest
import time_machine
from django.db import connection

from liangshi.schemes.models import SchemeVersion
from liangshi.wellbeing.models import Case, CaseEntry
from tests.wellbeing.case_world import NOW, a_case, in_team
from tests.wellbeing.concerns import CHAINS, publish
from tests.world import World

pytestmark = pytest.mark.django_db
FORM = """
[[forms]]
id = "assessment"
title = "评估单"
kind = "concern_assessment"
authors = ["counsellor"]
readers = ["case_team"]
source = { document = "MD", place = "三", words = "评估单" }
reading = "学校自定"
fields = [
  { key = "trigger", label = "诱因（学校）", type = "long_text" },
  { key = "sleep", label = "睡眠", type = "choice", choices = ["好", "时好时坏", "很差"], required = true },
  { key = "since", label = "从哪天起", type = "date" },
  { key = "scale", label = "心理教师的判断", type = "long_text", sensitivity = "restricted", \
readers = ["counsellor"], purpose = "决定是否转介" },
]
"""
WRITTEN = {
    "happened_on": "2026-09-10", "level": "red", "trigger": "考试失利", "protective": "喜欢画画", "sleep": "很差",
    "since": "2026-09-01", "scale": "建议转介评估",
}  # fmt: skip


@pytest.fixture
def case(world: World) -> Case:
    publish(world, CHAINS + FORM)
    row = a_case(world)
    in_team(world, row, "gao")
    return row


def write(sign_in: Any, case: Case, **changes: str) -> Any:
    with time_machine.travel(NOW, tick=False):
        return sign_in("zhou").post(f"/cases/{case.public_id}/write/assessment/", WRITTEN | changes)


def page(sign_in: Any, name: str, address: str) -> str:
    with time_machine.travel(NOW, tick=False):
        return str(sign_in(name).get(address).content.decode())


def test_the_form_asks_what_the_school_asks_once(case: Case, sign_in: Any) -> None:
    words = page(sign_in, "zhou", f"/cases/{case.public_id}/write/assessment/")
    assert "睡眠" in words
    assert "时好时坏" in words
    assert "诱因（学校）" not in words
    assert words.count('name="trigger"') == 1
    assert "睡眠" not in page(sign_in, "zhou", f"/cases/{case.public_id}/write/plan/")


def test_what_the_school_requires_is_required_and_nothing_is_lost(case: Case, sign_in: Any) -> None:
    answer = write(sign_in, case, sleep="")
    assert answer.status_code == 422
    assert "建议转介评估" in answer.content.decode()
    assert not CaseEntry.unscoped.filter(case=case, kind="assessment").exists()


def test_answers_are_read_in_the_case_and_those_for_the_counsellor_by_her_alone(case: Case, sign_in: Any) -> None:
    assert write(sign_in, case).status_code == 303
    hers = page(sign_in, "zhou", f"/cases/{case.public_id}/")
    for words in ("睡眠", "很差", "2026年9月1日", "建议转介评估"):
        assert words in hers
    of_team = page(sign_in, "gao", f"/cases/{case.public_id}/")
    assert "很差" in of_team
    assert "建议转介评估" not in of_team
    printed = page(sign_in, "gao", f"/cases/{case.public_id}/chronology/")
    assert "很差" in printed
    assert "建议转介评估" not in printed


def test_answers_lie_sealed(case: Case, sign_in: Any) -> None:
    write(sign_in, case)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM wellbeing_caseentry")
        lying = "".join(str(row[0]) for row in cursor.fetchall())
    assert json.dumps("很差").strip('"') not in lying
    assert "很差" not in lying
    assert "很差" in CaseEntry.unscoped.get(case=case, kind="assessment").content


def test_a_scheme_that_changes_later_changes_no_entry(case: Case, world: World, sign_in: Any) -> None:
    write(sign_in, case)
    SchemeVersion.unscoped.filter(school=world.schools["mingde"]).update(text=CHAINS)
    assert "很差" in page(sign_in, "zhou", f"/cases/{case.public_id}/")


def test_without_a_form_of_its_own_the_assessment_is_as_ever(world: World, sign_in: Any) -> None:
    row = a_case(world)
    plain = {key: WRITTEN[key] for key in ("happened_on", "level", "trigger", "protective")}
    with time_machine.travel(NOW, tick=False):
        assert sign_in("zhou").post(f"/cases/{row.public_id}/write/assessment/", plain).status_code == 303
    assert "own answers" not in CaseEntry.unscoped.get(case=row, kind="assessment").content
