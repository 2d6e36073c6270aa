"""The story: a mentor at 21:40, counsellor away, principal takes it. And what else may happen on such an evening."""

from dataclasses import replace
from datetime import date

from liangshi.domain.escalation import (
    AlreadyInHand,
    Climb,
    DeadChannel,
    Ladder,
    NobodyLeft,
    Owner,
    Ownership,
    People,
    Rung,
    Stage,
    Taken,
    Tell,
    Why,
    ladder_of,
    receipt,
)
from liangshi.domain.scheme import Channel
from tests.domain.escalation.desk import (
    AT_ONCE,
    LADDER,
    LIN,
    MENTOR,
    MINUTE,
    OFFICER,
    QIAN,
    SHEN,
    TEN,
    ZHOU,
    Desk,
    at,
    people,
    person,
    told,
)
from tests.domain.escalation.test_ladder import preset

EVENING = at("09-10 21:40")
ZHOU_AWAY = person(ZHOU, "counsellor", away=True)
QIAN_AWAY = person(QIAN, "counsellor", away=True)
BOTH_AWAY = people(ZHOU_AWAY, QIAN_AWAY)


def test_a_mentor_at_21_40_counsellor_away_principal_takes_it() -> None:
    desk = Desk(EVENING, people=BOTH_AWAY)
    assert desk.owner() == Owner(Ownership.TURN, LIN)
    assert receipt(desk.facts).stage is Stage.ON_ITS_WAY
    assert desk.ask() == Climb(2, Why.NOBODY_ON_DUTY)
    assert desk.run() == [
        Climb(2, Why.NOBODY_ON_DUTY),
        Tell(LIN, "inbox", 2, at("09-10 22:10")),
    ]
    assert desk.wakes() == at("09-10 22:10")

    desk.now = at("09-10 21:43")
    desk.reads(LIN)
    assert desk.run() == []
    assert receipt(desk.facts).stage is Stage.RECEIVED

    desk.now = at("09-10 21:44")
    desk.takes(LIN)
    assert desk.owner() == Owner(Ownership.IN_HAND, LIN)
    assert desk.wakes() is None
    seen = receipt(desk.facts)
    assert (seen.stage, seen.received_at, seen.in_hands_at) == (
        Stage.IN_HANDS,
        at("09-10 21:43"),
        at("09-10 21:44"),
    )

    assert desk.run_at("09-11 08:00") == []
    desk.closes()
    assert (desk.ask(), desk.wakes(), desk.owner()) == (None, None, None)
    assert receipt(desk.facts).done_at == at("09-11 08:00")


def test_the_same_evening_under_the_scheme_of_baiyin() -> None:
    desk = Desk(EVENING, ladder_of(preset("baiyin-2025"), "urgent", date(2026, 9, 10)), BOTH_AWAY)
    assert desk.run() == [Tell(SHEN, "inbox", 1, at("09-10 21:45"))]
    assert desk.run_at("09-10 21:45") == [Tell(LIN, "inbox", 1, at("09-10 21:50"))]
    assert desk.takes(LIN) == Taken(desk.facts.hands[0])
    assert desk.wakes() is None


def test_nobody_answers_all_night_and_it_is_never_lost() -> None:
    desk = Desk(EVENING)
    assert desk.run() == [Tell(ZHOU, "inbox", 1, at("09-10 21:45"))]
    assert desk.sleep() == [Tell(QIAN, "inbox", 1, at("09-10 21:50"))]
    assert desk.sleep() == [Climb(2, Why.NOT_REACHED), Tell(LIN, "inbox", 2, at("09-10 22:20"))]
    alarm = [NobodyLeft(3, Why.NOT_REACHED, (SHEN, LIN)), Tell(SHEN, "inbox", 3, at("09-10 23:20"))]
    assert desk.sleep() == [*alarm, Tell(LIN, "inbox", 3, at("09-10 23:20"))]
    assert desk.now == at("09-10 22:20")
    assert desk.owner() == Owner(Ownership.LAST_RESORT, SHEN)
    assert [told(desk.sleep()) for _ in range(3)] == [[SHEN, LIN]] * 3
    assert desk.now == at("09-11 01:20")
    desk.takes(LIN)
    assert desk.wakes() is None


def test_who_has_read_it_keeps_the_turn_until_the_rung_ends() -> None:
    desk = Desk(EVENING)
    desk.run()
    desk.reads(ZHOU)
    assert desk.run_at("09-10 21:49") == []
    assert desk.owner() == Owner(Ownership.TURN, ZHOU)
    assert desk.run_at("09-10 21:50")[0] == Climb(2, Why.NOT_TAKEN)


def test_a_message_that_failed_counts_as_not_told_and_the_next_is_asked_at_once() -> None:
    desk = Desk(EVENING)
    desk.run()
    desk.now += MINUTE
    desk.fails(ZHOU)
    assert desk.owner() == Owner(Ownership.TURN, QIAN)
    assert desk.run() == [
        Tell(QIAN, "inbox", 1, at("09-10 21:50")),
        DeadChannel(ZHOU, "inbox", (SHEN, LIN)),
    ]
    assert desk.run() == []


def test_a_failure_that_was_mended_is_no_failure() -> None:
    desk = Desk(EVENING)
    desk.run()
    desk.fails(ZHOU)
    desk.now += MINUTE
    desk.arrives(ZHOU)
    assert desk.run() == []
    desk.now += MINUTE
    desk.fails(ZHOU)
    assert told(desk.run()) == [QIAN]
    desk.reads(ZHOU)
    assert not desk.facts.tellings[0].failed


def test_when_all_messages_fail_it_climbs_without_waiting() -> None:
    desk = Desk(EVENING)
    desk.run()
    desk.fails(ZHOU)
    desk.run()
    desk.fails(QIAN)
    assert desk.run()[0] == Climb(2, Why.NOT_REACHED)
    assert desk.now == EVENING


def test_a_second_failure_leaves_the_time_to_who_has_read_it() -> None:
    desk = Desk(EVENING)
    desk.run()
    desk.run_at("09-10 21:45")
    desk.reads(ZHOU)
    desk.fails(QIAN)
    assert [type(step) for step in desk.run()] == [DeadChannel]
    assert desk.owner() == Owner(Ownership.TURN, ZHOU)
    assert desk.wakes() == at("09-10 21:50")


def test_everybody_is_told_through_every_channel_they_have_until_they_read_it() -> None:
    channels = ("inbox", "mail", "wecom")
    two_ways = people(person(ZHOU, "counsellor", channels=channels), person(LIN, "principal", channels=channels))
    desk = Desk(EVENING, people=two_ways)
    assert desk.run() == [Tell(ZHOU, channel, 1, at("09-10 21:45")) for channel in channels]
    desk.fails(ZHOU, "mail")
    assert desk.run() == [DeadChannel(ZHOU, "mail", (SHEN, LIN))]
    assert desk.run_at("09-10 21:50")[-3:] == [Tell(LIN, channel, 2, at("09-10 22:20")) for channel in channels]


def test_a_new_channel_of_who_has_read_it_is_left_alone() -> None:
    desk = Desk(EVENING)
    desk.run()
    desk.reads(ZHOU)
    two_ways = people(person(ZHOU, "counsellor", channels=("inbox", "mail")))
    desk.people = two_ways
    assert desk.run() == []
    unread = Desk(EVENING)
    unread.run()
    unread.people = two_ways
    assert unread.run() == [Tell(ZHOU, "mail", 1, at("09-10 21:45"))]


def test_the_scheme_says_how_it_is_to_be_said() -> None:
    by_phone = Ladder(None, (Rung(("principal",), (TEN,), (Channel.PHONE,)),))
    desk = Desk(EVENING, by_phone)
    assert desk.run() == [Tell(LIN, "inbox", 1, at("09-10 21:50"), (Channel.PHONE,))]


def test_two_take_it_in_hand_the_first_does_and_the_second_is_told() -> None:
    desk = Desk(EVENING)
    desk.run()
    first = desk.takes(ZHOU)
    assert isinstance(first, Taken)
    assert desk.takes(QIAN) == AlreadyInHand(first.hand)
    assert desk.takes(ZHOU) == first
    assert desk.owner() == Owner(Ownership.IN_HAND, ZHOU)


def test_what_is_given_back_goes_to_the_next_and_not_down_again() -> None:
    desk = Desk(EVENING)
    desk.run()
    desk.takes(ZHOU)
    desk.now = at("09-10 23:00")
    desk.gives_back()
    assert desk.owner() == Owner(Ownership.TURN, QIAN)
    assert receipt(desk.facts).stage is Stage.RECEIVED
    assert desk.run() == [Tell(QIAN, "inbox", 1, at("09-10 23:10"))]
    desk.takes(QIAN)
    desk.now = at("09-10 23:05")
    desk.gives_back()
    assert desk.run() == [Climb(2, Why.GIVEN_BACK), Tell(LIN, "inbox", 2, at("09-10 23:35"))]
    desk.takes(LIN)
    desk.gives_back()
    assert told(desk.run()) == [SHEN, LIN]
    assert desk.now == at("09-10 23:05")


def test_what_the_last_resort_gives_back_is_alarmed_again_at_once() -> None:
    desk = Desk(EVENING, people=people(ZHOU_AWAY, QIAN_AWAY, person(LIN, "principal", away=True)))
    assert told(desk.run()) == [SHEN, LIN]
    desk.takes(SHEN)
    assert desk.run_at("09-11 09:00") == []
    desk.gives_back()
    assert desk.run()[0] == NobodyLeft(4, Why.GIVEN_BACK, (SHEN, LIN))


def test_everybody_away_the_coordinator_and_the_principal_are_told_all_the_same() -> None:
    gone = People(tuple(replace(one, away=True) for one in people().staff))
    desk = Desk(EVENING, people=gone)
    assert desk.owner() == Owner(Ownership.LAST_RESORT, SHEN)
    assert desk.run() == [
        Climb(2, Why.NOBODY_ON_DUTY),
        NobodyLeft(3, Why.NOBODY_ON_DUTY, (SHEN, LIN)),
        Tell(SHEN, "inbox", 3, at("09-10 22:40")),
        Tell(LIN, "inbox", 3, at("09-10 22:40")),
    ]


def test_who_raised_it_is_not_told_of_it_on_the_ladder() -> None:
    desk = Desk(EVENING, raised_by=ZHOU)
    assert desk.run() == [Tell(QIAN, "inbox", 1, at("09-10 21:50"))]


def test_a_concern_about_the_principal_passes_by_the_principal_and_those_under_them() -> None:
    line = ((ZHOU, SHEN), (QIAN, SHEN), (SHEN, LIN), (LIN, LIN))
    officer = person(OFFICER, "officer")
    desk = Desk(EVENING, people=people(concerned=frozenset({LIN}), answers_to=line, outside=(officer,)))
    assert desk.owner() == Owner(Ownership.AUTHORITIES, OFFICER)
    assert told(desk.run()) == [OFFICER]
    assert desk.owner() == Owner(Ownership.AUTHORITIES, OFFICER)


def test_where_nobody_may_be_told_only_the_authorities_are_left_and_the_school_is_reminded() -> None:
    desk = Desk(EVENING, people=people(concerned=frozenset({LIN, SHEN}), relatives=frozenset({ZHOU, QIAN})))
    assert desk.owner() == Owner(Ownership.AUTHORITIES, None)
    assert desk.run()[-1] == NobodyLeft(3, Why.NOBODY_ON_DUTY, ())
    assert desk.owner() == Owner(Ownership.AUTHORITIES, None)
    assert desk.sleep() == [NobodyLeft(4, Why.NOBODY_ON_DUTY, ())]
    assert desk.now == at("09-10 22:40")


def test_when_it_turns_out_whom_it_is_about_their_hands_no_longer_hold_it() -> None:
    desk = Desk(EVENING)
    desk.run()
    desk.reads(ZHOU)
    desk.now += MINUTE
    desk.takes(ZHOU)
    desk.people = people(concerned=frozenset({ZHOU}))
    assert desk.owner() == Owner(Ownership.TURN, QIAN)
    assert desk.run() == [Tell(QIAN, "inbox", 1, at("09-10 21:51"))]


def test_a_dead_channel_of_the_coordinator_is_mended_by_another_where_there_is_one() -> None:
    desk = Desk(EVENING, Ladder(None, (Rung(("coordinator",), (TEN,)),)))
    desk.run()
    desk.fails(SHEN)
    assert DeadChannel(SHEN, "inbox", (LIN,)) in desk.run()
    alone = Desk(EVENING, Ladder(None, (Rung(("coordinator",), (TEN,)),)), people(relatives=frozenset({LIN})))
    alone.run()
    alone.fails(SHEN)
    assert DeadChannel(SHEN, "inbox", (SHEN,)) in alone.run()


def test_on_a_ladder_to_the_top_those_above_are_told_although_it_is_in_hand() -> None:
    desk = Desk(EVENING, replace(LADDER, to_the_top=True))
    desk.run()
    desk.takes(ZHOU)
    assert desk.sleep() == [Climb(2, Why.NOT_REACHED), Tell(LIN, "inbox", 2, at("09-10 22:20"))]
    assert desk.owner() == Owner(Ownership.IN_HAND, ZHOU)
    assert desk.wakes() is None
    plain = Desk(EVENING)
    plain.run()
    plain.takes(ZHOU)
    assert plain.wakes() is None


def test_on_a_ladder_to_the_top_all_is_quiet_once_the_top_has_it_in_hand() -> None:
    desk = Desk(EVENING, replace(LADDER, to_the_top=True), BOTH_AWAY)
    desk.run()
    desk.takes(LIN)
    assert desk.wakes() is None
    above = Desk(EVENING, replace(LADDER, to_the_top=True), BOTH_AWAY)
    above.run()
    above.run_at("09-10 22:10")
    above.takes(SHEN)
    assert above.wakes() is None


def test_what_is_told_at_once_to_two_is_told_to_both_in_the_same_minute() -> None:
    desk = Desk(EVENING, Ladder(None, (Rung(("counsellor",), (AT_ONCE,)), Rung(("principal",), (TEN,)))))
    assert told(desk.run()) == [ZHOU, LIN]
    assert desk.owner() == Owner(Ownership.TURN, LIN)


def test_a_clock_that_stood_still_catches_up_at_once_and_skips_nobody() -> None:
    desk = Desk(EVENING)
    desk.now = at("09-11 06:00")
    assert told(desk.run()) == [ZHOU, QIAN, LIN]
    assert desk.wakes() == at("09-11 06:30")


def test_a_clock_that_was_set_back_delays_nothing_and_repeats_nothing() -> None:
    desk = Desk(EVENING)
    desk.now = at("09-10 20:00")
    assert told(desk.run()) == [ZHOU]
    desk.now = at("09-10 22:00")
    desk.run()
    desk.now = at("09-10 19:00")
    desk.takes(MENTOR)
    desk.gives_back()
    assert told(desk.run()) == [SHEN, LIN]
    desk.now = at("09-10 18:00")
    assert desk.run() == []


def test_what_is_due_at_once_is_due_by_a_clock_that_was_set_back_too() -> None:
    desk = Desk(EVENING, Ladder(None, (Rung(("counsellor",), (AT_ONCE,)), Rung(("principal",), (TEN,)))))
    desk.now = at("09-10 20:00")
    assert told(desk.run()) == [ZHOU, LIN]


def test_who_gave_it_back_is_not_asked_again_on_a_higher_rung() -> None:
    ladder = Ladder(None, (Rung(("counsellor",), (TEN,)), Rung(("coordinator",), (TEN,))))
    two_hats = people(person(ZHOU, "counsellor", "coordinator"), QIAN_AWAY)
    silent = Desk(EVENING, ladder, two_hats)
    silent.run()
    assert told(silent.sleep()) == [ZHOU]
    refused = Desk(EVENING, ladder, two_hats)
    refused.run()
    refused.takes(ZHOU)
    refused.gives_back()
    assert told(refused.run()) == [SHEN]


def test_after_a_failure_the_time_that_is_left_is_shared_evenly() -> None:
    three = people(person(SHEN, "counsellor"))
    desk = Desk(at("09-10 21:40"), Ladder(None, (Rung(("counsellor",), (TEN,)),)), three)
    desk.run()
    desk.now = at("09-10 21:44")
    desk.fails(ZHOU)
    assert desk.run()[0] == Tell(QIAN, "inbox", 1, at("09-10 21:47"))


def test_a_new_channel_of_somebody_whose_turn_is_over_is_left_alone() -> None:
    desk = Desk(EVENING)
    desk.run()
    desk.run_at("09-10 21:45")
    desk.people = people(person(ZHOU, "counsellor", channels=("inbox", "mail")))
    assert desk.run() == []


def test_of_the_last_resort_somebody_present_owns_it() -> None:
    desk = Desk(EVENING, people=people(ZHOU_AWAY, QIAN_AWAY, person(SHEN, "coordinator", away=True)))
    desk.run()
    desk.sleep()
    assert desk.owner() == Owner(Ownership.LAST_RESORT, LIN)


def test_who_read_it_was_told_even_if_the_channel_reports_a_failure() -> None:
    desk = Desk(EVENING)
    desk.run()
    desk.fails(ZHOU)
    assert desk.facts.tellings[0].failed
    read = replace(desk.facts.tellings[0], read_at=desk.now)
    assert not read.failed
