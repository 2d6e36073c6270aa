"""A school's scheme that extends a preset."""

from __future__ import annotations

from liangshi.domain.scheme import Period, Scheme, dump, extended, load
from tests.domain.scheme.shelf import preset
from tests.domain.scheme.texts import HEADER, text_of

HEADER_ON_WUHU = HEADER.replace('["junior"]', '["senior"]').replace(
    'version = "2025-1"', 'version = "2025-1"\nbase = "wuhu-2022"\ndrops = ["way-club"]'
)
OWN = """
[[duties]]
id = "talk"
title = "每月谈心"
kind = "talk"
rhythm = { at_least = 1, every = "month" }
SAID

[[duties]]
id = "case"
title = "案例"
kind = "case_study"
per = "mentor"
rhythm = { exactly = 1, every = "school_year" }
SAID
"""


def own_scheme(body: str = OWN) -> Scheme:
    loaded = load(text_of(body, HEADER_ON_WUHU), {"wuhu-2022": preset("wuhu-2022")})
    assert isinstance(loaded, Scheme), loaded
    return loaded


def test_own_rules_stand_in_the_place_of_the_bases_and_new_ones_at_the_end():
    whole = extended(own_scheme(), preset("wuhu-2022"))
    ids = [duty.id for duty in whole.duties]
    assert ids == [*(d.id for d in preset("wuhu-2022").duties), "case"]
    assert whole.duties[ids.index("talk")].rhythm.every is Period.MONTH


def test_dropped_rules_are_gone_and_all_else_of_the_base_is_there():
    whole = extended(own_scheme(), preset("wuhu-2022"))
    assert [way.id for way in whole.matching.ways] == ["way-survey", "way-two-sided"]
    assert whole.matching.quotas == preset("wuhu-2022").matching.quotas
    placed = {rule_id for item in whole.outline for rule_id in item.rules}
    assert "way-two-sided" in placed
    assert "way-club" not in placed
    assert [paper.key for paper in whole.documents] == ["WH", "校"]


def test_the_whole_stands_by_itself():
    whole = extended(own_scheme(), preset("wuhu-2022"))
    assert (whole.header.base, whole.header.drops) == (None, ())
    assert load(dump(whole)) == whole


def test_both_dated_versions_of_a_rule_stand_in_the_place_of_the_bases():
    first = OWN.split("[[duties]]")[1]
    body = (
        f"[[duties]]{first}valid_until = 2026-02-01\n"
        f"[[duties]]{first.replace('month', 'week')}valid_from = 2026-02-01\n"
    )
    whole = extended(own_scheme(body), preset("wuhu-2022"))
    talks = [duty.rhythm.every for duty in whole.duties if duty.id == "talk"]
    assert talks == [Period.MONTH, Period.WEEK]


def test_dated_versions_of_the_base_stay_together():
    base = preset("wuhu-2022")
    talk = next(duty for duty in base.duties if duty.id == "talk")
    later = talk.model_copy(update={"title": "以后的谈话"})
    dated = base.model_copy(update={"duties": (talk, later)})
    own = own_scheme('[[guidance]]\nid = "own"\ntitle = "劳动"\nkey = "labour"\norder = 6\nSAID\n')
    assert [d.title for d in extended(own, dated).duties] == ["谈心谈话", "以后的谈话"]


def test_an_own_outline_replaces_the_bases():
    outline = '[[outline]]\nnumber = "一"\nheading = "任务"\nrules = ["talk", "home-visit"]\n'
    whole = extended(own_scheme(outline + OWN), preset("wuhu-2022"))
    assert [item.heading for item in whole.outline] == ["任务"]


def test_rules_without_a_place_in_the_outline_are_known():
    whole = extended(own_scheme(), preset("wuhu-2022"))
    assert "case" in [rule.id for rule in whole.unplaced_rules()]
    assert "talk" not in [rule.id for rule in whole.unplaced_rules()]


def test_examples_of_the_base_about_dropped_rules_go_with_them():
    header = HEADER_ON_WUHU.replace('"way-club"', '"growth-message", "three-tasks", "home-visit"')
    loaded = load(text_of(OWN, header), {"wuhu-2022": preset("wuhu-2022")})
    assert isinstance(loaded, Scheme)
    left = {example.id for example in extended(loaded, preset("wuhu-2022")).examples}
    assert "fifteen-students" in left
    assert "visit-once-a-year" not in left
