"""Announce the digest, enter the draw once, work it out, have it checked."""

import json

import pytest

from liangshi.domain.matching.verify import verify
from liangshi.notices.models import Notice
from liangshi.pairing.choices import DrawState, NominationState
from liangshi.pairing.models import ClosedInput, Draw, Nomination, SealKey, Solution, Told
from liangshi.pairing.queries.outcome import standing_of
from liangshi.pairing.services.solving import (
    BadSeedError,
    DrawnAlreadyError,
    NotAnnouncedError,
    NothingToDrawError,
    StillWorkingError,
    announce_draw,
    enter_seed,
    try_again,
    work_out,
)
from tests.world import TODAY, World

from .conftest import NOW, Running, by
from .solved import close, draw, solved


def test_a_draw_is_worked_out_and_holds(running: Running) -> None:
    running.hand_in("xiaoming", "wang", "li")
    solution = solved(running)
    assert Draw.unscoped.get().state == DrawState.DONE
    assert verify(solution.market, solution.certificate).ok
    child = standing_of(solution).of(running.candidates["xiaoming"])
    assert [(one.mentor.staff.name, one.number) for one in child.settled] == [("王海燕", 1)]


def test_everybody_hears_of_the_digest_before_the_draw(running: Running, world: World) -> None:
    now = close(running)
    told = announce_draw(by=by(world, "shen"), round_=running.round, how="福彩双色球第2026130期", now=now)
    digest = ClosedInput.unscoped.get().digest
    notices = Notice.unscoped.filter(kind="round.draw_announced")
    assert told == notices.count() == 8
    assert all(digest in notice.text for notice in notices)
    assert notices.filter(account=world.account("zhaoma")).exists()
    assert not notices.filter(account=world.account("xiaoli")).exists()


def test_nothing_is_drawn_before_it_is_closed_and_announced(running: Running, world: World) -> None:
    shen = by(world, "shen")
    with pytest.raises(NothingToDrawError):
        announce_draw(by=shen, round_=running.round, how="抽签", now=NOW)
    now = close(running)
    with pytest.raises(NotAnnouncedError):
        enter_seed(by=shen, round_=running.round, seed="1", now=now)
    with pytest.raises(NotAnnouncedError):
        announce_draw(by=shen, round_=running.round, how="", now=now)


@pytest.mark.parametrize("seed", ["", "1|2"])
def test_a_seed_that_cannot_be_drawn_is_refused(running: Running, world: World, seed: str) -> None:
    now = close(running)
    announce_draw(by=by(world, "shen"), round_=running.round, how="抽签", now=now)
    with pytest.raises(BadSeedError):
        enter_seed(by=by(world, "shen"), round_=running.round, seed=seed, now=now)


def test_a_seed_is_entered_once_and_never_again(running: Running, world: World) -> None:
    solved(running)
    with pytest.raises(DrawnAlreadyError):
        enter_seed(by=by(world, "shen"), round_=running.round, seed="更好看的", now=NOW)
    with pytest.raises(DrawnAlreadyError):
        announce_draw(by=by(world, "shen"), round_=running.round, how="再抽一次", now=NOW)


def test_working_out_twice_makes_one_solution(running: Running) -> None:
    waiting = draw(running)
    work_out.call(waiting.pk)
    work_out.call(waiting.pk)
    assert Solution.unscoped.count() == 1


def test_an_interrupted_draw_is_tried_again_and_a_finished_one_is_not(running: Running, world: World) -> None:
    waiting = draw(running)
    with pytest.raises(StillWorkingError):
        try_again(by=by(world, "shen"), draw=waiting, now=waiting.entered_at)
    Draw.unscoped.update(state=DrawState.FAILED, failure="断电")
    waiting.refresh_from_db()
    try_again(by=by(world, "shen"), draw=waiting, now=waiting.entered_at)
    work_out.call(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == DrawState.DONE
    with pytest.raises(StillWorkingError):
        try_again(by=by(world, "shen"), draw=waiting, now=waiting.entered_at)


def test_each_child_is_told_its_own_reasons_in_open_words(running: Running) -> None:
    running.mentors["wang"].quota = 1
    running.mentors["wang"].save()
    running.hand_in("xiaoming", "wang", "li")
    running.hand_in("xiaohong", "wang", "gao")
    solved(running)
    codes = {row.candidate.student.name: [code for code, _ in row.reasons] for row in Told.unscoped.all()}
    assert sorted(codes["赵小明"] + codes["钱小红"]) == ["wish_full", "wish_served", "wish_served"]
    assert codes["孙小刚"][0] == "placed"
    mentors = {row.public_id for row in running.mentors.values()}
    for row in Told.unscoped.all():
        assert all(params["mentor"] in mentors for _, params in row.reasons if "mentor" in params)


def test_the_sealed_input_names_nobody_and_no_category(running: Running, world: World) -> None:
    Nomination.unscoped.create(
        school=world.schools["mingde"], student=world.students["xiaogang"], kind="category", category="key-group",
        route="coordinator", nominated_by=world.account("shen"), nominated_at=NOW, reason="家庭变故",
        state=NominationState.CONFIRMED, review_on=TODAY, expires_on=TODAY.replace(year=2099),
    )  # fmt: skip
    running.hand_in("xiaogang", "wang")
    close(running)
    text = json.dumps(ClosedInput.unscoped.get().market, ensure_ascii=False)
    for student in world.students.values():
        assert student.public_id not in text
        assert student.name not in text
    for told in ("学业辅导", "key-group", '"tier"', "tier_at"):
        assert told not in text
    assert SealKey.unscoped.get().students[world.students["xiaogang"].public_id] in text
