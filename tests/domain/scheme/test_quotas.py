"""Which quota holds for which mentor."""

from __future__ import annotations

from datetime import date

from liangshi.domain.scheme import Stage, quota_for
from liangshi.domain.scheme.people import MentorPool
from tests.domain.scheme.texts import codes_of, scheme_of

DAY = date(2025, 10, 15)
QUOTAS = """
[[matching.quotas]]
id = "everyone"
title = "至多十人"
ceiling = 10
SAID

[[matching.quotas]]
id = "homeroom"
title = "班主任至多五人"
ceiling = 5
roles = ["homeroom_teacher"]
SAID

[[matching.quotas]]
id = "outsiders"
title = "校外导师至多三人"
ceiling = 3
pools = ["parents"]
SAID

[[matching.quotas]]
id = "young-homeroom"
title = "青年班主任至多四人"
ceiling = 4
roles = ["homeroom_teacher"]
early_career_only = true
SAID

[[matching.quotas]]
id = "leavers"
title = "毕业年级至多八人"
ceiling = 8
grades = [9]
stages = ["junior"]
valid_from = 2026-02-01
SAID
"""


def ceiling(day=DAY, **mentor) -> int:
    quota = quota_for(scheme_of(QUOTAS), day, **mentor)
    assert quota is not None
    return quota.ceiling


def test_the_most_particular_quota_holds():
    homeroom = frozenset({"homeroom_teacher"})
    assert ceiling() == 10
    assert ceiling(roles=homeroom) == 5
    assert ceiling(roles=homeroom, early_career=True) == 4
    assert ceiling(early_career=True) == 10
    assert ceiling(pool=MentorPool.PARENTS) == 3


def test_a_quota_for_some_grades_holds_there_and_then():
    later = date(2026, 3, 2)
    assert ceiling(later, grade=9, stage=Stage.JUNIOR) == 8
    assert ceiling(grade=9, stage=Stage.JUNIOR) == 10
    assert ceiling(later, grade=8, stage=Stage.JUNIOR) == 10
    assert ceiling(later, grade=9, stage=Stage.SENIOR) == 10


def test_without_quotas_there_is_none():
    assert quota_for(scheme_of(""), DAY) is None


def test_a_quota_for_other_roles_or_grades_is_no_rival():
    first = '[[matching.quotas]]\nid = "a"\ntitle = "名额"\nceiling = 8\ngrades = [7]\nSAID\n'
    other = first.replace('"a"', '"b"')
    assert codes_of(first + other) == ("rival_quotas",)
    assert scheme_of(first + other.replace("[7]", "[8]"))
