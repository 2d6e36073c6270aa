"""The market that a round becomes."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from liangshi.domain.matching import build_market, commit_digest, plan, solve
from liangshi.domain.matching.market import Market
from liangshi.pairing.choices import KeptOrigin, KeptTreatment, NominationState, PhaseKind, RoundWay, Ruling, Track
from liangshi.pairing.models import (
    Acceptance,
    Candidate,
    ClosedInput,
    KeptPair,
    MentorLimit,
    Nomination,
    Phase,
    RoundMentor,
    StudyGroup,
)
from liangshi.pairing.queries.eligibility import mentors_for
from liangshi.pairing.services.applications import Limits, set_limits
from liangshi.pairing.services.closing import (
    ClosedAlreadyError,
    GroupWithoutMentorError,
    NotClosedError,
    StillOpenError,
    close_input,
    reopen_input,
)
from liangshi.pairing.services.market import market_of
from liangshi.pairing.services.phases import InputClosedError, extend
from liangshi.people.models import ClassGroup, DeclaredRelative, Grade, School, Staff, Student
from liangshi.people.services.staff import let_staff_leave
from liangshi.people.services.students import let_student_leave
from tests.pairing.conftest import NOW, Running, by

STATEMENTS = 13


def line(market: dict[str, object], running: Running, name: str) -> dict[str, object]:
    """The line of a named student."""
    wanted = running.world.students[name].public_id
    return next(entry for entry in market["students"] if entry["id"] == wanted)  # type: ignore[attr-defined]


def mentor_line(market: dict[str, object], running: Running, name: str) -> dict[str, object]:
    wanted = running.mentors[name].public_id
    return next(entry for entry in market["mentors"] if entry["id"] == wanted)  # type: ignore[attr-defined]


def eligible(market: dict[str, object], running: Running, name: str) -> set[str]:
    """Whom the named student may have, by short name."""
    entry = line(market, running, name)
    ids = {*market["rows"][entry["row"]], *entry.get("plus", ())} - set(entry.get("minus", ()))  # type: ignore[index]
    return {short for short, mentor in running.mentors.items() if mentor.public_id in ids}


def test_who_leaves_the_school_in_mid_round_takes_part_no_more(running: Running) -> None:
    for student in ("xiaoming", "xiaohong", "xiaogang"):
        running.hand_in(student, "li", "gao")
    world = running.world
    office = by(world, "shen")
    KeptPair.unscoped.create(
        school=running.round.school, round=running.round, candidate=running.candidates["xiaohong"],
        mentor=running.mentors["li"], treatment=KeptTreatment.KEEP, origin=KeptOrigin.FORMER,
        decided_by=world.account("shen"), decided_at=NOW,
    )  # fmt: skip
    Acceptance.unscoped.create(
        school=running.round.school, mentor=running.mentors["gao"], candidate=running.candidates["xiaogang"],
        answer="welcome", rank=1, answered_at=NOW,
    )  # fmt: skip
    let_student_leave(by=office, student=world.students["xiaogang"], on=NOW.date(), now=NOW)
    let_staff_leave(by=office, staff=world.staff["li"], on=NOW.date(), now=NOW)
    market = market_of(running.round)
    assert len(market["students"]) == 2
    assert mentor_line(market, running, "li")["quota"] == 0
    assert market["kept"] == []
    pairs = solve(build_market({**market, "seed": "1 2 3"})).mentors_of()
    assert pairs == {
        line(market, running, name)["id"]: [running.mentors["gao"].public_id] for name in ("xiaoming", "xiaohong")
    }
    assert running.mentors["li"].pk not in mentors_for(running.candidates["xiaoming"])


def test_a_round_becomes_a_market_that_the_engine_accepts(running: Running) -> None:
    running.hand_in("xiaoming", "wang", "li")
    running.hand_in("xiaogang", "li")
    market = market_of(running.round)
    assert isinstance(build_market(market), Market)
    assert line(market, running, "xiaoming")["wishes"] == [
        running.mentors["wang"].public_id,
        running.mentors["li"].public_id,
    ]
    assert "wishes" not in line(market, running, "xiaohong")


def test_the_engine_gives_each_student_the_dearest_wish_that_has_room(running: Running) -> None:
    running.hand_in("xiaoming", "wang", "li")
    outcome = solve(build_market({**market_of(running.round), "seed": "20260930"}))
    mentors = outcome.mentors_of()
    assert mentors[running.world.students["xiaoming"].public_id] == [running.mentors["wang"].public_id]
    assert len(mentors) == 3


def test_a_draft_is_not_a_wish(running: Running) -> None:
    wishes = running.hand_in("xiaoming", "wang")
    wishes.state = "draft"
    wishes.save()
    assert "wishes" not in line(market_of(running.round), running, "xiaoming")


def test_a_declared_relative_is_never_eligible(running: Running) -> None:
    DeclaredRelative.unscoped.create(
        school=running.round.school, staff=running.world.staff["wang"],
        student=running.world.students["xiaohong"], relation="母女",
    )  # fmt: skip
    market = market_of(running.round)
    assert eligible(market, running, "xiaohong") == {"gao", "li"}
    assert eligible(market, running, "xiaoming") == {"gao", "wang", "li"}


def test_a_mentor_limited_to_a_class_is_eligible_for_that_class_only(running: Running) -> None:
    MentorLimit.unscoped.create(
        school=running.round.school, mentor=running.mentors["wang"], class_group=running.world.classes["c101"]
    )
    market = market_of(running.round)
    assert "wang" in eligible(market, running, "xiaoming")
    assert "wang" not in eligible(market, running, "xiaogang")


def test_a_confirmed_group_goes_first_and_leaves_no_other_trace(running: Running) -> None:
    nomination = Nomination.unscoped.create(
        school=running.round.school, student=running.world.students["xiaogang"], kind="category",
        category="left_behind", route="homeroom_teacher", nominated_by=running.world.account("shen"),
        nominated_at=NOW, reason="父母在外地工作", state=NominationState.CONFIRMED,
        review_on=date(2027, 1, 30), expires_on=date(2100, 1, 1),
    )  # fmt: skip
    market = market_of(running.round)
    assert line(market, running, "xiaogang")["tier"] == 0
    assert "tier" not in line(market, running, "xiaoming")
    assert "left_behind" not in str(market)
    nomination.state = NominationState.PROPOSED
    nomination.save()
    assert "tier" not in line(market_of(running.round), running, "xiaogang")


def test_a_group_that_expired_counts_no_more(running: Running) -> None:
    Nomination.unscoped.create(
        school=running.round.school, student=running.world.students["xiaogang"], kind="category",
        category="left_behind", route="homeroom_teacher", nominated_by=running.world.account("shen"),
        nominated_at=NOW, reason="父母在外地工作", state=NominationState.CONFIRMED,
        review_on=date(2026, 1, 1), expires_on=date(2026, 1, 1),
    )  # fmt: skip
    assert "tier" not in line(market_of(running.round), running, "xiaogang")


def test_the_own_homeroom_teacher_comes_next_as_the_scheme_says(running: Running) -> None:
    market = market_of(running.round)
    assert line(market, running, "xiaoming")["tier_at"] == {running.mentors["wang"].public_id: 2}
    assert "tier_at" not in line(market, running, "xiaogang")


def test_answers_become_a_ranking_with_ties_and_declines_that_hold(running: Running) -> None:
    for name in ("xiaoming", "xiaohong", "xiaogang"):
        running.hand_in(name, "li")
    for name, rank in (("xiaoming", 2), ("xiaohong", 2)):
        Acceptance.unscoped.create(
            school=running.round.school, mentor=running.mentors["li"], candidate=running.candidates[name],
            answer="welcome", rank=rank, answered_at=NOW,
        )  # fmt: skip
    refused = Acceptance.unscoped.create(
        school=running.round.school, mentor=running.mentors["li"], candidate=running.candidates["xiaogang"],
        answer="decline", decline_reason="health", answered_at=NOW,
    )  # fmt: skip
    entry = mentor_line(market_of(running.round), running, "li")
    pair = sorted(running.world.students[name].public_id for name in ("xiaoming", "xiaohong"))
    assert entry["ranking"] == [pair]
    assert entry["declines"] == {running.world.students["xiaogang"].public_id: "health"}
    refused.ruling, refused.ruling_reason = Ruling.REFUSED, "还有名额"
    refused.save()
    assert "declines" not in mentor_line(market_of(running.round), running, "li")


def test_a_kept_pair_stands_and_a_preferred_one_goes_first(running: Running) -> None:
    def keep(student: str, mentor: str, treatment: KeptTreatment) -> None:
        KeptPair.unscoped.create(
            school=running.round.school, round=running.round, candidate=running.candidates[student],
            mentor=running.mentors[mentor], origin=KeptOrigin.FORMER, treatment=treatment,
            decided_by=running.world.account("shen"), decided_at=NOW,
            reason="师生都同意" if treatment == KeptTreatment.RELEASE else "",
        )  # fmt: skip

    keep("xiaoming", "gao", KeptTreatment.KEEP)
    keep("xiaogang", "li", KeptTreatment.PREFER)
    keep("xiaohong", "li", KeptTreatment.RELEASE)
    market = market_of(running.round)
    assert market["kept"] == [[running.world.students["xiaoming"].public_id, running.mentors["gao"].public_id]]
    assert line(market, running, "xiaogang")["tier_at"] == {running.mentors["li"].public_id: 0}


def test_sub_quotas_of_one_name_and_different_meaning_stay_apart(running: Running) -> None:
    shen = by(running.world, "shen")
    for name, level in (("gao", "10"), ("li", "11")):
        caps = ({"name": "年级", "where": {"grade": [level]}, "cap": 2},)
        set_limits(by=shen, mentor=running.mentors[name], limits=Limits(5, 0, caps), now=NOW)
        running.mentors[name].refresh_from_db()
    market = market_of(running.round)
    assert sorted(market["groups"].values(), key=str) == [{"grade": ["10"]}, {"grade": ["11"]}]
    assert mentor_line(market, running, "gao")["caps"].keys() != mentor_line(market, running, "li")["caps"].keys()


def test_by_the_way_of_clubs_the_leader_takes_the_members(start_with: Callable[..., Running], running: Running) -> None:
    club = running.world.clubs["basketball"]
    by_club = start_with(way=RoundWay.CLUB, clubs=(club,), name="社团导师")
    assert set(by_club.candidates) == {"xiaoming", "xiaogang"}
    assert eligible(market_of(by_club.round), by_club, "xiaoming") == {"gao"}


def test_with_two_tracks_each_child_has_two_lines_with_different_mentors(start_with: Callable[..., Running]) -> None:
    two = start_with(tracks=(Track.STUDY, Track.CONDUCT), name="导学导德")
    RoundMentor.unscoped.filter(pk=two.mentors["li"].pk).update(track=Track.STUDY)
    RoundMentor.unscoped.filter(pk__in=(two.mentors["gao"].pk, two.mentors["wang"].pk)).update(track=Track.CONDUCT)
    market = market_of(two.round)
    mine = [entry for entry in market["students"] if entry["id"] == two.world.students["xiaoming"].public_id]
    rows = {entry["track"]: market["rows"][entry["row"]] for entry in mine}
    assert rows["study"] == [two.mentors["li"].public_id]
    assert set(rows["conduct"]) == {two.mentors["gao"].public_id, two.mentors["wang"].public_id}
    assert isinstance(build_market(market), Market)


def test_a_group_within_a_class_has_its_subject_teacher_alone(start_with: Callable[..., Running]) -> None:
    groups = start_with(way=RoundWay.CLASS_GROUP, name="班内分组")
    group = StudyGroup.unscoped.create(
        school=groups.round.school, round=groups.round, class_group=groups.world.classes["c101"], name="第一组"
    )
    Candidate.unscoped.filter(pk=groups.candidates["xiaoming"].pk).update(study_group=group)
    assert eligible(market_of(groups.round), groups, "xiaoming") == {"gao", "wang", "li"}
    groups.over(*PhaseKind)
    with pytest.raises(GroupWithoutMentorError) as refused:
        close_input(by=by(groups.world, "shen"), round_=groups.round, now=NOW)
    assert refused.value.groups == ("高一(1)班 第一组",)
    group.mentor = groups.mentors["wang"]
    group.save()
    assert eligible(market_of(groups.round), groups, "xiaoming") == {"wang"}
    assert close_input(by=by(groups.world, "shen"), round_=groups.round, now=NOW).digest


def test_closing_keeps_the_input_with_its_digest_and_opening_again_needs_a_reason(running: Running) -> None:
    shen = by(running.world, "shen")
    with pytest.raises(StillOpenError):
        close_input(by=shen, round_=running.round, now=NOW)
    late = running.after(PhaseKind.ANSWER)
    closed = close_input(by=shen, round_=running.round, now=late)
    assert closed.digest == commit_digest(closed.market)
    with pytest.raises(ClosedAlreadyError):
        close_input(by=shen, round_=running.round, now=late)
    phase = Phase.unscoped.get(round=running.round, kind=PhaseKind.WISH)
    with pytest.raises(InputClosedError):
        extend(by=shen, phase=phase, until=late + timedelta(days=1), reason="停电", now=late)
    with pytest.raises(NotClosedError):
        reopen_input(by=shen, round_=running.round, reason="", now=late)
    reopen_input(by=shen, round_=running.round, reason="停电，顺延一天", now=late)
    extend(by=shen, phase=phase, until=late + timedelta(days=1), reason="停电", now=late)
    assert ClosedInput.unscoped.get(round=running.round).reopened_reason == "停电，顺延一天"


def test_the_number_of_statements_does_not_grow_with_the_school(
    running: Running, django_assert_max_num_queries: Callable[..., object]
) -> None:
    grow(running, classes=10, size=12, mentors=12)
    with django_assert_max_num_queries(STATEMENTS):  # type: ignore[attr-defined]
        market = market_of(running.round)
    assert len(market["students"]) == 123
    assert plan(build_market(market)).need == 123


def grow(running: Running, *, classes: int, size: int, mentors: int) -> None:
    """More students and mentors of 高一."""
    school: School = running.round.school
    grade: Grade = running.world.grades["g10"]
    for ordinal in range(classes):
        group = ClassGroup.unscoped.create(
            school=school, year=running.round.year, grade=grade, ordinal=50 + ordinal, name=f"高一({50 + ordinal})班"
        )
        students = Student.unscoped.bulk_create(
            Student(school=school, class_group=group, number=f"X{ordinal}-{n}", name=f"学生{n}", sort_key=f"{n:04}")
            for n in range(size)
        )
        Candidate.unscoped.bulk_create(
            Candidate(school=school, round=running.round, student=student, joined_at=NOW) for student in students
        )
    staff = Staff.unscoped.bulk_create(
        Staff(school=school, number=f"Y{n}", name=f"教师{n}", sort_key=f"{n:04}") for n in range(mentors)
    )
    RoundMentor.unscoped.bulk_create(
        RoundMentor(school=school, round=running.round, staff=one, quota=15) for one in staff
    )
