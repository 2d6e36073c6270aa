"""Which ladder a run climbs, and which levels the school's scheme has."""

from datetime import date

from django.utils import timezone

from liangshi.domain.escalation import Ladder, Level, built_in, ladder_of, levels_of
from liangshi.schemes.models import SchemeVersion
from liangshi.schemes.queries import parsed, version_on
from liangshi.wellbeing.models import ConcernRun


def ladder_under(version: SchemeVersion | None, level: str, day: date) -> Ladder:
    """The ladder of a scheme for a level (empty: not assessed); the built-in one where there is no scheme."""
    return built_in() if version is None else ladder_of(parsed(version.text), level or None, day)


def ladder_of_run(run: ConcernRun) -> Ladder:
    """The ladder as it was when the run began: a scheme that changes meanwhile changes later runs only."""
    return ladder_under(run.scheme, run.level, timezone.localdate(run.started_at))


def levels_on(school: int, day: date) -> tuple[Level, ...]:
    """The levels of the scheme in force, the most urgent first; none where there is no scheme."""
    version = version_on(school, day)
    return () if version is None else levels_of(parsed(version.text), day)
