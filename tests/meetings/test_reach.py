"""A meeting is kept by the leadership group and read by its guests; a follow-up is settled by who has it."""

from datetime import date

import pytest

from liangshi.domain.meetings import (
    MeetingFacts,
    TaskFacts,
    keeps_meeting,
    reaches_meeting,
    reaches_task,
    settles_task,
)
from liangshi.meetings.models import AgendaItem, Meeting, Presence, Task
from liangshi.meetings.queries import is_of_the_group
from liangshi.meetings.services import PlanDraft, When, plan_meeting
from tests.meetings.held import GROUP, GUEST, KEEPERS, NOW, READERS, item, planned, task, viewer
from tests.world import PERSONAS, World


def facts_of(world: World, meeting: Meeting) -> MeetingFacts:
    group = frozenset(world.staff[name].pk for name in GROUP)
    return MeetingFacts(meeting.school_id, group, group | {world.staff[GUEST].pk})


@pytest.mark.parametrize("persona", PERSONAS)
def test_the_law_as_a_query_and_the_law_in_python_agree(persona: str, world: World) -> None:
    meeting, given = planned(world), task(world)
    item(world)
    facts = facts_of(world, meeting)
    who = viewer(world, persona)
    expected = reaches_meeting(who, facts)
    assert expected == (persona in READERS)
    for rows in (Meeting, AgendaItem, Presence):
        assert rows.objects.visible_to(who).exists() == expected
    about = TaskFacts(facts, given.owner_id)
    assert Task.objects.visible_to(who).exists() == reaches_task(who, about)
    assert Task.objects.visible_to(who).settled_by(who).exists() == settles_task(who, about)


@pytest.mark.parametrize("persona", PERSONAS)
def test_who_keeps_a_meeting_by_the_law_keeps_it_in_the_pages(persona: str, world: World) -> None:
    meeting = planned(world)
    who = viewer(world, persona)
    here = who.school == meeting.school_id
    assert keeps_meeting(who, facts_of(world, meeting)) == (is_of_the_group(who) and here) == (persona in KEEPERS)


def test_a_guest_reads_the_meeting_to_come_to_and_no_other(world: World) -> None:
    meeting = planned(world)
    draft = PlanDraft("导师调度会", When(date(2026, 9, 28)), "", (world.staff["lin"],))
    other = plan_meeting(by=viewer(world, "shen"), school=world.schools["mingde"].pk, draft=draft, now=NOW)
    assert set(Meeting.objects.visible_to(viewer(world, GUEST))) == {meeting}
    assert set(Meeting.objects.visible_to(viewer(world, "gao"))) == {meeting, other}


def test_a_guest_reads_the_follow_ups_and_settles_none_of_others(world: World) -> None:
    given = task(world, "li")
    guest = viewer(world, GUEST)
    assert Task.objects.visible_to(guest).get() == given
    assert not Task.objects.visible_to(guest).settled_by(guest).exists()


def test_who_has_a_follow_up_reads_it_without_the_minutes(world: World) -> None:
    given = task(world, "li")
    assert Task.objects.visible_to(viewer(world, "li")).get() == given
    assert not Meeting.objects.visible_to(viewer(world, "li")).exists()
    assert not Task.objects.visible_to(viewer(world, "zhou")).exists()
