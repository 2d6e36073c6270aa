"""Minutes exist for the leadership group, coordinator and principal; a follow-up also for who has it."""

import pytest

from liangshi.domain.meetings import MeetingFacts, TaskFacts, reaches_meeting, reaches_task
from liangshi.meetings.models import AgendaItem, Meeting, Presence, Task
from tests.meetings.held import GROUP, READERS, item, planned, task, viewer
from tests.world import PERSONAS, World


@pytest.mark.parametrize("persona", PERSONAS)
def test_the_law_as_a_query_and_the_law_in_python_agree(persona: str, world: World) -> None:
    meeting, given = planned(world), task(world)
    item(world)
    facts = MeetingFacts(meeting.school_id, frozenset(world.staff[name].pk for name in GROUP))
    who = viewer(world, persona)
    expected = reaches_meeting(who, facts)
    assert expected == (persona in READERS)
    for rows in (Meeting, AgendaItem, Presence):
        assert rows.objects.visible_to(who).exists() == expected
    assert Task.objects.visible_to(who).exists() == reaches_task(who, TaskFacts(facts, given.owner_id))


def test_who_has_a_follow_up_reads_it_without_the_minutes(world: World) -> None:
    given = task(world, "li")
    assert Task.objects.visible_to(viewer(world, "li")).get() == given
    assert not Meeting.objects.visible_to(viewer(world, "li")).exists()
    assert not Task.objects.visible_to(viewer(world, "chen")).exists()
