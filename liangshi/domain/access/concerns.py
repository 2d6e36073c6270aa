"""Who reads a concern."""

from dataclasses import dataclass

from liangshi.domain.access.roles import Role
from liangshi.domain.access.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ConcernFacts:
    """What the law needs to know of a concern, by keys of accounts.

    `asked` were told by the ladder or are asked to take it over, `held` have or had it in hand, `kept_away` are the
    adults whom it is about, everybody under them, and declared relatives.
    """

    concern: int
    school: int
    closed: bool
    about_adult: bool = False
    students: frozenset[int] = frozenset()
    asked: frozenset[int] = frozenset()
    held: frozenset[int] = frozenset()
    kept_away: frozenset[int] = frozenset()


def reaches_concern(viewer: Viewer, facts: ConcernFacts) -> bool:
    """Whether what the concern says exists for the viewer; who raised it has a receipt and not this.

    Who was only asked loses it when it is closed. The counsellor reads it by role unless it is about an adult; then
    the ladder alone says who reads, because roles are given by people.
    """
    if viewer.account in facts.kept_away or facts.students & viewer.relatives:
        return False
    if viewer.staff is None and viewer.region is None:
        return False
    if viewer.account in facts.held or (viewer.account in facts.asked and not facts.closed):
        return True
    if facts.school != viewer.school:
        return False
    by_role = Role.COUNSELLOR in viewer.roles and not facts.about_adult
    return by_role or facts.concern in viewer.opened_concerns
