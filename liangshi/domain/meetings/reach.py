"""A meeting is kept by the leadership group, the coordinator and the principal, and read by whoever is asked to come.

Its follow-ups are read with it; one is settled by who has it or by those who keep the meeting.
"""

from dataclasses import dataclass

from liangshi.domain.access import Role, Viewer

LEADS = frozenset({Role.COORDINATOR, Role.PRINCIPAL})


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What the law needs to know: the school, the staff of its leadership group, the staff who are asked to come."""

    school: int
    group: frozenset[int]
    asked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A follow-up: whose meeting, and who has it."""

    meeting: MeetingFacts
    owner: int


def keeps_meeting(viewer: Viewer, facts: MeetingFacts) -> bool:
    """Whether the viewer plans it, sets its agenda and writes its minutes."""
    if facts.school != viewer.school or viewer.staff is None:
        return False
    return bool(viewer.roles & LEADS) or viewer.staff in facts.group


def reaches_meeting(viewer: Viewer, facts: MeetingFacts) -> bool:
    """Whether agenda and minutes exist for the viewer."""
    return keeps_meeting(viewer, facts) or (facts.school == viewer.school and viewer.staff in facts.asked)


def reaches_task(viewer: Viewer, facts: TaskFacts) -> bool:
    """Whether a follow-up exists for the viewer."""
    return _has(viewer, facts) or reaches_meeting(viewer, facts.meeting)


def settles_task(viewer: Viewer, facts: TaskFacts) -> bool:
    """Whether the viewer says what came of a follow-up."""
    return _has(viewer, facts) or keeps_meeting(viewer, facts.meeting)


def _has(viewer: Viewer, facts: TaskFacts) -> bool:
    return facts.meeting.school == viewer.school and facts.owner == viewer.staff
