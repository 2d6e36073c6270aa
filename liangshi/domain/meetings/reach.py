"""Minutes are read by the leadership group, the coordinator and the principal; a task also by who has it."""

from dataclasses import dataclass

from liangshi.domain.access import Role, Viewer

LEADS = frozenset({Role.COORDINATOR, Role.PRINCIPAL})


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What the law needs to know: the school, and the staff who hold a post of its leadership group."""

    school: int
    group: frozenset[int]


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A follow-up: whose meeting, and who has it."""

    meeting: MeetingFacts
    owner: int


def reaches_meeting(viewer: Viewer, facts: MeetingFacts) -> bool:
    """Whether agenda and minutes exist for the viewer."""
    if facts.school != viewer.school or viewer.staff is None:
        return False
    return bool(viewer.roles & LEADS) or viewer.staff in facts.group


def reaches_task(viewer: Viewer, facts: TaskFacts) -> bool:
    """Whether a follow-up exists for the viewer."""
    own = facts.meeting.school == viewer.school and viewer.staff is not None and facts.owner == viewer.staff
    return own or reaches_meeting(viewer, facts.meeting)
