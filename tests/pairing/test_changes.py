"""Quiet requests, another mentor, an end, a successor, and those who come late."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from liangshi.notices.models import Notice
from liangshi.pairing.choices import AgreementState, CameAbout, RequestState
from liangshi.pairing.models import Agreement, Candidate, ChangeRequest, Pairing, RoundMentor
from liangshi.pairing.services.candidates import draw_candidates
from liangshi.pairing.services.changes import (
    Ask,
    AskedBeforeError,
    ChangeNeedsReasonError,
    NobodyLateError,
    NoFreePlaceError,
    NotOpenToChangeError,
    UnfitSuccessorError,
    ask_for_change,
    change_mentor,
    end_pairing,
    grant,
    hand_over,
    place_late,
    refuse,
    take_in_hand,
    withdraw,
)
from liangshi.pairing.services.publishing import publish
from liangshi.pairing.services.rounds import SecondRoundStandsError, open_second_round
from liangshi.people.models import DeclaredRelative, Enrolment, RoleAppointment, Student

from .conftest import NOW, Running, by, draft_of
from .solved import solved

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _in_september() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


ASK = Ask("fit", "想换一位更熟悉数学的老师", "李老师")


@pytest.fixture
def pairing(running: Running) -> Pairing:
    """xiaoming with wang, published."""
    running.hand_in("xiaoming", "wang")
    running.hand_in("xiaohong", "wang")
    solved(running)
    publish(by=by(running.world, "shen"), round_=running.round, now=NOW)
    return Pairing.unscoped.get(student=running.world.students["xiaoming"])


def asked(running: Running, pairing: Pairing, person: str = "xiaoming") -> ChangeRequest:
    return ask_for_change(by=by(running.world, person), pairing=pairing, ask=ASK, now=NOW)


def test_a_request_reaches_the_office_and_never_the_mentor(running: Running, pairing: Pairing, sign_in: SignIn) -> None:
    request = asked(running, pairing)
    told = set(Notice.unscoped.filter(kind="change.asked").values_list("account__name", flat=True))
    assert told == {"沈若兰"}
    page = sign_in("shen").get(reverse("pairing:request", args=[request.public_id])).content.decode()
    assert "想换一位更熟悉数学的老师" in page
    assert not ChangeRequest.objects.visible_to(by(running.world, "wang")).exists()
    assert "换" not in sign_in("wang").get(reverse("pairing:placement")).content.decode()


def test_one_request_at_a_time_and_it_can_be_taken_back(running: Running, pairing: Pairing) -> None:
    request = asked(running, pairing)
    with pytest.raises(AskedBeforeError):
        asked(running, pairing)
    withdraw(by=by(running.world, "xiaoming"), request=request, now=NOW)
    with pytest.raises(NotOpenToChangeError):
        withdraw(by=by(running.world, "xiaoming"), request=request, now=NOW)
    assert asked(running, pairing).state == RequestState.OPEN


def test_nobody_asks_for_the_child_of_others(running: Running, pairing: Pairing) -> None:
    with pytest.raises(NotOpenToChangeError):
        asked(running, pairing, "xiaogang")


def test_who_coordinated_before_is_not_told(running: Running, pairing: Pairing) -> None:
    world = running.world
    RoleAppointment.unscoped.create(
        account=world.account("li"), school=world.schools["mingde"], role="coordinator",
        starts_on=NOW.date() - timedelta(days=90), ends_on=NOW.date() - timedelta(days=1),
    )  # fmt: skip
    asked(running, pairing)
    told = set(Notice.unscoped.filter(kind="change.asked").values_list("account__name", flat=True))
    assert told == {"沈若兰"}


def test_before_eight_in_the_morning_it_is_already_today(running: Running, pairing: Pairing) -> None:
    request = asked(running, pairing)
    early = datetime(2026, 9, 29, 6, tzinfo=ZoneInfo("Asia/Shanghai")).astimezone(UTC)
    assert early.day == 28
    shen = by(running.world, "shen")
    take_in_hand(by=shen, request=request, now=early)
    fresh = grant(by=shen, request=request, successor=running.world.staff["li"], answer="已换成李老师", now=early)
    assert fresh.starts_on == date(2026, 9, 29)


def test_a_granted_request_brings_another_mentor_without_saying_who_asked(running: Running, pairing: Pairing) -> None:
    world = running.world
    request = asked(running, pairing, "zhaoma")
    take_in_hand(by=by(world, "shen"), request=request, now=NOW)
    fresh = grant(by=by(world, "shen"), request=request, successor=world.staff["li"], answer="已换成李老师", now=NOW)
    pairing.refresh_from_db()
    request.refresh_from_db()
    assert (fresh.mentor, fresh.came_about) == (world.staff["li"], CameAbout.CHANGE)
    assert (request.state, request.successor) == (RequestState.GRANTED, fresh)
    assert pairing.end_reason == "学校调整"
    assert Agreement.unscoped.get(pairing=pairing).state == AgreementState.VOID
    assert Agreement.unscoped.get(pairing=fresh).state == AgreementState.OPEN
    with pytest.raises(NotOpenToChangeError):
        refuse(by=by(world, "shen"), request=request, answer="晚了", now=NOW)


def test_a_refusal_has_kind_words(running: Running, pairing: Pairing) -> None:
    request = asked(running, pairing)
    with pytest.raises(ChangeNeedsReasonError):
        refuse(by=by(running.world, "shen"), request=request, answer="", now=NOW)
    refuse(by=by(running.world, "shen"), request=request, answer="先一起谈一次，好吗？", now=NOW)
    request.refresh_from_db()
    assert (request.state, request.answer) == (RequestState.REFUSED, "先一起谈一次，好吗？")


def test_a_pairing_ends_with_its_reason_and_its_history_stays(running: Running, pairing: Pairing) -> None:
    shen, day = by(running.world, "shen"), NOW.date()
    with pytest.raises(ChangeNeedsReasonError):
        end_pairing(by=shen, pairing=pairing, reason="", day=day, now=NOW)
    end_pairing(by=shen, pairing=pairing, reason="转学", day=day, now=NOW)
    with pytest.raises(NotOpenToChangeError):
        end_pairing(by=shen, pairing=pairing, reason="转学", day=day, now=NOW)
    pairing.refresh_from_db()
    assert (pairing.ends_on, pairing.end_reason, pairing.ended_by) == (day, "转学", running.world.account("shen"))
    assert not Pairing.unscoped.on(day).filter(student=pairing.student).exists()


def test_relatives_and_the_same_mentor_are_no_successors(running: Running, pairing: Pairing) -> None:
    world = running.world
    DeclaredRelative.unscoped.create(
        school=world.schools["mingde"], staff=world.staff["gao"], student=pairing.student, relation="舅甥"
    )
    for unfit in ("gao", "wang", "he"):
        with pytest.raises(UnfitSuccessorError):
            change_mentor(
                by=by(world, "shen"), pairing=pairing, successor=world.staff[unfit], reason="调整", day=NOW.date(),
                now=NOW,
            )  # fmt: skip
    assert Pairing.unscoped.filter(student=pairing.student).count() == 1


def test_a_mentor_who_leaves_hands_everybody_over(running: Running, pairing: Pairing) -> None:
    world = running.world
    own = Pairing.unscoped.filter(mentor=world.staff["wang"], end_reason="")
    number = own.count()
    assert number >= 2
    handed = hand_over(
        by=by(world, "shen"), mentor=world.staff["wang"], successors={row.pk: world.staff["gao"] for row in own},
        reason="产假", day=NOW.date(), now=NOW,
    )  # fmt: skip
    assert handed == number
    assert not Pairing.unscoped.on(NOW.date()).filter(mentor=world.staff["wang"]).exists()
    assert Pairing.unscoped.on(NOW.date()).filter(mentor=world.staff["gao"]).count() >= number


def arrive(running: Running) -> Student:
    """A new student of 高一(2)班."""
    group = running.world.classes["c102"]
    student: Student = Student.unscoped.create(
        school=group.school, class_group=group, number="S1009", name="新来的", sort_key="xinlaide", gender="female"
    )
    Enrolment.unscoped.create(school=group.school, student=student, class_group=group, starts_on=NOW.date())
    return student


def test_late_arrivals_go_to_free_places_and_nobody_else_is_moved(running: Running, pairing: Pairing) -> None:
    shen = by(running.world, "shen")
    with pytest.raises(NobodyLateError):
        place_late(by=shen, round_=running.round, now=NOW)
    before = set(Pairing.unscoped.values_list("student", "mentor"))
    RoundMentor.unscoped.exclude(staff=running.world.staff["li"]).update(quota=2)
    student = arrive(running)
    draw_candidates(by=shen, round_=running.round, late=True, now=NOW)
    assert Candidate.unscoped.get(student=student).late
    later = NOW + timedelta(days=3)
    assert place_late(by=shen, round_=running.round, now=later) == 1
    fresh = Pairing.unscoped.get(student=student)
    assert (fresh.came_about, fresh.starts_on) == (CameAbout.LATE, later.date())
    assert before < set(Pairing.unscoped.values_list("student", "mentor"))
    assert Pairing.unscoped.count() == len(before) + 1
    with pytest.raises(NobodyLateError):
        place_late(by=shen, round_=running.round, now=later)


def test_where_every_place_is_taken_the_office_is_told_and_one_place_more_is_enough(
    running: Running, pairing: Pairing, sign_in: SignIn
) -> None:
    shen = by(running.world, "shen")
    for mentor in RoundMentor.unscoped.filter(round=running.round):
        held = Pairing.unscoped.filter(mentor=mentor.staff, end_reason="").count()
        RoundMentor.unscoped.filter(pk=mentor.pk).update(quota=held, minimum=0)
    student = arrive(running)
    draw_candidates(by=shen, round_=running.round, late=True, now=NOW)
    with pytest.raises(NoFreePlaceError):
        place_late(by=shen, round_=running.round, now=NOW)
    page = sign_in("shen").post(reverse("pairing:place_late", args=[running.round.public_id]), follow=True)
    assert "没有适合的空余名额" in page.content.decode()
    assert not Pairing.unscoped.filter(student=student).exists()
    RoundMentor.unscoped.filter(pk=running.mentors["gao"].pk).update(quota=3)
    assert place_late(by=shen, round_=running.round, now=NOW) == 1


def test_who_comes_after_publication_is_added_in_the_browser(
    running: Running, pairing: Pairing, sign_in: SignIn
) -> None:
    student, office = arrive(running), sign_in("shen")
    assert "补充花名册中新到的学生" in office.get(reverse("pairing:candidates", args=[running.round.public_id])).text
    office.post(reverse("pairing:candidates_late", args=[running.round.public_id]))
    assert Candidate.unscoped.get(student=student).late


def test_after_a_second_round_has_begun_it_is_the_place_for_those_without_a_mentor(
    running: Running, pairing: Pairing, sign_in: SignIn
) -> None:
    shen = by(running.world, "shen")
    running.round.refresh_from_db()
    gone = Pairing.unscoped.get(student=running.world.students["xiaogang"])
    end_pairing(by=shen, pairing=gone, reason="家长申请", day=NOW.date(), now=NOW)
    draft = draft_of(running.world, name="第二轮")
    second = open_second_round(by=shen, first=running.round, draft=draft, now=NOW)
    with pytest.raises(SecondRoundStandsError):
        open_second_round(by=shen, first=running.round, draft=draft_of(running.world, name="又一轮"), now=NOW)
    with pytest.raises(SecondRoundStandsError):
        place_late(by=shen, round_=running.round, now=NOW)
    student = arrive(running)
    assert draw_candidates(by=shen, round_=second, late=True, now=NOW) == 1
    assert set(Candidate.unscoped.filter(round=second).values_list("student__name", flat=True)) == {
        "孙小刚", student.name,
    }  # fmt: skip
    office = sign_in("shen")
    first_page = office.get(reverse("pairing:round", args=[running.round.public_id])).text
    assert "第二轮：第二轮" in first_page
    assert "?second=" not in first_page
    assert "补充花名册" not in office.get(reverse("pairing:candidates", args=[running.round.public_id])).text


def test_a_second_round_is_proposed_with_the_terms_of_the_first(
    running: Running, pairing: Pairing, sign_in: SignIn
) -> None:
    form = sign_in("shen").get(reverse("pairing:round_new"), {"second": running.round.public_id}).context["form"]
    assert form["name"].value() == "高一导师双选第二轮"
    assert form["grades"].value() == [running.world.grades["g10"].public_id]
    assert (form["way"].value(), form["quota"].value(), form["minimum"].value()) == ("two_sided", 5, 0)


def test_asking_and_deciding_in_the_browser(running: Running, pairing: Pairing, sign_in: SignIn) -> None:
    student, office = sign_in("xiaoming"), sign_in("shen")
    url = reverse("pairing:change_ask", args=[pairing.public_id])
    assert student.post(url, {"cause": ""}).status_code == 422
    assert student.post(url, {"cause": "talk", "words": "想和高老师谈"}).status_code == 303
    request = ChangeRequest.unscoped.get()
    assert "想和高老师谈" in office.get(reverse("pairing:request", args=[request.public_id])).content.decode()
    assert office.post(reverse("pairing:request_take", args=[request.public_id])).status_code == 303
    grant_url = reverse("pairing:request_grant", args=[request.public_id])
    assert office.post(grant_url, {"successor": "", "answer": "好"}).status_code == 422
    answer = {"successor": running.world.staff["gao"].public_id, "answer": "从今天起由高老师带你"}
    assert office.post(grant_url, answer).status_code == 303
    page = student.get(reverse("pairing:placement")).content.decode()
    assert "高建平老师" in page
    history = office.get(reverse("pairing:pairing", args=[pairing.public_id])).content.decode()
    assert "结束理由：学校调整" in history
