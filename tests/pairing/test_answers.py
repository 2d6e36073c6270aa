"""Mentors answer those who asked."""

from collections.abc import Callable

import pytest
from django.test import Client

from liangshi.pairing.choices import NominationState, PhaseKind, Ruling
from liangshi.pairing.models import Acceptance, Nomination, Round, RoundMentor
from liangshi.pairing.queries.terms import scheme_of
from liangshi.pairing.queries.wishes import askers_of
from liangshi.pairing.services.answers import (
    Decline,
    DecliningNotAllowedError,
    NotAskedError,
    RulingNeedsReasonError,
    TooManyDeclinesError,
    decline,
    declines_left,
    finish_answers,
    rule_on_decline,
    welcome,
)
from liangshi.pairing.services.phases import NotOpenError
from tests.pairing.conftest import NOW, Running, by

SignIn = Callable[[str], Client]


def say_no(running: Running, mentor: str, student: str, reason: str = "health") -> None:
    decline(
        by=by(running.world, mentor), mentor=running.mentors[mentor], candidate=running.candidates[student],
        why=Decline(reason, "医嘱休息"), scheme=scheme_of(running.round), now=running.at(PhaseKind.ANSWER),
    )  # fmt: skip


def say_yes(running: Running, mentor: str, student: str, rank: int | None = None) -> None:
    welcome(
        by=by(running.world, mentor), mentor=running.mentors[mentor], candidate=running.candidates[student],
        rank=rank, now=running.at(PhaseKind.ANSWER),
    )  # fmt: skip


def test_a_mentor_meets_those_who_asked_without_the_order_of_their_wishes(running: Running) -> None:
    running.hand_in("xiaoming", "gao", "wang")
    draft = running.hand_in("xiaohong", "wang")
    draft.state = "draft"
    draft.save()
    (asker,) = askers_of(running.mentors["wang"])
    assert (asker.candidate.student.name, asker.help_wanted, asker.rank) == ("赵小明", ["学业辅导"], None)
    Round.unscoped.filter(pk=running.round.pk).update(mentors_see_order=True)
    mentor = RoundMentor.unscoped.get(pk=running.mentors["wang"].pk)
    assert [asker.rank for asker in askers_of(mentor)] == [2]


def test_the_page_never_shows_a_category(running: Running, sign_in: SignIn) -> None:
    running.open(PhaseKind.ANSWER)
    running.hand_in("xiaogang", "li")
    Nomination.unscoped.create(
        school=running.round.school, student=running.world.students["xiaogang"], kind="category",
        category="left_behind", route="homeroom_teacher", nominated_by=running.world.account("shen"),
        nominated_at=NOW, reason="父母在外地工作", state=NominationState.CONFIRMED,
        review_on=NOW.date(), expires_on=NOW.date().replace(year=2100),
    )  # fmt: skip
    page = sign_in("li").get(f"/rounds/{running.round.public_id}/answers/").content.decode()
    assert "孙小刚" in page
    assert "希望老师耐心一些" in page
    assert "留守" not in page
    assert "父母在外地" not in page


def test_students_are_welcomed_in_tie_groups(running: Running) -> None:
    for name in ("xiaoming", "xiaohong"):
        running.hand_in(name, "wang")
        say_yes(running, "wang", name, rank=1)
    say_yes(running, "wang", "xiaohong", rank=None)
    ranks = dict(Acceptance.unscoped.values_list("candidate__student__name", "rank"))
    assert ranks == {"赵小明": 1, "钱小红": None}


def test_only_those_who_asked_can_be_answered_and_only_by_the_mentor(running: Running) -> None:
    running.hand_in("xiaoming", "wang")
    with pytest.raises(NotAskedError):
        say_yes(running, "wang", "xiaogang")
    with pytest.raises(NotAskedError):
        welcome(
            by=by(running.world, "li"), mentor=running.mentors["wang"], candidate=running.candidates["xiaoming"],
            rank=1, now=running.at(PhaseKind.ANSWER),
        )  # fmt: skip
    with pytest.raises(NotOpenError):
        welcome(
            by=by(running.world, "wang"), mentor=running.mentors["wang"],
            candidate=running.candidates["xiaoming"], rank=1, now=running.after(PhaseKind.ANSWER),
        )  # fmt: skip
    assert not Acceptance.unscoped.exists()


def test_a_decline_needs_a_reason_that_the_scheme_accepts(running: Running) -> None:
    running.hand_in("xiaoming", "wang")
    with pytest.raises(DecliningNotAllowedError):
        say_no(running, "wang", "xiaoming", reason="out_of_field")
    say_no(running, "wang", "xiaoming", reason="health")
    assert Acceptance.unscoped.get().decline_reason == "health"


def test_declines_are_capped_and_one_set_aside_counts_no_more(running: Running) -> None:
    for name in ("xiaoming", "xiaohong"):
        running.hand_in(name, "wang")
    say_no(running, "wang", "xiaoming")
    say_no(running, "wang", "xiaoming", reason="quota_full")
    assert declines_left(running.mentors["wang"]) == 0
    with pytest.raises(TooManyDeclinesError):
        say_no(running, "wang", "xiaohong")
    answer, shen = Acceptance.unscoped.get(), by(running.world, "shen")
    with pytest.raises(RulingNeedsReasonError):
        rule_on_decline(by=shen, answer=answer, ruling=Ruling.REFUSED, reason="", now=NOW)
    rule_on_decline(by=shen, answer=answer, ruling=Ruling.REFUSED, reason="名额未满", now=NOW)
    say_no(running, "wang", "xiaohong")
    assert Acceptance.unscoped.filter(answer="decline").count() == 2


def test_a_welcome_is_nothing_to_rule_on(running: Running) -> None:
    running.hand_in("xiaoming", "wang")
    say_yes(running, "wang", "xiaoming")
    with pytest.raises(RulingNeedsReasonError):
        rule_on_decline(
            by=by(running.world, "shen"), answer=Acceptance.unscoped.get(), ruling=Ruling.UPHELD, reason="", now=NOW
        )


def test_the_cost_of_a_decline_stands_on_the_page_before_it(running: Running, sign_in: SignIn) -> None:
    running.open(PhaseKind.ANSWER)
    running.hand_in("xiaoming", "wang")
    browser = sign_in("wang")
    line = running.candidates["xiaoming"].public_id
    address = f"/rounds/{running.round.public_id}/answers/{line}/decline/"
    page = browser.get(address).content.decode()
    assert "赵小明会少一个志愿" in page
    assert "还可以婉拒 1 名" in page
    assert browser.post(address, {}).status_code == 422
    assert browser.post(address, {"reason": "health", "words": "医嘱休息"}).status_code == 303
    assert "已婉拒" in browser.get(f"/rounds/{running.round.public_id}/answers/").content.decode()
    listed = sign_in("shen").get(f"/rounds/{running.round.public_id}/declines/").content.decode()
    assert "健康原因" in listed
    assert "医嘱休息" in listed


def test_a_mentor_says_that_everybody_was_looked_at(running: Running, sign_in: SignIn) -> None:
    running.open(PhaseKind.ANSWER)
    running.hand_in("xiaoming", "wang")
    line = running.candidates["xiaoming"].public_id
    browser = sign_in("wang")
    browser.post(f"/rounds/{running.round.public_id}/answers/{line}/welcome/", {"rank": "2"})
    assert Acceptance.unscoped.get().rank == 2
    browser.post(f"/rounds/{running.round.public_id}/answers/{line}/welcome/", {"rank": "many"})
    assert Acceptance.unscoped.get().rank is None
    browser.post(f"/rounds/{running.round.public_id}/answers/finish/")
    assert RoundMentor.unscoped.get(pk=running.mentors["wang"].pk).answered_at is not None
    with pytest.raises(NotAskedError):
        finish_answers(by=by(running.world, "li"), mentor=running.mentors["wang"], now=running.at(PhaseKind.ANSWER))
