"""The scheme's chains become ladders."""

from datetime import date
from pathlib import Path

from liangshi.domain.escalation import Ladder, Level, Rung, ladder_of, levels_of
from liangshi.domain.scheme import Channel, Scheme, TimeLimit, TimeUnit, load
from tests.domain.escalation.desk import HALF_AN_HOUR, TEN

CATALOGUE = Path(__file__).resolve().parents[3] / "liangshi/schemes/catalogue"
DAY = date(2026, 9, 10)
ONE_DAY = TimeLimit(unit=TimeUnit.HOURS, amount=24)
RED, YELLOW = Level("red", "红色", 1), Level("yellow", "黄色", 2)

HEADER = """
[header]
key = "mingde"
title = "导师制方案"
stages = ["senior"]
level = "school"
version = "1"
author = "明德中学"
valid_from = 2026-09-01
[[documents]]
key = "own"
title = "方案"
"""
SAID = 'source = { document = "own", place = "一", words = "上报" }\nreading = "上报"\n'
LEVELS = f"""
[[wellbeing.levels]]
id = "level-yellow"
title = "黄色"
key = "yellow"
rank = 2
{SAID}
[[wellbeing.levels]]
id = "level-red"
title = "红色"
key = "red"
rank = 1
{SAID}
"""


def preset(key: str) -> Scheme:
    return parsed((CATALOGUE / f"{key}.toml").read_text(encoding="utf-8"))


def parsed(text: str) -> Scheme:
    scheme = load(text)
    assert isinstance(scheme, Scheme), scheme
    return scheme


def chain(key: str, steps: str, more: str = "") -> str:
    return f'[[wellbeing.chains]]\nid = "{key}"\ntitle = "上报"\n{SAID}{more}\nsteps = [{steps}]\n'


def step(by: str, to: str, within: str = 'unit = "at_once"', more: str = "") -> str:
    return f'{{ reported_by = "{by}", reported_to = "{to}", within = {{ {within} }}{more} }},'


MINUTES_10 = 'amount = 10, unit = "minutes"'
MINUTES_30 = 'amount = 30, unit = "minutes"'
HOURS_24 = 'amount = 24, unit = "hours"'
UPWARDS = (
    step("mentor", "homeroom_teacher", more=', channels = ["phone"]')
    + step("homeroom_teacher", "grade_lead", MINUTES_10)
    + step("grade_lead", "principal", MINUTES_30)
)


def written(*parts: str) -> Scheme:
    return parsed(HEADER + LEVELS + "".join(parts))


def test_a_rung_has_the_time_in_which_it_would_have_to_report_further() -> None:
    scheme = written(chain("up", UPWARDS, 'levels = ["red"]'))
    assert ladder_of(scheme, "red", DAY) == Ladder(
        RED,
        (
            Rung(("homeroom_teacher",), (TEN,), (Channel.PHONE,)),
            Rung(("grade_lead",), (HALF_AN_HOUR,)),
            Rung(("principal",), (HALF_AN_HOUR,)),
        ),
    )


def test_the_levels_are_named_with_the_most_urgent_first() -> None:
    assert levels_of(written(), DAY) == (RED, YELLOW)
    assert levels_of(preset("wuhu-2022"), DAY) == ()


def test_the_school_is_the_counsellor_then_the_coordinator_then_the_principal() -> None:
    ladder = ladder_of(preset("baiyin-2025"), "urgent", DAY)
    assert ladder.rungs == (Rung(("counsellor", "coordinator", "principal"), (TEN,)),)
    assert ladder.level == Level("urgent", "紧急", 1)
    assert ladder.to_the_top


def test_where_no_chain_holds_there_is_a_ladder_all_the_same() -> None:
    bare = ladder_of(written(chain("up", UPWARDS, 'levels = ["red"]')), "yellow", DAY)
    assert [rung.roles for rung in bare.rungs] == [("counsellor",), ("coordinator",), ("principal",)]
    assert {rung.within for rung in bare.rungs} == {(HALF_AN_HOUR,)}
    assert bare.level == YELLOW
    assert not bare.to_the_top
    assert ladder_of(preset("wuhu-2022"), None, DAY).level is None


def test_a_chain_without_levels_holds_for_every_concern_also_before_it_is_assessed() -> None:
    scheme = written(chain("up", step("mentor", "principal", HOURS_24)))
    for level in ("red", "yellow", None):
        assert ladder_of(scheme, level, DAY).rungs == (Rung(("principal",), (ONE_DAY,)),)


def test_two_chains_for_one_level_stand_side_by_side_and_the_shorter_time_counts() -> None:
    beside = step("mentor", "counsellor") + step("counsellor", "principal", HOURS_24)
    scheme = written(chain("up", UPWARDS), chain("mind", beside, "emergency_measures = true"))
    ladder = ladder_of(scheme, "red", DAY)
    assert ladder.rungs == (
        Rung(("homeroom_teacher", "counsellor"), (TEN, ONE_DAY), (Channel.PHONE,)),
        Rung(("grade_lead", "principal"), (HALF_AN_HOUR, ONE_DAY)),
        Rung(("principal",), (HALF_AN_HOUR,)),
    )
    assert ladder.to_the_top


def test_a_chain_holds_from_its_first_day_to_the_day_before_its_end() -> None:
    dated = "valid_from = 2026-10-01\nvalid_until = 2026-11-01"
    scheme = written(chain("up", step("mentor", "principal", HOURS_24), dated))
    assert len(ladder_of(scheme, "red", date(2026, 9, 30)).rungs) == 3
    assert len(ladder_of(scheme, "red", date(2026, 10, 1)).rungs) == 1
    assert len(ladder_of(scheme, "red", date(2026, 11, 1)).rungs) == 3


def test_a_role_of_the_schools_own_is_also_found_by_what_it_acts_as() -> None:
    own = f'[[people.roles]]\nid = "r"\ntitle = "关爱专员"\nrole = "care"\nacts_as = "counsellor"\n{SAID}'
    known = f'[[people.roles]]\nid = "p"\ntitle = "校长"\nrole = "principal"\n{SAID}'
    scheme = written(own, known, chain("up", step("mentor", "care") + step("care", "principal", MINUTES_30)))
    assert [rung.roles for rung in ladder_of(scheme, "red", DAY).rungs] == [("care", "counsellor"), ("principal",)]


def test_no_clock_hands_a_concern_to_children_or_families() -> None:
    scheme = written(chain("up", step("mentor", "guardian") + step("mentor", "principal", MINUTES_30)))
    assert [rung.roles for rung in ladder_of(scheme, "red", DAY).rungs] == [("principal",)]
    only_family = written(chain("up", step("mentor", "guardian")))
    assert ladder_of(only_family, "red", DAY).rungs[0].roles == ("counsellor",)
