"""Which ladder a run climbs, and which levels the school's scheme has."""

from datetime import date

from django.utils import timezone

from liangshi.domain.escalation import Ladder, Level, built_in, ladder_of, levels_of
from liangshi.schemes.models import SchemeVersion
from liangshi.schemes.queries import version_on
from liangshi.wellbeing.models import ConcernRun

from .present_scheme import readable


def ladder_under(version: SchemeVersion | None, level: str, day: date) -> Ladder:
    """The ladder of a scheme for a level (empty: not assessed); the built-in one where no scheme can be read."""
    scheme = readable(version)
    return built_in() if scheme is None else ladder_of(scheme, level or None, day)


def ladder_of_run(run: ConcernRun) -> Ladder:
    """The ladder as it was when the run began: a scheme that changes meanwhile changes later runs only."""
    return ladder_under(run.scheme, run.level, timezone.localdate(run.started_at))


def levels_on(school: int, day: date) -> tuple[Level, ...]:
    """The levels of the scheme in force, the most urgent first; none where there is no scheme."""
    scheme = readable(version_on(school, day))
    return () if scheme is None else levels_of(scheme, day)
