"""Who reads a case: the restricted tier of one student. The rest of the law is in `domain.access`."""

from dataclasses import dataclass

from liangshi.domain.access import Role, Viewer


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the law needs to know of a case: its owner, who accepted a place in the team, who is kept away from it.

    `kept_away` are accounts: the adults whom it is about, everybody under them, relatives. Where it is about adults,
    the counsellors do not read it by their role, but as its owner or in its team.
    """

    case: int
    school: int
    student: int
    owner: int
    team: frozenset[int] = frozenset()
    kept_away: frozenset[int] = frozenset()
    about_adults: bool = False


def reaches_case(viewer: Viewer, facts: CaseFacts) -> bool:
    """Whether the restricted tier of the student exists for the viewer in this case."""
    if viewer.staff is None or facts.school != viewer.school:
        return False
    if facts.student in viewer.relatives or viewer.account in facts.kept_away:
        return False
    if Role.COUNSELLOR in viewer.roles and not facts.about_adults:
        return True
    return viewer.staff in facts.team | {facts.owner} or facts.case in viewer.opened_cases
