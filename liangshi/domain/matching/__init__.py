"""Fair placement of students and mentors."""

from liangshi.domain.matching.certifying import certificate
from liangshi.domain.matching.reading import build_market
from liangshi.domain.matching.solving import Outcome, solve
from liangshi.domain.matching.wishes import deferred_acceptance

__all__ = ["Outcome", "build_market", "certificate", "deferred_acceptance", "solve"]
