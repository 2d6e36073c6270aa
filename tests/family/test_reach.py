"""Appointments and threads: the law and the query agree for every person; whoever is not on it learns nothing of it."""

import pytest

from liangshi.domain.family import reaches_appointment, reaches_thread
from liangshi.family.choices import Preferred
from liangshi.family.models import Appointment, Thread, VisitPreference
from liangshi.family.queries.sides import facts_of_appointment
from liangshi.family.queries.threads import facts_of_thread
from liangshi.family.services.appointments import NotWithinReachError
from liangshi.family.services.messages import MessageDraft, write_message
from liangshi.family.services.preferences import choose_way
from liangshi.people.models import Guardianship
from tests.family.conftest import NOW, Invite, by
from tests.world import PERSONAS, World

EVERYBODY = (*PERSONAS, "sunba", "xiaohong", "xiaoli")


@pytest.fixture
def meetings(guided: World, invite: Invite) -> dict[str, Appointment]:
    """With the family and without the homeroom teacher; with the student alone; joint; about a relative's child."""
    li = guided.staff["li"].pk
    return {
        "known": invite("shen", "xiaoming", "zhaoma"),
        "quiet": invite("zhou", "xiaoming", "zhaoma", team=False),
        "talk": invite("zhou", "xiaoming", with_student=True, team=False, way="talk"),
        "joint": invite("wang", "xiaoming", "zhaoma", colleagues=(li,), team=False),
        "other": invite("shen", "xiaoli", "zhaoma"),
        "elsewhere": invite("li", "xiaogang", "sunba"),
    }


@pytest.mark.parametrize("persona", EVERYBODY)
def test_appointments_within_reach_are_those_of_the_law(
    persona: str, guided: World, meetings: dict[str, Appointment]
) -> None:
    viewer = by(guided, persona)
    seen = set(Appointment.objects.visible_to(viewer).values_list("pk", flat=True))
    for row in Appointment.unscoped.select_related("student__class_group"):
        assert reaches_appointment(viewer, facts_of_appointment(row)) == (row.pk in seen), row.public_id


@pytest.mark.parametrize(
    ("name", "readers"),
    [
        ("known", {"shen", "zhaoma", "wang"}),
        ("quiet", {"zhou", "zhaoma"}),
        ("talk", {"zhou", "xiaoming"}),
        ("joint", {"wang", "li", "zhaoma"}),
        ("other", {"shen", "zhaoma"}),
        ("elsewhere", {"li", "sunba"}),
    ],
)
def test_those_on_it_read_it_and_the_homeroom_teacher_where_told(
    name: str, readers: set[str], guided: World, meetings: dict[str, Appointment]
) -> None:
    row = meetings[name]
    found = {who for who in EVERYBODY if Appointment.objects.visible_to(by(guided, who)).filter(pk=row.pk).exists()}
    assert found == readers


def test_whoever_is_no_guardian_any_more_loses_it(guided: World, meetings: dict[str, Appointment]) -> None:
    Guardianship.unscoped.filter(student=guided.students["xiaoming"]).delete()
    assert not Appointment.objects.visible_to(by(guided, "zhaoma")).filter(pk=meetings["known"].pk).exists()


@pytest.mark.parametrize("persona", EVERYBODY)
def test_threads_within_reach_are_those_of_the_law(persona: str, guided: World) -> None:
    pairs = (("wang", "xiaoming", "zhaoma"), ("zhou", "xiaoli", "zhaoma"), ("li", "xiaogang", "sunba"))
    for staff, student, guardian in pairs:
        write_message(
            by=by(guided, staff), student=guided.students[student], staff=guided.staff[staff],
            guardian=guided.guardians[guardian], draft=MessageDraft("下周一见"), now=NOW,
        )  # fmt: skip
    viewer = by(guided, persona)
    seen = set(Thread.objects.visible_to(viewer).values_list("pk", flat=True))
    for row in Thread.unscoped.select_related("student__class_group"):
        assert reaches_thread(viewer, facts_of_thread(row)) == (row.pk in seen)


def test_what_a_family_prefers_is_read_by_those_who_care_for_the_child(guided: World) -> None:
    child = guided.students["xiaoming"]
    choose_way(by=by(guided, "zhaoma"), student=child, way=Preferred.NOT_NOW, words="", now=NOW)
    chosen = choose_way(by=by(guided, "zhaoma"), student=child, way=Preferred.PHONE, words="晚上七点后", now=NOW)
    readers = {who for who in EVERYBODY if VisitPreference.objects.visible_to(by(guided, who)).filter(pk=chosen.pk)}
    assert readers == {"zhaoma", "wang", "gao", "shen", "lin", "gu", "zhou"}
    assert (VisitPreference.unscoped.count(), chosen.way) == (1, "phone")
    with pytest.raises(NotWithinReachError):
        choose_way(by=by(guided, "sunba"), student=child, way=Preferred.VIDEO, words="", now=NOW)
