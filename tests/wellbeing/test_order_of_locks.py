"""Whoever writes about a concern locks in one order: the concern, the chain of the school, the ladder."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liangshi.wellbeing.models import Concern
from liangshi.wellbeing.services.assessing import assess_concern, close_concern, reopen_concern
from liangshi.wellbeing.services.hands import (
    accept_concern,
    decline_concern,
    give_concern_back,
    offer_concern,
    take_in_hand,
)
from liangshi.wellbeing.services.manning import be_away
from liangshi.wellbeing.services.naming import name_adult
from liangshi.wellbeing.services.reading import read_concern
from tests.wellbeing.concerns import EVENING, MINUTE, raised, viewer
from tests.world import World

LATER = EVENING + MINUTE
Act = Callable[[World, Concern], object]


def given(act: str) -> Act:
    """An act of 周心怡, who has the concern in hand where the act needs it."""

    def do(world: World, concern: Concern) -> object:
        zhou, shen = viewer(world, "zhou"), viewer(world, "shen")
        acts: dict[str, Callable[[], object]] = {
            "read": lambda: read_concern(by=zhou, concern=concern, now=LATER),
            "take": lambda: take_in_hand(by=shen, concern=concern, now=LATER),
            "give back": lambda: give_concern_back(by=zhou, concern=concern, reason="要出门", now=LATER),
            "accept": lambda: accept_concern(by=shen, concern=concern, now=LATER),
            "decline": lambda: decline_concern(by=shen, concern=concern, now=LATER),
            "assess": lambda: assess_concern(by=zhou, concern=concern, level="red", now=LATER),
            "close": lambda: close_concern(by=zhou, concern=concern, outcome="已安全", now=LATER),
            "reopen": lambda: reopen_concern(by=shen, concern=concern, now=LATER),
            "name an adult": lambda: name_adult(by=zhou, concern=concern, staff=world.staff["li"], now=LATER),
            "be away": lambda: be_away(
                by=shen, staff=world.staff["zhou"], starts_at=LATER, ends_at=LATER + timedelta(days=1),
                stand_in=None, now=LATER,
            ),
        }  # fmt: skip
        return acts[act]()

    return do


def prepare(world: World, concern: Concern, act: str) -> None:
    """Bring the concern to where the act is possible."""
    zhou = viewer(world, "zhou")
    if act != "take":
        take_in_hand(by=zhou, concern=concern, now=EVENING)
    if act in {"accept", "decline"}:
        offer_concern(by=zhou, concern=concern, to=world.account("shen"), reason="请接手", now=EVENING)
    if act == "reopen":
        close_concern(by=zhou, concern=concern, outcome="已安全", now=EVENING)


ACTS = ("read", "take", "give back", "accept", "decline", "assess", "close", "reopen", "name an adult", "be away")


@pytest.mark.parametrize("act", ACTS)
def test_the_chain_is_locked_before_the_ladder(world: World, act: str) -> None:
    concern = raised(world)
    prepare(world, concern, act)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        given(act)(world, concern)
    said = [query["sql"] for query in asked.captured_queries]
    chain = next(number for number, sql in enumerate(said) if 'FROM "audit_chain"' in sql)
    ladder = [
        number for number, sql in enumerate(said)
        if sql.startswith(('UPDATE "wellbeing_concernrun"', 'UPDATE "wellbeing_tell"'))
    ]  # fmt: skip
    assert all(chain < number for number in ladder), said
    first = (
        next(number for number, sql in enumerate(said) if 'FROM "wellbeing_concern"' in sql) if act != "be away" else 0
    )
    assert first < chain
