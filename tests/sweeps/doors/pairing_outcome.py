"""Doors from the draw on. The round is that of 高一, published: xiaoming has wang by first wish."""

from collections.abc import Callable

from liangshi.pairing.choices import RoundState
from liangshi.pairing.models import Agreement, Candidate, ChangeRequest, ManualChange, Pairing, Round, RoundMentor
from liangshi.pairing.queries.outcome import chosen_solution
from liangshi.pairing.services.closing import close_input
from liangshi.pairing.services.publishing import publish
from liangshi.pairing.services.solving import announce_draw, enter_seed, work_out
from tests.pairing.conftest import NOW, by
from tests.sweeps.doors import COORDINATORS, FAMILY, STAFF, DoorRow
from tests.world import World

from .pairing import FOLLOWS, RUNS, SCHOOL, the_round

READS = frozenset({"shen", "lin", "gao", "zhou", "wang"})
UNCOVERED = frozenset({"lin", "shen", "gao", "he"})
SIGNS = frozenset({"gu", "lin", "shen", "gao", "zhou", "wang", "li", "xiaoming", "zhaoma"})
DONE = (303,)


def drawn(world: World) -> Round:
    """The round with its outcome, not yet published."""
    row = the_round(world)
    if chosen_solution(row) is None:
        shen = by(world, "shen")
        close_input(by=shen, round_=row, now=NOW)
        announce_draw(by=shen, round_=row, how="公益彩票", now=NOW)
        work_out.call(enter_seed(by=shen, round_=row, seed="1 2 3", now=NOW).pk)
    return row


def published(world: World) -> Round:
    """The round, published."""
    row = drawn(world)
    row.refresh_from_db()
    if row.state == RoundState.RUNNING:
        publish(by=by(world, "shen"), round_=row, now=NOW)
    return row


def pairing(world: World) -> str:
    row = published(world)
    return Pairing.unscoped.get(round=row, student=world.students["xiaoming"], end_reason="").public_id


def agreement(world: World) -> str:
    return Agreement.unscoped.get(pairing__public_id=pairing(world)).public_id


def asked(world: World) -> str:
    one = Pairing.unscoped.get(public_id=pairing(world))
    given = {"school": one.school, "cause": "fit", "asked_at": NOW}
    return ChangeRequest.unscoped.get_or_create(pairing=one, asked_by=world.account("xiaoming"), defaults=given)[
        0
    ].public_id


def changed(world: World) -> str:
    row = drawn(world)
    one = Candidate.unscoped.get(round=row, student=world.students["xiaoming"])
    given = {
        "school": row.school, "solution": chosen_solution(row), "reason": "试试", "at": NOW,
        "by": world.account("shen"), "mentor_before": RoundMentor.unscoped.filter(round=row).first(),
    }  # fmt: skip
    return ManualChange.unscoped.get_or_create(candidate=one, defaults=given)[0].public_id


def in_round(tail: str, made: Callable[[World], Round] = published) -> Callable[[World], str]:
    return lambda world: f"/rounds/{made(world).public_id}/{tail}"


def of_child(world: World) -> str:
    row = drawn(world)
    one = Candidate.unscoped.get(round=row, student=world.students["xiaoming"])
    return f"/rounds/{row.public_id}/outcome/{one.public_id}/"


def at(front: str, public_id: Callable[[World], str], tail: str = "") -> Callable[[World], str]:
    return lambda world: f"/{front}/{public_id(world)}/{tail}"


def get(allowed: frozenset[str], address: Callable[[World], str]) -> DoorRow:
    return DoorRow(allowed, address)


def post(allowed: frozenset[str], address: Callable[[World], str]) -> DoorRow:
    return DoorRow(allowed, address, method="post", status=DONE)


DOORS = {
    "pairing:draw": get(SCHOOL, in_round("draw/")),
    "pairing:draw_announce": get(RUNS, in_round("draw/announce/")),
    "pairing:draw_enter": get(RUNS, in_round("draw/enter/")),
    "pairing:draw_again": post(RUNS, in_round("draw/again/")),
    "pairing:outcome": get(RUNS, in_round("outcome/")),
    "pairing:outcome_figures": get(FOLLOWS, in_round("outcome/figures/")),
    "pairing:outcome_comparison": get(RUNS, in_round("outcome/comparison/")),
    "pairing:outcome_child": get(RUNS, of_child),
    "pairing:outcome_undo": post(
        RUNS, lambda world: f"/rounds/{drawn(world).public_id}/outcome/changes/{changed(world)}/undo/"
    ),
    "pairing:publish": get(RUNS, in_round("publish/")),
    "pairing:public_record": get(SCHOOL, in_round("record/")),
    "pairing:place_late": post(RUNS, in_round("late/")),
    "pairing:pairings_export": get(READS, in_round("pairings/export/")),
    "pairing:agreements": get(RUNS, in_round("agreements/")),
    "pairing:agreements_remind": post(RUNS, in_round("agreements/remind/")),
    "pairing:agreements_word": get(RUNS, in_round("agreements/word/")),
    "pairing:agreement": get(SIGNS, at("agreements", agreement)),
    "pairing:agreement_word": get(SIGNS, at("agreements", agreement, "word/")),
    "pairing:placement": get(STAFF | FAMILY | {"he", "zheng"}, lambda world: "/placement/"),
    "pairing:uncovered": get(UNCOVERED, lambda world: "/pairings/uncovered/"),
    "pairing:uncovered_export": get(UNCOVERED, lambda world: "/pairings/uncovered/export/"),
    "pairing:pairings": get(READS | {"he"}, lambda world: "/pairings/"),
    "pairing:pairing": get(RUNS, at("pairings", pairing)),
    "pairing:pairing_change": get(RUNS, at("pairings", pairing, "change/")),
    "pairing:pairing_end": get(RUNS, at("pairings", pairing, "end/")),
    "pairing:change_ask": get(frozenset({"xiaoming", "zhaoma"}), at("pairings", pairing, "ask/")),
    "pairing:hand_over": get(RUNS, lambda world: f"/mentors/{world.staff['wang'].public_id}/hand-over/"),
    "pairing:requests": get(COORDINATORS | {"lin"}, lambda world: "/requests/"),
    "pairing:request": get(RUNS, at("requests", asked)),
    "pairing:request_take": post(RUNS, at("requests", asked, "take/")),
    "pairing:request_grant": get(RUNS, at("requests", asked, "grant/")),
    "pairing:request_refuse": get(RUNS, at("requests", asked, "refuse/")),
    "pairing:change_withdraw": post(frozenset({"xiaoming"}), at("requests", asked, "withdraw/")),
}
