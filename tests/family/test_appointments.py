"""A meeting is proposed, answered, moved, declined, called off; each step once, by the side whose turn it is."""

from datetime import timedelta

import pytest

from liangshi.family.choices import Side, State
from liangshi.family.models import Appointment, AppointmentStep
from liangshi.family.queries.sides import guardians_on, staff_on
from liangshi.family.services.answers import (
    ChangedMeanwhileError,
    NotYoursToAnswerError,
    SayWhenError,
    SayWhyError,
    TimeNotOfferedError,
    agree_outside,
    ask_other_time,
    cancel,
    confirm,
    decline,
    leave,
)
from liangshi.family.services.appointments import (
    NobodyInvitedError,
    NoTimeError,
    NotWithinReachError,
    TimeIsPastError,
    ask_for_meeting,
)
from liangshi.notices.models import Notice, OutboxMessage
from tests.family.conftest import DAY, HOUR, NIGHT, NOW, SATURDAY, SUNDAY, Invite, by, draft, fresh, time_of
from tests.world import World

LATER = NOW + HOUR
MONDAY = SATURDAY + 2 * DAY


def test_a_mentor_proposes_and_the_guardian_confirms(guided: World, invite: Invite) -> None:
    row = invite("wang", "xiaoming", "zhaoma")
    assert (row.state, row.waits_for, row.starts_at) == (State.PROPOSED, Side.FAMILY, None)
    confirm(by=by(guided, "zhaoma"), appointment=row, revision=1, time=time_of(row), now=LATER)
    row = fresh(row)
    assert (row.state, row.starts_at, row.revision) == (State.CONFIRMED, SATURDAY, 2)
    told = Notice.unscoped.filter(kind="appointment.confirmed").values_list("account__name", flat=True)
    assert list(told) == ["王海燕"]


def test_the_guardian_is_told_without_content_and_not_at_night(guided: World, invite: Invite) -> None:
    invite("wang", "xiaoming", "zhaoma", now=NIGHT, subject="最近的成绩")
    notice = Notice.unscoped.get(account=guided.account("zhaoma"))
    assert "成绩" not in notice.title + notice.text
    assert OutboxMessage.unscoped.get(notice=notice).due_at == NIGHT.replace(hour=7, minute=0) + DAY


@pytest.mark.parametrize(
    ("who", "changes", "refusal"),
    [
        ("wang", {"times": ()}, NoTimeError),
        ("wang", {"times": (NOW - HOUR,)}, TimeIsPastError),
        ("wang", {"guardians": ()}, NobodyInvitedError),
        ("zhaoma", {}, NotWithinReachError),
        ("chen", {}, NotWithinReachError),
        ("he", {}, NotWithinReachError),
    ],
)
def test_an_invitation_needs_a_time_and_somebody_within_reach(
    guided: World, invite: Invite, who: str, changes: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        invite(who, "xiaoming", "zhaoma", **changes)
    assert Appointment.unscoped.count() == 0


def test_a_teacher_of_the_class_invites_the_student_but_not_the_family(guided: World, invite: Invite) -> None:
    with pytest.raises(NotWithinReachError):
        invite("li", "xiaoming", "zhaoma")
    row = invite("li", "xiaoming", with_student=True, way="talk", team=False)
    assert row.with_student


def test_a_guardian_of_another_child_cannot_be_invited(guided: World, invite: Invite) -> None:
    with pytest.raises(NotWithinReachError):
        invite("wang", "xiaoming", "sunba")


def test_a_declared_relative_neither_invites_nor_comes_along(guided: World, invite: Invite) -> None:
    with pytest.raises(NotWithinReachError):
        invite("li", "xiaoli", with_student=True)
    with pytest.raises(NotWithinReachError):
        invite("shen", "xiaoli", "zhaoma", colleagues=(guided.staff["li"].pk,))
    row = invite("shen", "xiaoli", "zhaoma", colleagues=(guided.staff["zhou"].pk,))
    assert staff_on(row).count() == 2


def test_another_time_goes_back_and_forth(guided: World, invite: Invite) -> None:
    row = invite("wang", "xiaoming", "zhaoma")
    family, school = by(guided, "zhaoma"), by(guided, "wang")
    with pytest.raises(SayWhenError):
        ask_other_time(by=family, appointment=row, revision=1, times=(), words="", now=LATER)
    ask_other_time(by=family, appointment=row, revision=1, times=(), words="周一晚上行吗", now=LATER)
    row = fresh(row)
    assert (row.state, row.waits_for) == (State.PROPOSED, Side.SCHOOL)
    with pytest.raises(NotYoursToAnswerError):
        ask_other_time(by=family, appointment=row, revision=2, times=(MONDAY,), words="", now=LATER)
    ask_other_time(by=school, appointment=row, revision=2, times=(MONDAY,), words="", now=LATER)
    row = fresh(row)
    confirm(by=family, appointment=row, revision=3, time=time_of(row, MONDAY), now=LATER)
    assert fresh(row).starts_at == MONDAY


def test_the_first_of_two_answers_counts(guided: World, invite: Invite) -> None:
    row = invite("wang", "xiaoming", "zhaoma", with_student=True)
    saturday = time_of(row)
    decline(by=by(guided, "zhaoma"), appointment=row, revision=1, words="", now=LATER)
    with pytest.raises(ChangedMeanwhileError):
        confirm(by=by(guided, "xiaoming"), appointment=row, revision=1, time=saturday, now=LATER)
    assert fresh(row).state == State.DECLINED


def test_a_time_that_is_no_longer_offered_is_not_confirmed(guided: World, invite: Invite) -> None:
    row = invite("wang", "xiaoming", "zhaoma")
    before = time_of(row)
    ask_other_time(by=by(guided, "zhaoma"), appointment=row, revision=1, times=(MONDAY,), words="", now=LATER)
    with pytest.raises(TimeNotOfferedError):
        confirm(by=by(guided, "wang"), appointment=fresh(row), revision=2, time=before, now=LATER)
    with pytest.raises(TimeIsPastError):
        confirm(
            by=by(guided, "wang"), appointment=fresh(row), revision=2, time=time_of(row, MONDAY),
            now=MONDAY + timedelta(minutes=1),
        )  # fmt: skip


def test_the_proposer_cannot_answer_for_the_family_but_may_note_what_was_agreed(guided: World, invite: Invite) -> None:
    row = invite("wang", "xiaoming", "zhaoma")
    with pytest.raises(NotYoursToAnswerError):
        confirm(by=by(guided, "wang"), appointment=row, revision=1, time=time_of(row), now=LATER)
    with pytest.raises(NotYoursToAnswerError):
        agree_outside(by=by(guided, "zhaoma"), appointment=row, revision=1, time=time_of(row), now=LATER)
    agree_outside(by=by(guided, "wang"), appointment=row, revision=1, time=time_of(row), now=LATER)
    assert fresh(row).state == State.CONFIRMED
    assert AppointmentStep.unscoped.filter(appointment=row).last().kind == "agreed_outside"


def test_a_family_declines_without_a_word_and_the_school_with_one(guided: World, invite: Invite) -> None:
    row = invite("wang", "xiaoming", "zhaoma")
    decline(by=by(guided, "zhaoma"), appointment=row, revision=1, words="", now=LATER)
    assert (fresh(row).state, fresh(row).closed_at) == (State.DECLINED, LATER)
    asked = ask_for_meeting(
        by=by(guided, "zhaoma"), student=guided.students["xiaoming"], staff=guided.staff["wang"], draft=draft(guided),
        now=NOW,
    )  # fmt: skip
    with pytest.raises(SayWhyError):
        decline(by=by(guided, "wang"), appointment=asked, revision=1, words="", now=LATER)
    decline(by=by(guided, "wang"), appointment=asked, revision=1, words="外出培训，周一给您打电话", now=LATER)
    assert fresh(asked).state == State.DECLINED


def test_a_guardian_asks_the_mentor_but_not_a_stranger(guided: World) -> None:
    child = guided.students["xiaoming"]
    row = ask_for_meeting(
        by=by(guided, "zhaoma"), student=child, staff=guided.staff["wang"], draft=draft(guided, team=True), now=NOW
    )
    assert (row.waits_for, row.team, guardians_on(row).count()) == (Side.SCHOOL, False, 1)
    for who, staff in (("zhaoma", "chen"), ("sunba", "wang"), ("li", "wang")):
        with pytest.raises(NotWithinReachError):
            ask_for_meeting(by=by(guided, who), student=child, staff=guided.staff[staff], draft=draft(guided), now=NOW)


def test_a_settled_meeting_is_moved_or_called_off_with_a_word(guided: World, invite: Invite) -> None:
    row = invite("wang", "xiaoming", "zhaoma")
    family, school = by(guided, "zhaoma"), by(guided, "wang")
    confirm(by=family, appointment=row, revision=1, time=time_of(row), now=LATER)
    ask_other_time(by=school, appointment=fresh(row), revision=2, times=(SUNDAY,), words="", now=LATER)
    assert (fresh(row).state, fresh(row).starts_at, fresh(row).waits_for) == (State.PROPOSED, None, Side.FAMILY)
    confirm(by=family, appointment=fresh(row), revision=3, time=time_of(row, SUNDAY), now=LATER)
    with pytest.raises(SayWhyError):
        cancel(by=family, appointment=fresh(row), revision=4, words="", now=LATER)
    with pytest.raises(NotYoursToAnswerError):
        cancel(by=family, appointment=fresh(row), revision=4, words="临时有事", now=SUNDAY + HOUR)
    cancel(by=family, appointment=fresh(row), revision=4, words="临时有事", now=LATER)
    assert (fresh(row).state, fresh(row).starts_at) == (State.CANCELLED, None)


def test_a_colleague_steps_back_and_the_organiser_cannot(guided: World, invite: Invite) -> None:
    row = invite("wang", "xiaoming", "zhaoma", colleagues=(guided.staff["li"].pk,))
    with pytest.raises(NotYoursToAnswerError):
        leave(by=by(guided, "wang"), appointment=row, now=LATER)
    leave(by=by(guided, "li"), appointment=row, now=LATER)
    assert [link.staff.name for link in staff_on(row)] == ["王海燕"]
    with pytest.raises(NotYoursToAnswerError):
        leave(by=by(guided, "li"), appointment=row, now=LATER)


def test_who_only_knows_of_it_answers_nothing(guided: World, invite: Invite) -> None:
    row = invite("shen", "xiaoming", "zhaoma")
    with pytest.raises(NotYoursToAnswerError):
        cancel(by=by(guided, "wang"), appointment=row, revision=1, words="不去了", now=LATER)
    assert fresh(row).state == State.PROPOSED
