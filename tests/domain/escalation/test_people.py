"""Who is on the path, who never is; who may take a concern in hand; what its receipt says."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from liangshi.domain.escalation import (
    AlreadyInHand,
    Asked,
    Away,
    Closed,
    Facts,
    Hand,
    Left,
    MoveOn,
    NotOnPath,
    OfferTo,
    People,
    Receipt,
    Stage,
    Taken,
    Telling,
    give_back,
    left_behind,
    receipt,
    take,
)
from tests.domain.escalation.desk import LIN, MENTOR, QIAN, SHEN, ZHOU, at, people, person

EVENING, LATER, LATEST = at("09-10 21:40"), at("09-10 21:45"), at("09-10 21:50")
FACTS = Facts(EVENING, MENTOR)


def ids(found: tuple[object, ...]) -> list[int]:
    return [one.id for one in found]  # type: ignore[attr-defined]


def test_holders_are_asked_role_by_role_and_each_once() -> None:
    both = people(person(LIN, "principal", "counsellor"))
    assert ids(both.holding(("principal", "counsellor"))) == [LIN, ZHOU, QIAN]


def test_who_is_away_or_cannot_be_reached_is_not_asked() -> None:
    school = people(person(ZHOU, "counsellor", away=True), person(QIAN, "counsellor", channels=()))
    assert school.holding(("counsellor",)) == ()
    assert ids(people().holding(("counsellor",))) == [ZHOU, QIAN]


def test_the_adult_concerned_those_under_them_and_relatives_are_never_on_the_path() -> None:
    school = people(
        concerned=frozenset({SHEN}), answers_to=((ZHOU, SHEN), (MENTOR, ZHOU), (SHEN, LIN)), relatives=frozenset({QIAN})
    )
    assert school.excluded == {SHEN, ZHOU, MENTOR, QIAN}
    assert ids(school.last_resort) == [LIN]


def test_the_last_resort_is_told_although_away_and_somebody_outside_only_where_nobody_inside_may() -> None:
    officer, silent = person(8, "officer"), person(9, "officer", channels=())
    school = people(person(SHEN, "coordinator", away=True), outside=(silent, officer))
    assert ids(school.last_resort) == [SHEN, LIN]
    assert ids(replace(school, concerned=frozenset({SHEN, LIN})).last_resort) == [8]


@given(
    st.sets(st.integers(0, 6), max_size=2),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12),
)
def test_nobody_off_the_path_has_a_head_who_is_concerned_and_lines_in_circles_end(
    concerned: set[int], line: list[tuple[int, int]]
) -> None:
    excluded = People((), frozenset(concerned), tuple(line)).excluded
    assert concerned <= excluded
    assert all(person in excluded for person, head in line if head in excluded)
    assert all(any(one == p and h in excluded for p, h in line) for one in excluded - concerned)


def test_whoever_it_is_not_about_may_take_it_without_being_told_first() -> None:
    assert take(FACTS, people(), SHEN, LATER) == Taken(Hand(SHEN, LATER))
    assert take(FACTS, people(concerned=frozenset({SHEN})), SHEN, LATER) == NotOnPath()
    assert take(FACTS, people(relatives=frozenset({SHEN})), SHEN, LATER) == NotOnPath()


def test_what_is_closed_is_not_taken_any_more() -> None:
    assert take(replace(FACTS, closed_at=LATER), people(), SHEN, LATEST) == Closed(LATER)


def test_what_was_given_back_may_be_taken_also_by_the_same_person() -> None:
    back = replace(FACTS, hands=(Hand(ZHOU, EVENING, LATER),))
    assert take(back, people(), ZHOU, LATEST) == Taken(Hand(ZHOU, LATEST))
    assert take(back, people(), QIAN, LATEST) == Taken(Hand(QIAN, LATEST))


def test_only_what_is_in_hand_can_be_given_back() -> None:
    held = replace(FACTS, hands=(Hand(ZHOU, EVENING),))
    assert give_back(held, people(), LATER) == Hand(ZHOU, EVENING, LATER)
    assert give_back(FACTS, people(), LATER) is None
    assert give_back(replace(held, closed_at=LATER), people(), LATEST) is None


def test_the_receipt_says_how_far_it_is_and_when_and_nothing_else() -> None:
    sent = replace(FACTS, tellings=(Telling(ZHOU, "inbox", 1, EVENING, LATEST, delivered_at=EVENING),))
    assert receipt(sent) == Receipt(Stage.ON_ITS_WAY, EVENING, None, None, None)
    read = replace(sent, tellings=(replace(sent.tellings[0], read_at=LATER),))
    assert receipt(read) == Receipt(Stage.RECEIVED, EVENING, LATER, None, None)
    held = replace(read, hands=(Hand(ZHOU, LATEST),))
    assert receipt(held) == Receipt(Stage.IN_HANDS, EVENING, LATER, LATEST, None)
    assert receipt(replace(held, closed_at=LATEST)) == Receipt(Stage.DONE, EVENING, LATER, LATEST, LATEST)
    back = replace(read, hands=(Hand(ZHOU, LATER, LATEST),))
    assert receipt(back) == Receipt(Stage.RECEIVED, EVENING, LATER, None, None)


def test_who_takes_it_from_the_board_has_received_it() -> None:
    assert receipt(replace(FACTS, hands=(Hand(ZHOU, LATER),))).received_at == LATER


def test_who_went_away_afterwards_can_be_relieved_and_who_took_it_while_away_cannot() -> None:
    there = people(replace(person(ZHOU, "counsellor", away=True), away_since=LATER))
    before, during = Hand(ZHOU, EVENING), Hand(ZHOU, LATER)
    assert take(replace(FACTS, hands=(before,)), there, SHEN, LATEST) == Taken(Hand(SHEN, LATEST), before)
    assert take(replace(FACTS, hands=(during,)), there, SHEN, LATEST) == AlreadyInHand(during)


def test_what_somebody_left_is_offered_once_and_moves_on_after_a_day() -> None:
    short = Away(1, LATER, LATER + timedelta(hours=3), (SHEN,))
    long, before = replace(short, until=LATER + timedelta(days=3)), Left(EVENING)
    assert left_behind(people(), short, before, LATER) == OfferTo(SHEN)
    assert left_behind(people(concerned=frozenset({SHEN})), long, before, LATER) == MoveOn()
    asked = Left(EVENING, Asked.WAITING, LATER)
    assert left_behind(people(), long, asked, LATER + timedelta(hours=23)) is None
    assert left_behind(people(), long, asked, LATER + timedelta(hours=24)) == MoveOn()
    for away, follows in ((short, None), (long, MoveOn())):
        assert left_behind(people(), away, Left(EVENING, Asked.DECLINED), LATER) == follows
        assert left_behind(people(), replace(away, stand_ins=()), before, LATER) == follows
    assert left_behind(people(), long, Left(LATER), LATEST) is None
