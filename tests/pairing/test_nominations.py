"""Who may name whom for what, and who may read it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from liangshi.audit.models import Entry
from liangshi.domain.access import StudentFacts, reaches_categories
from liangshi.pairing.choices import NominationKind, NominationState
from liangshi.pairing.models import Nomination
from liangshi.pairing.queries.terms import scheme_text_on
from liangshi.pairing.services.nominations import (
    NamedAlreadyError,
    NominationDraft,
    NominationMovedError,
    OwnNominationError,
    RouteClosedError,
    decide_nomination,
    end_nomination,
    end_nominations,
    nominate,
    renew_nomination,
)
from liangshi.people.models import DeclaredRelative
from liangshi.schemes.models import SchemeVersion
from tests.pairing.conftest import NOW, SCHEME, ZONE, by
from tests.world import PERSONAS, TODAY, World

SignIn = Callable[[str], Client]
RULES = scheme_text_on(SCHEME, TODAY)


def name(world: World, who: str, student: str, kind: str, route: str, category: str = "") -> Nomination:
    return nominate(
        by=by(world, who), student=world.students[student], scheme=RULES, now=NOW,
        draft=NominationDraft(NominationKind(kind), category, route, "近三次作业没有完成"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "kind", "route", "category", "state"),
    [
        ("wang", "study", "subject_teacher", "", "confirmed"),
        ("li", "study", "subject_teacher", "", "confirmed"),
        ("xiaoming", "study", "student", "", "confirmed"),
        ("wang", "study", "homeroom_teacher", "", "proposed"),
        ("zhaoma", "conduct", "guardian", "", "confirmed"),
        ("xiaoming", "conduct", "student", "", "proposed"),
        ("wang", "category", "homeroom_teacher", "left_behind", "confirmed"),
        ("shen", "category", "coordinator", "pressure", "confirmed"),
        ("zhou", "category", "counsellor", "pressure", "confirmed"),
    ],
)
def test_each_route_of_the_scheme_is_open_to_its_person(
    who: str, kind: str, route: str, category: str, state: str, world: World
) -> None:
    assert name(world, who, "xiaoming", kind, route, category).state == state


@pytest.mark.parametrize(
    ("who", "student", "kind", "route", "category"),
    [
        ("li", "xiaoming", "conduct", "subject_teacher", ""),
        ("wang", "xiaogang", "study", "homeroom_teacher", ""),
        ("xiaogang", "xiaoming", "study", "student", ""),
        ("zhaoma", "xiaogang", "conduct", "guardian", ""),
        ("xiaoming", "xiaoming", "category", "homeroom_teacher", "left_behind"),
        ("wang", "xiaoming", "category", "homeroom_teacher", "no_such_group"),
        ("wang", "xiaoming", "category", "homeroom_teacher", ""),
        ("he", "xiaoming", "category", "coordinator", "pressure"),
    ],
)
def test_other_routes_are_closed(who: str, student: str, kind: str, route: str, category: str, world: World) -> None:
    with pytest.raises(RouteClosedError):
        name(world, who, student, kind, route, category)
    assert not Nomination.unscoped.exists()


def test_a_relative_has_no_professional_route(world: World) -> None:
    DeclaredRelative.unscoped.create(
        school=world.schools["mingde"], staff=world.staff["wang"], student=world.students["xiaohong"], relation="母女"
    )
    with pytest.raises(RouteClosedError):
        name(world, "wang", "xiaohong", "study", "homeroom_teacher")
    assert name(world, "wang", "xiaoming", "study", "homeroom_teacher").pk


def test_a_student_is_named_for_one_thing_once(world: World) -> None:
    name(world, "wang", "xiaoming", "study", "subject_teacher")
    with pytest.raises(NamedAlreadyError):
        name(world, "li", "xiaoming", "study", "subject_teacher")
    assert Nomination.unscoped.count() == 1


def test_a_proposal_is_confirmed_by_somebody_else(world: World) -> None:
    proposed = name(world, "xiaoming", "xiaoming", "conduct", "student")
    with pytest.raises(OwnNominationError):
        decide_nomination(by=by(world, "xiaoming"), nomination=proposed, confirm=True, reason="", now=NOW)
    with pytest.raises(NominationMovedError):
        decide_nomination(by=by(world, "gao"), nomination=proposed, confirm=False, reason="", now=NOW)
    decide_nomination(by=by(world, "gao"), nomination=proposed, confirm=True, reason="", now=NOW)
    assert Nomination.unscoped.get().state == NominationState.CONFIRMED
    with pytest.raises(NominationMovedError):
        decide_nomination(by=by(world, "gao"), nomination=proposed, confirm=True, reason="", now=NOW)


def test_it_is_looked_at_again_each_term_and_ends_with_the_year(world: World) -> None:
    row = name(world, "wang", "xiaoming", "category", "homeroom_teacher", "left_behind")
    assert (row.review_on, row.expires_on) == (date(2027, 1, 30), date(2027, 7, 10))
    spring = NOW + timedelta(days=180)
    renew_nomination(by=by(world, "wang"), nomination=row, now=spring)
    assert Nomination.unscoped.get().review_on == date(2027, 7, 10)
    with pytest.raises(NominationMovedError):
        end_nomination(by=by(world, "wang"), nomination=row, reason="", now=spring)
    end_nomination(by=by(world, "wang"), nomination=row, reason="父母已回到本地", now=spring)
    with pytest.raises(NominationMovedError):
        renew_nomination(by=by(world, "wang"), nomination=row, now=spring)


def test_it_ends_by_itself(world: World) -> None:
    name(world, "wang", "xiaoming", "category", "homeroom_teacher", "left_behind")
    assert end_nominations(datetime(2027, 7, 9, 23, tzinfo=ZONE)) == 0
    assert end_nominations(datetime(2027, 7, 10, 1, tzinfo=ZONE)) == 1
    assert Nomination.unscoped.get().state == NominationState.ENDED


@pytest.mark.parametrize("persona", PERSONAS)
def test_nominations_within_reach_are_those_of_the_law_and_ones_own(persona: str, world: World) -> None:
    name(world, "wang", "xiaoming", "category", "homeroom_teacher", "left_behind")
    name(world, "shen", "xiaogang", "category", "coordinator", "pressure")
    name(world, "shen", "xiaoli", "category", "coordinator", "pressure")
    viewer = by(world, persona)
    seen = set(Nomination.objects.visible_to(viewer).values_list("pk", flat=True))
    for row in Nomination.unscoped.select_related("student__class_group"):
        group = row.student.class_group
        facts = StudentFacts(row.student_id, row.school_id, group and group.grade_id, row.student.class_group_id)
        law = viewer.staff is not None and reaches_categories(viewer, facts)
        assert (row.pk in seen) == (law or row.nominated_by_id == viewer.account), row.student


def test_the_page_names_what_one_may_read_and_leaves_a_trace(
    world: World, scheme: SchemeVersion, sign_in: SignIn
) -> None:
    name(world, "wang", "xiaoming", "category", "homeroom_teacher", "left_behind")
    assert "留守儿童" in sign_in("wang").get("/rounds/nominations/").content.decode()
    assert Entry.unscoped.get(verb="nominations.read").actor == world.account("wang").pk
    for other in ("li", "zhou", "xiaoming", "zhaoma", "lin"):
        assert "留守儿童" not in sign_in(other).get("/rounds/nominations/").content.decode()


def test_a_teacher_names_a_student_in_the_browser(world: World, scheme: SchemeVersion, sign_in: SignIn) -> None:
    browser = sign_in("wang")
    assert "钱小红" in browser.get("/rounds/nominations/?q=小红").content.decode()
    address = f"/rounds/nominations/new/{world.students['xiaohong'].public_id}/"
    half = browser.post(address, {"way": "category|homeroom_teacher", "category": "", "reason": "父母在外"})
    assert half.status_code == 422
    made = browser.post(address, {"way": "category|homeroom_teacher", "category": "left_behind", "reason": "父母在外"})
    assert made.status_code == 303
    row = Nomination.unscoped.get()
    assert (row.category, row.state) == ("left_behind", NominationState.CONFIRMED)
    twice = browser.post(address, {"way": "category|homeroom_teacher", "category": "left_behind", "reason": "父母在外"})
    assert twice.status_code == 422
    assert "已经有同样的提名" in twice.content.decode()
