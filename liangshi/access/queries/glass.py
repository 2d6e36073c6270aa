"""What a viewer may read for a while because the glass was broken."""

from dataclasses import replace
from datetime import datetime

from liangshi.domain.access import Capability, Viewer
from liangshi.wellbeing.queries.glass import opened_by


def with_broken_glass(viewer: Viewer, now: datetime) -> Viewer:
    """The viewer with what is open at the moment; a statement only for who may break the glass."""
    if not viewer.can(Capability.BREAK_GLASS):
        return viewer
    opened = opened_by(viewer.account, now)
    if not opened.concerns and not opened.cases:
        return viewer
    return replace(viewer, opened_concerns=opened.concerns, opened_cases=opened.cases)
