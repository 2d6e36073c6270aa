"""Rounds: prepared from the scheme, started, second round, and their phases."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from liangshi.audit.models import Entry
from liangshi.notices.models import Notice
from liangshi.pairing.choices import PhaseKind, PhaseMove, PhaseState, RoundState, RoundWay
from liangshi.pairing.models import Candidate, Pairing, Phase, PhaseChange, Round, RoundMentor
from liangshi.pairing.queries.terms import scheme_of, terms_of
from liangshi.pairing.queries.waiting import waited_for
from liangshi.pairing.services.candidates import NotLeavingError, draw_candidates, leave_round, set_need
from liangshi.pairing.services.phases import (
    NoReasonError,
    PhaseDatesError,
    PhaseMovedError,
    close_now,
    extend,
    open_now,
)
from liangshi.pairing.services.rounds import (
    NobodyLeftError,
    NoSchemeInForceError,
    RoundNameTakenError,
    RoundStateError,
    create_round,
    open_second_round,
    start_round,
)
from liangshi.people.models import Student
from tests.pairing.conftest import NOW, Running, by, draft_of
from tests.world import World

SignIn = Callable[[str], Client]


def phase(round_: Round, kind: PhaseKind) -> Phase:
    return Phase.unscoped.select_related("round").get(round=round_, kind=kind)


def test_the_scheme_fills_in_what_it_says(prepared: Round) -> None:
    terms = terms_of(scheme_of(prepared))
    assert (terms.quota, terms.ceiling, terms.longest_list, terms.most_declines) == (5, 8, 3, 1)
    assert terms.ways == (RoundWay.TWO_SIDED,)


def test_phases_follow_each_other_for_as_long_as_the_scheme_says(prepared: Round) -> None:
    phases = list(Phase.unscoped.filter(round=prepared).order_by("position"))
    assert [one.kind for one in phases] == list(PhaseKind)
    wish = phase(prepared, PhaseKind.WISH)
    assert (wish.closes_at - wish.opens_at) == timedelta(days=3, hours=13)
    assert all(before.closes_at < after.opens_at for before, after in zip(phases, phases[1:], strict=False))


def test_a_survey_has_no_answers_and_an_assignment_no_wishes(world: World, scheme: object) -> None:
    shen, school = by(world, "shen"), world.schools["mingde"].pk
    survey = create_round(by=shen, school=school, draft=draft_of(world, way=RoundWay.SURVEY, name="征询"), now=NOW)
    assigned = create_round(
        by=shen, school=school, draft=draft_of(world, way=RoundWay.ASSIGNMENT, name="统筹"), now=NOW
    )
    kinds = {row: set(Phase.unscoped.filter(round=row).values_list("kind", flat=True)) for row in (survey, assigned)}
    assert "wish" in kinds[survey]
    assert "answer" not in kinds[survey]
    assert {"wish", "read", "answer"}.isdisjoint(kinds[assigned])


def test_a_round_needs_a_scheme_in_force(world: World) -> None:
    with pytest.raises(NoSchemeInForceError):
        create_round(by=by(world, "shen"), school=world.schools["mingde"].pk, draft=draft_of(world), now=NOW)


def test_two_rounds_of_one_name_in_one_year_are_refused(world: World, prepared: Round) -> None:
    with pytest.raises(RoundNameTakenError):
        create_round(by=by(world, "shen"), school=world.schools["mingde"].pk, draft=draft_of(world), now=NOW)
    assert Round.unscoped.count() == 1


def test_starting_draws_the_students_of_the_grades_once(world: World, prepared: Round) -> None:
    shen = by(world, "shen")
    assert start_round(by=shen, round_=prepared, now=NOW) == 3
    assert Round.unscoped.get(pk=prepared.pk).state == RoundState.RUNNING
    assert Entry.unscoped.filter(verb="round.started").count() == 1
    prepared.state = RoundState.DRAFT
    with pytest.raises(RoundStateError):
        start_round(by=shen, round_=prepared, now=NOW)


def test_a_student_who_arrives_later_is_taken_in_and_marked(running: Running) -> None:
    Student.unscoped.create(
        school=running.round.school,
        class_group=running.world.classes["c102"],
        number="S2001",
        name="新来的",
        sort_key="x",
    )
    assert draw_candidates(by=by(running.world, "shen"), round_=running.round, late=True, now=NOW) == 1
    assert Candidate.unscoped.get(student__number="S2001").late
    assert not running.candidates["xiaoming"].late
    assert draw_candidates(by=by(running.world, "shen"), round_=running.round, late=True, now=NOW) == 0


def test_a_student_leaves_with_a_reason_only(running: Running) -> None:
    shen, line = by(running.world, "shen"), running.candidates["xiaoming"]
    with pytest.raises(NotLeavingError):
        leave_round(by=shen, candidate=line, reason="", now=NOW)
    leave_round(by=shen, candidate=line, reason="休学", now=NOW)
    assert Candidate.unscoped.get(pk=line.pk).left_reason == "休学"
    with pytest.raises(NotLeavingError):
        leave_round(by=shen, candidate=line, reason="休学", now=NOW)


def test_a_student_may_need_several_mentors(running: Running) -> None:
    set_need(by=by(running.world, "shen"), candidate=running.candidates["xiaohong"], need=2, now=NOW)
    assert Candidate.unscoped.get(pk=running.candidates["xiaohong"].pk).need == 2


def test_extending_needs_a_reason_and_leaves_a_trace(running: Running) -> None:
    shen, wish = by(running.world, "shen"), phase(running.round, PhaseKind.WISH)
    until = wish.closes_at + timedelta(days=2)
    with pytest.raises(NoReasonError):
        extend(by=shen, phase=wish, until=until, reason="", now=NOW)
    with pytest.raises(PhaseDatesError):
        extend(by=shen, phase=wish, until=wish.closes_at - timedelta(hours=1), reason="提前放假", now=NOW)
    extend(by=shen, phase=wish, until=until, reason="校园网检修", now=NOW)
    assert phase(running.round, PhaseKind.WISH).closes_at == until
    change = PhaseChange.unscoped.get(phase=wish)
    assert (change.move, change.reason, change.by) == (PhaseMove.EXTENDED, "校园网检修", running.world.account("shen"))


def test_two_people_who_move_one_phase_do_not_overwrite_each_other(running: Running) -> None:
    shen = by(running.world, "shen")
    mine, theirs = phase(running.round, PhaseKind.WISH), phase(running.round, PhaseKind.WISH)
    extend(by=shen, phase=mine, until=mine.closes_at + timedelta(days=1), reason="检修", now=NOW)
    with pytest.raises(PhaseMovedError):
        extend(by=shen, phase=theirs, until=theirs.closes_at + timedelta(days=5), reason="检修", now=NOW)
    assert PhaseChange.unscoped.count() == 1


def test_a_phase_opens_and_closes_by_time_and_by_hand(running: Running) -> None:
    shen, wish = by(running.world, "shen"), phase(running.round, PhaseKind.WISH)
    assert wish.state_at(NOW) == PhaseState.WAITING
    assert wish.state_at(wish.opens_at) == PhaseState.OPEN
    assert wish.state_at(wish.closes_at) == PhaseState.OVER
    with pytest.raises(PhaseDatesError):
        close_now(by=shen, phase=wish, reason="已交齐", now=NOW)
    open_now(by=shen, phase=wish, reason="导师已到齐", now=NOW)
    later = NOW + timedelta(hours=2)
    assert wish.state_at(later) == PhaseState.OPEN
    close_now(by=shen, phase=wish, reason="已交齐", now=later)
    assert phase(running.round, PhaseKind.WISH).state_at(later) == PhaseState.OVER


def test_those_who_have_not_acted_are_named(running: Running) -> None:
    running.hand_in("xiaoming", "wang")
    draft = running.hand_in("xiaohong", "wang")
    draft.state = "draft"
    draft.save()
    assert [(person.name, person.note) for person in waited_for(running.round, "wish")] == [
        ("钱小红", "有草稿，还没有提交"),
        ("孙小刚", ""),
    ]
    assert [person.name for person in waited_for(running.round, "answer")] == ["王海燕"]
    RoundMentor.unscoped.filter(pk=running.mentors["wang"].pk).update(answered_at=NOW)
    assert waited_for(running.round, "answer") == ()
    assert "陈小禾" not in {person.name for person in waited_for(running.round, "apply")}
    assert [person.place for person in waited_for(running.round, "nominate")] == ["高一(1)班"]


def test_recipients_stand_on_the_page_before_anything_is_sent(running: Running, sign_in: SignIn) -> None:
    running.open(PhaseKind.WISH)
    running.hand_in("xiaoming", "wang")
    address = f"/rounds/{running.round.public_id}/phases/wish/remind/"
    browser = sign_in("shen")
    page = browser.get(address).content.decode()
    assert "提醒 2 人" in page
    assert "孙小刚" in page
    assert "S1003" in page
    assert "赵小明" not in page
    assert not Notice.unscoped.exists()
    answer = browser.post(address, {"title": "还差您这一步", "text": "请在截止前提交"})
    assert answer.status_code == 303
    told = set(Notice.unscoped.values_list("account__name", flat=True))
    assert told == {"钱小红", "孙小刚"}


def test_a_phase_that_is_not_open_reminds_nobody(running: Running, sign_in: SignIn) -> None:
    running.over(PhaseKind.WISH)
    answer = sign_in("shen").post(f"/rounds/{running.round.public_id}/phases/wish/remind/", {"title": "还差您这一步"})
    assert answer.status_code == 422
    assert not Notice.unscoped.exists()


def test_the_coordinator_prepares_and_starts_a_round_in_the_browser(
    world: World, scheme: object, sign_in: SignIn
) -> None:
    browser = sign_in("shen")
    assert "取自现行方案" in browser.get("/rounds/new/").content.decode()
    filled = {
        "name": "高一双选", "way": "two_sided", "grades": [world.grades["g10"].public_id], "first_day": "2026-09-14",
        "starts_on": "2026-09-01", "ends_on": "2027-07-10", "quota": "5", "minimum": "0", "longest_list": "3",
        "most_declines": "1",
    }  # fmt: skip
    refused = browser.post("/rounds/new/", filled | {"quota": "9"})
    assert refused.status_code == 422
    assert "方案规定最多 8 名" in refused.content.decode()
    made = browser.post("/rounds/new/", filled)
    assert made.status_code == 303
    row = Round.unscoped.get()
    assert browser.post(f"{made['Location']}start/").status_code == 303
    page = browser.get(made["Location"]).content.decode()
    assert "3 人，共需 3 个导师名额" in page
    assert Candidate.unscoped.filter(round=row).count() == 3


def test_the_dates_are_changed_in_the_browser_with_a_reason(running: Running, sign_in: SignIn) -> None:
    browser, address = sign_in("shen"), f"/rounds/{running.round.public_id}/phases/wish/extend/"
    assert browser.post(address, {"until": "2098-12-01T21:00", "reason": ""}).status_code == 422
    assert browser.post(address, {"until": "2098-12-01T21:00", "reason": "校园网检修"}).status_code == 303
    page = browser.get(f"/rounds/{running.round.public_id}/phases/wish/").content.decode()
    assert "校园网检修" in page
    assert "2098年12月1日 21:00 结束" in page


def test_the_second_round_is_for_those_left_with_the_places_left(running: Running) -> None:
    shen = by(running.world, "shen")
    draft = draft_of(running.world, name="第二轮")
    with pytest.raises(NobodyLeftError):
        open_second_round(by=shen, first=running.round, draft=draft, now=NOW)
    Round.unscoped.filter(pk=running.round.pk).update(state=RoundState.PUBLISHED)
    running.round.refresh_from_db()
    for name in ("xiaoming", "xiaohong"):
        Pairing.unscoped.create(
            school=running.round.school, student=running.world.students[name], mentor=running.world.staff["wang"],
            round=running.round, starts_on=date(2026, 9, 1), came_about="wish", created_at=NOW,
        )  # fmt: skip
    second = open_second_round(by=shen, first=running.round, draft=draft, now=NOW)
    assert list(Candidate.unscoped.filter(round=second).values_list("student__name", flat=True)) == ["孙小刚"]
    places = dict(RoundMentor.unscoped.filter(round=second).values_list("staff__name", "quota"))
    assert places == {"王海燕": 3, "高建平": 5, "李向东": 5}
    assert "apply" not in set(Phase.unscoped.filter(round=second).values_list("kind", flat=True))


def test_the_rounds_page_of_each_person_offers_what_is_open(running: Running, sign_in: SignIn) -> None:
    running.open(PhaseKind.WISH)
    running.over(PhaseKind.ANSWER)
    assert "填报志愿" in sign_in("xiaoming").get("/rounds/").content.decode()
    family = sign_in("zhaoma").get("/rounds/").content.decode()
    assert "看志愿" in family
    assert "填报志愿" not in family
    assert "回应选我的学生" not in sign_in("wang").get("/rounds/").content.decode()
    running.open(PhaseKind.ANSWER)
    assert "回应选我的学生" in sign_in("wang").get("/rounds/").content.decode()


@pytest.mark.parametrize("page", ["", "phases/wish/", "students/", "applications/", "plan/"])
def test_pages_of_a_round_cost_a_fixed_number_of_statements(
    page: str, running: Running, sign_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    browser = sign_in("shen")
    with django_assert_max_num_queries(42):  # type: ignore[attr-defined]
        assert browser.get(f"/rounds/{running.round.public_id}/{page}").status_code == 200
