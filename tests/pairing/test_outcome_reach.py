"""Whose rows exist for whom, from the draw on."""

from collections.abc import Callable

import pytest

from liangshi.notices.models import Notice
from liangshi.pairing.models import (
    Agreement,
    AgreementSignature,
    ChangeRequest,
    ClosedInput,
    Draw,
    ManualChange,
    Pairing,
    SealKey,
    Solution,
    Told,
)
from liangshi.pairing.services.adjusting import Move, adjust
from liangshi.pairing.services.agreements import sign
from liangshi.pairing.services.changes import Ask, ask_for_change, grant
from liangshi.pairing.services.publishing import publish
from tests.world import PERSONAS

from .conftest import NOW, Running, by
from .solved import solved

WHOLE = {"gu", "lin", "shen", "gao", "zhou"}
"""Who reaches every student of 高一."""


@pytest.fixture
def published(running: Running) -> Running:
    """xiaoming with wang, signed by xiaoming, who quietly asked for a change; xiaogang moved by hand."""
    world = running.world
    running.hand_in("xiaoming", "wang")
    running.hand_in("xiaogang", "gao")
    solution = solved(running)
    move = Move(running.candidates["xiaogang"], running.mentors["gao"], running.mentors["li"], "家长提出")
    adjust(by=by(world, "shen"), solution=solution, move=move, now=NOW)
    publish(by=by(world, "shen"), round_=running.round, now=NOW)
    pairing = Pairing.unscoped.get(student=world.students["xiaoming"])
    sign(by=by(world, "xiaoming"), agreement=pairing.agreement, name="赵小明", now=NOW)
    ask_for_change(by=by(world, "xiaoming"), pairing=pairing, ask=Ask("fit"), now=NOW)
    return running


def reached(running: Running, rows: Callable[..., object]) -> set[str]:
    return {name for name in PERSONAS if rows(by(running.world, name)).exists()}  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", [ClosedInput, SealKey, Draw, Solution, ManualChange])
def test_what_only_the_one_who_runs_the_round_reads(published: Running, model: type) -> None:
    assert reached(published, model.objects.visible_to) == {"shen"}  # type: ignore[attr-defined]


def test_reasons_are_read_by_the_child_the_family_and_the_coordinator(published: Running) -> None:
    own = Told.unscoped.get(candidate=published.candidates["xiaoming"]).pk
    found = reached(published, lambda viewer: Told.objects.visible_to(viewer).filter(pk=own))
    assert found == {"xiaoming", "zhaoma", "shen"}


def test_agreements_and_signatures_follow_the_pairing(published: Running) -> None:
    own = Agreement.unscoped.get(pairing__student=published.world.students["xiaoming"]).pk
    near = WHOLE | {"wang", "li", "xiaoming", "zhaoma"}
    assert reached(published, lambda viewer: Agreement.objects.visible_to(viewer).filter(pk=own)) == near
    signed = AgreementSignature.objects
    assert reached(published, lambda viewer: signed.visible_to(viewer).filter(agreement=own)) == near


def test_a_request_is_seen_by_the_one_who_asked_and_the_one_who_decides(published: Running) -> None:
    assert reached(published, ChangeRequest.objects.visible_to) == {"xiaoming", "shen"}


def test_a_coordinator_who_is_the_mentor_never_sees_the_request_and_the_principal_decides(published: Running) -> None:
    world = published.world
    Pairing.unscoped.filter(student=world.students["xiaoming"]).update(mentor=world.staff["shen"])
    assert reached(published, ChangeRequest.objects.visible_to) == {"xiaoming", "lin"}
    request = ChangeRequest.unscoped.get()
    grant(by=by(world, "lin"), request=request, successor=world.staff["li"], answer="从今天起李老师做你的导师", now=NOW)
    assert ChangeRequest.unscoped.get().state == "granted"


@pytest.mark.parametrize(("mentor", "told"), [("wang", {"shen"}), ("shen", {"lin"}), ("lin", {"shen"})])
def test_whoever_the_mentor_is_somebody_else_hears_of_the_request(
    published: Running, mentor: str, told: set[str]
) -> None:
    world = published.world
    ChangeRequest.unscoped.all().delete()
    Notice.unscoped.all().delete()
    pairing = Pairing.unscoped.get(student=world.students["xiaoming"])
    Pairing.unscoped.filter(pk=pairing.pk).update(mentor=world.staff[mentor])
    pairing.refresh_from_db()
    ask_for_change(by=by(world, "xiaoming"), pairing=pairing, ask=Ask("fit"), now=NOW)
    heard = Notice.unscoped.filter(kind="change.asked").values_list("account", flat=True)
    assert set(heard) == {world.account(name).pk for name in told}
