"""Who may do what, and whose rows they reach: one law, used by pages, queries and tests.

A *capability* opens a door (a route). *Reach* decides which rows lie behind it. Both are pure: apps below
turn reach into one `Q`, and `tests/sweeps/test_reach.py` proves that the two agree for every person and row.
"""

from liangshi.domain.access.capabilities import Capability
from liangshi.domain.access.concerns import ConcernFacts, reaches_concern
from liangshi.domain.access.grants import GRANTS
from liangshi.domain.access.people import (
    READS_RECORDS,
    SEES_CATEGORIES,
    RecordFacts,
    StaffFacts,
    StudentFacts,
    reaches_care,
    reaches_categories,
    reaches_record,
    reaches_staff,
    reaches_student,
)
from liangshi.domain.access.roles import APPOINTED, OF_BUREAUS, WHOLE_SCHOOL, Role
from liangshi.domain.access.viewer import Viewer

__all__ = [
    "APPOINTED",
    "GRANTS",
    "OF_BUREAUS",
    "READS_RECORDS",
    "SEES_CATEGORIES",
    "WHOLE_SCHOOL",
    "Capability",
    "ConcernFacts",
    "RecordFacts",
    "Role",
    "StaffFacts",
    "StudentFacts",
    "Viewer",
    "reaches_care",
    "reaches_categories",
    "reaches_concern",
    "reaches_record",
    "reaches_staff",
    "reaches_student",
]
