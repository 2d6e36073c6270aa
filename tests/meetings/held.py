"""明德中学 with a leadership group of three, a scheme with a fortnightly meeting, and one meeting with a guest."""

from datetime import UTC, date, datetime, time

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer
from liangshi.meetings.models import AgendaItem, Meeting, Task
from liangshi.meetings.services import PlanDraft, TaskDraft, When, add_item, add_task, plan_meeting
from liangshi.people.models import LeadershipPost
from liangshi.schemes.models import SchemeVersion
from liangshi.schemes.queries import preset
from tests.schemes.filed import published
from tests.world import TODAY, World

NOW = datetime(2026, 9, 10, 2, 0, tzinfo=UTC)
GROUP = ("lin", "gao", "wang")
GUEST = "chen"
"""Asked to come, and not of the group."""
KEEPERS = frozenset({"lin", "shen", "gao", "wang"})
READERS = KEEPERS | {GUEST}
RULE = "leadership-meeting"


def viewer(world: World, name: str) -> Viewer:
    return viewer_of(world.account(name), TODAY)


def with_group(world: World) -> None:
    """The group and the scheme; made once."""
    if SchemeVersion.unscoped.exists():
        return
    for number, name in enumerate(GROUP):
        LeadershipPost.unscoped.create(
            school=world.schools["mingde"], staff=world.staff[name], post=f"职务{number}", position=number
        )
    text = preset("shewopo-primary").text.replace('stages = ["primary"]', 'stages = ["senior"]', 1)
    published(world, text)


def planned(
    world: World, held_on: date = date(2026, 9, 14), begins: time | None = None, ends: time | None = None
) -> Meeting:
    """A meeting of the group; made once."""
    with_group(world)
    there = Meeting.unscoped.filter(held_on=held_on).first()
    if there is not None:
        return there
    people = tuple(world.staff[name] for name in (*GROUP, GUEST))
    draft = PlanDraft("导师调度会", When(held_on, "三楼会议室", begins, ends), RULE, people)
    return plan_meeting(by=viewer(world, "shen"), school=world.schools["mingde"].pk, draft=draft, now=NOW)


def item(world: World) -> AgendaItem:
    """Something on its agenda; made once."""
    meeting = planned(world)
    there = AgendaItem.unscoped.filter(meeting=meeting).first()
    return there or add_item(by=viewer(world, "shen"), meeting=meeting, title="家访安排", now=NOW)


def task(world: World, owner: str = "li") -> Task:
    """A follow-up for somebody outside the group; made once."""
    meeting = planned(world)
    there = Task.unscoped.filter(owner=world.staff[owner]).first()
    draft = TaskDraft("把家访时间表发给各班", world.staff[owner], date(2026, 9, 20))
    return there or add_task(by=viewer(world, "shen"), meeting=meeting, draft=draft, now=NOW)
