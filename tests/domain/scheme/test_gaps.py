"""Gaps: what a source says of itself against what it lists."""

from __future__ import annotations

import pytest

from liangshi.domain.scheme import gaps
from tests.domain.scheme.texts import CATEGORIES, scheme_of

WEIGHTS = """
[[student_evaluation.parts]]
id = "conduct"
title = "日常"
drawn_from = "daily_conduct"
weight = 30
SAID

[[student_evaluation.parts]]
id = "raters"
title = "多方"
drawn_from = "raters"
raters = ["student", "peers", "mentor"]
weight = 70
SAID
"""


@pytest.mark.parametrize(
    ("body", "wrong", "right"),
    [
        (CATEGORIES + """
[[people.category_sets]]
id = "x"
title = "组"
key = "special"
categories = ["left_behind", "mind"]
stated_count = NUMBER
SAID
""", "8", "2"),
        (CATEGORIES + """
[[duties]]
id = "x"
title = "谈心"
kind = "talk"
rhythm = { manner = "ongoing" }
overrides = [
  { categories = ["mind"], obligation = "optional", stated_count = NUMBER },
  { categories = ["left_behind"], obligation = "optional" },
]
SAID
""", "2", "1"),
        (WEIGHTS.replace('id = "raters"', 'id = "x"\nstated_raters = NUMBER'), "5", "3"),
        ("""
[[bundles]]
id = "x"
title = "三个一"
parts = ["甲", "乙", "丙"]
stated_count = NUMBER
SAID
""", "4", "3"),
        ("""
[[statements]]
id = "x"
title = "四能四会"
kind = "aim"
items = ["能思考", "会学习"]
stated_count = NUMBER
SAID
""", "8", "2"),
        ("""
[[training]]
id = "x"
title = "案例库"
kind = "case_library"
categories = ["学业"]
stated_categories = NUMBER
SAID
""", "5", "1"),
    ],
)  # fmt: skip
def test_a_number_the_source_does_not_keep_is_shown(body, wrong, right):
    (note,) = gaps(scheme_of(body.replace("NUMBER", wrong)))
    assert (note.rule_id, note.stated, note.found, note.counted) == ("x", wrong, right, True)
    assert gaps(scheme_of(body.replace("NUMBER", right))) == ()


def test_weights_that_do_not_make_a_hundred_are_shown():
    assert gaps(scheme_of(WEIGHTS)) == ()
    (note,) = gaps(scheme_of(WEIGHTS.replace("70", "60")))
    assert (note.rule_id, note.stated, note.found) == ("raters", "100", "90")
    assert gaps(scheme_of(WEIGHTS.replace("weight = 30\n", "").replace("weight = 70\n", ""))) == ()


def test_a_written_gap_keeps_its_question_and_its_decision():
    (note,) = gaps(
        scheme_of("""
[[duties]]
id = "talk"
title = "谈心"
kind = "talk"
rhythm = { manner = "regularly" }
gap = { kind = "missing", stated = "定期", found = "没有次数", question = "多久？", decision = "每月" }
SAID
""")
    )
    assert (note.kind, note.question, note.decision, note.counted) == (
        "missing", "多久？", "每月", False,
    )  # fmt: skip
