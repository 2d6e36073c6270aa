"""Mentors sign up, the school decides, families read the published list."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from liangshi.notices.models import Notice
from liangshi.pairing.choices import ApplicationState, PhaseKind, RoundWay, Track
from liangshi.pairing.models import MentorApplication, MentorLimit, Preference, Round, RoundMentor
from liangshi.pairing.services.applications import (
    AlreadyDecidedError,
    ApplicationDraft,
    AskedAlreadyError,
    Decision,
    DecisionNeedsReasonError,
    ListIsOutError,
    NotAMentorError,
    apply_as_mentor,
    appoint_mentors,
    decide_application,
    publish_mentors,
    take_off_list,
    withdraw_application,
)
from liangshi.pairing.services.phases import NotOpenError
from liangshi.pairing.services.rounds import start_round
from liangshi.people.services import set_photo
from tests.pairing.conftest import NOW, Running, by
from tests.world import World

SignIn = Callable[[str], Client]


@pytest.fixture
def open_round(world: World, prepared: Round) -> Running:
    """Started, nobody admitted, nothing published."""
    start_round(by=by(world, "shen"), round_=prepared, now=NOW)
    return Running(world, prepared, {}, {})


def sign_up(running: Running, name: str, quota: int = 4) -> MentorApplication:
    staff = running.world.staff[name]
    apply_as_mentor(
        by=by(running.world, name), round_=running.round, staff=staff,
        draft=ApplicationDraft(quota, ("学业辅导",), (), ""), now=running.at(PhaseKind.APPLY),
    )  # fmt: skip
    found: MentorApplication = MentorApplication.unscoped.select_related("round", "staff__account").get(staff=staff)
    return found


def decide(running: Running, one: MentorApplication, state: ApplicationState, reason: str = "") -> None:
    decision = Decision(state, 3, Track.WHOLE, reason)
    decide_application(by=by(running.world, "shen"), application=one, decision=decision, now=NOW)


def test_an_application_is_changed_until_it_is_decided(open_round: Running) -> None:
    sign_up(open_round, "wang", 4)
    one = sign_up(open_round, "wang", 6)
    assert one.quota == 6
    decide(open_round, one, ApplicationState.APPROVED)
    with pytest.raises(AlreadyDecidedError):
        sign_up(open_round, "wang", 8)
    assert RoundMentor.unscoped.get().quota == 3


def test_a_withdrawn_application_can_be_made_again(open_round: Running) -> None:
    one = sign_up(open_round, "wang")
    withdraw_application(by=by(open_round.world, "wang"), application=one, now=NOW)
    with pytest.raises(AlreadyDecidedError):
        withdraw_application(by=by(open_round.world, "wang"), application=one, now=NOW)
    assert sign_up(open_round, "wang").state == ApplicationState.SUBMITTED


def test_who_is_in_training_does_not_sign_up(open_round: Running) -> None:
    with pytest.raises(NotAMentorError):
        sign_up(open_round, "chen")
    assert not MentorApplication.unscoped.exists()


def test_applications_come_in_time_only(open_round: Running) -> None:
    with pytest.raises(NotOpenError):
        apply_as_mentor(
            by=by(open_round.world, "wang"), round_=open_round.round, staff=open_round.world.staff["wang"],
            draft=ApplicationDraft(4, (), (), ""), now=open_round.after(PhaseKind.APPLY),
        )  # fmt: skip


@pytest.mark.parametrize("state", [ApplicationState.DECLINED, ApplicationState.IN_TRAINING, ApplicationState.EXEMPT])
def test_saying_no_needs_a_reason_which_the_teacher_reads(state: ApplicationState, open_round: Running) -> None:
    one = sign_up(open_round, "wang")
    with pytest.raises(DecisionNeedsReasonError):
        decide(open_round, one, state)
    decide(open_round, one, state, "本学期带毕业班")
    assert not RoundMentor.unscoped.exists()
    assert Notice.unscoped.get(account=open_round.world.account("wang")).text == "本学期带毕业班"


def test_a_decision_may_change_until_the_list_is_out(open_round: Running) -> None:
    one = sign_up(open_round, "wang")
    decide(open_round, one, ApplicationState.EXEMPT, "身体原因")
    one.refresh_from_db()
    decide(open_round, one, ApplicationState.APPROVED)
    assert RoundMentor.unscoped.count() == 1
    publish_mentors(by=by(open_round.world, "shen"), round_=open_round.round, now=NOW)
    one = MentorApplication.unscoped.select_related("round", "staff").get()
    with pytest.raises(ListIsOutError):
        decide(open_round, one, ApplicationState.EXEMPT, "身体原因")


def test_publishing_needs_mentors_happens_once_and_tells_the_students(open_round: Running) -> None:
    shen = by(open_round.world, "shen")
    with pytest.raises(ListIsOutError):
        publish_mentors(by=shen, round_=open_round.round, now=NOW)
    everyone = tuple(open_round.world.staff[name] for name in ("wang", "li", "chen"))
    assert appoint_mentors(by=shen, round_=open_round.round, staff=everyone, now=NOW) == 2
    assert publish_mentors(by=shen, round_=open_round.round, now=NOW) == 2
    told = set(Notice.unscoped.filter(kind="mentors.published").values_list("account__name", flat=True))
    assert told == {"赵小明", "钱小红", "孙小刚"}
    with pytest.raises(ListIsOutError):
        publish_mentors(by=shen, round_=open_round.round, now=NOW)


def test_within_classes_a_teacher_is_limited_to_the_classes_taught(start_with: Callable[..., Running]) -> None:
    groups = start_with(way=RoundWay.CLASS_GROUP, name="班内分组")
    limits = MentorLimit.unscoped.filter(mentor=groups.mentors["wang"]).values_list("class_group__name", flat=True)
    assert list(limits) == ["高一(1)班"]
    both = MentorLimit.unscoped.filter(mentor=groups.mentors["li"])
    assert both.count() == 2


def test_a_mentor_leaves_the_list_before_anybody_asked(running: Running) -> None:
    shen = by(running.world, "shen")
    running.hand_in("xiaoming", "wang")
    with pytest.raises(AskedAlreadyError):
        take_off_list(by=shen, mentor=running.mentors["wang"], reason="生病", now=NOW)
    with pytest.raises(DecisionNeedsReasonError):
        take_off_list(by=shen, mentor=running.mentors["gao"], reason="", now=NOW)
    take_off_list(by=shen, mentor=running.mentors["gao"], reason="生病", now=NOW)
    assert set(RoundMentor.unscoped.values_list("staff__name", flat=True)) == {"王海燕", "李向东"}
    assert Preference.unscoped.count() == 1


def test_a_teacher_signs_up_on_a_phone_and_the_school_admits(open_round: Running, sign_in: SignIn) -> None:
    open_round.open(PhaseKind.APPLY)
    address = f"/rounds/{open_round.round.public_id}/apply/"
    teacher, office = sign_in("wang"), sign_in("shen")
    assert teacher.post(address, {"quota": "4"}).status_code == 422
    assert teacher.post(address, {"quota": "4", "strengths": ["心理疏导"], "note": "周三有社团"}).status_code == 303
    assert "待审核" in teacher.get(address).content.decode()
    listed = office.get(f"/rounds/{open_round.round.public_id}/applications/").content.decode()
    assert "周三有社团" in listed
    one = MentorApplication.unscoped.get()
    decided = f"/rounds/{open_round.round.public_id}/applications/{one.public_id}/"
    assert office.post(decided, {"state": "declined", "quota": "4", "reason": ""}).status_code == 422
    assert office.post(decided, {"state": "approved", "quota": "5", "reason": ""}).status_code == 303
    assert RoundMentor.unscoped.get().quota == 5


def test_families_read_profiles_only_once_published_and_without_numbers(open_round: Running, sign_in: SignIn) -> None:
    shen = by(open_round.world, "shen")
    wang = open_round.world.staff["wang"]
    wang.words = "我愿意听你把话说完。"
    wang.save()
    appoint_mentors(by=shen, round_=open_round.round, staff=(wang,), now=NOW)
    address, mentor = f"/rounds/{open_round.round.public_id}/mentors/", RoundMentor.unscoped.get()
    student = sign_in("xiaoming")
    assert "王海燕" not in student.get(address).content.decode()
    assert student.get(f"{address}{mentor.public_id}/").status_code == 404
    publish_mentors(by=shen, round_=open_round.round, now=NOW)
    assert "王海燕" in student.get(address).content.decode()
    page = student.get(f"{address}{mentor.public_id}/").content.decode()
    assert "我愿意听你把话说完。" in page
    assert "名额" not in page


def test_profiles_are_filtered_by_name_subject_and_strength(running: Running, sign_in: SignIn) -> None:
    RoundMentor.unscoped.filter(pk=running.mentors["wang"].pk).update(strengths=["心理疏导"])
    browser, address = sign_in("xiaoming"), f"/rounds/{running.round.public_id}/mentors/"

    def shown(query: str) -> set[str]:
        page = browser.get(f"{address}?{query}").content.decode()
        return {name for name in ("高建平", "王海燕", "李向东") if name in page}

    assert shown("") == {"高建平", "王海燕", "李向东"}
    assert shown("strength=心理疏导") == {"王海燕"}
    assert shown("subject=数学") == {"李向东"}
    assert shown("q=高") == {"高建平"}
    assert shown("q=高&subject=数学") == set()


def test_the_photo_is_shown_to_families_of_the_round(running: Running, sign_in: SignIn) -> None:
    picture = BytesIO()
    Image.new("RGB", (40, 40), "green").save(picture, "PNG")
    upload = SimpleUploadedFile("face.png", picture.getvalue(), "image/png")
    set_photo(by=by(running.world, "wang"), staff=running.world.staff["wang"], upload=upload, now=NOW)
    address = f"/rounds/{running.round.public_id}/mentors/{running.mentors['wang'].public_id}/photo/"
    answer = sign_in("xiaoming").get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert sign_in("zheng").get(address).status_code == 404


def test_limits_are_set_in_the_browser(running: Running, sign_in: SignIn) -> None:
    mentor = running.mentors["wang"]
    address = f"/rounds/{running.round.public_id}/mentors/{mentor.public_id}/limits/"
    browser = sign_in("shen")
    assert browser.post(address, {"quota": "3", "minimum": "4"}).status_code == 422
    filled = {
        "quota": "6", "minimum": "2", "cap_10": "4", "class_groups": [running.world.classes["c101"].public_id],
    }  # fmt: skip
    assert browser.post(address, filled).status_code == 303
    mentor.refresh_from_db()
    assert (mentor.quota, mentor.minimum) == (6, 2)
    assert mentor.caps == [{"name": "高一", "where": {"grade": ["10"]}, "cap": 4}]
    assert MentorLimit.unscoped.get(mentor=mentor).class_group == running.world.classes["c101"]
    assert 'value="4"' in browser.get(address).content.decode()
