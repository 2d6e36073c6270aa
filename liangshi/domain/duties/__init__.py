"""The duty engine: `expand(rules, calendar, people)` says what is expected of whom by when, `progress` how it stands.

`tally` gives the figures of a whole school by clause, class and week. Ids are database keys, dates are local dates,
intervals half-open. All are pure and give the same for the same input.
"""

from .calendar import Calendar, Exam, Span
from .evidence import Among, Evidence, Ledger, Outcome
from .expanding import expand, expectations, expected_in
from .expected import Expected
from .planning import Plan
from .population import Care, Event, Exemption, Leave, Membership, Mentee, Office, Population
from .progress import Progress, State, progress
from .slots import HALF_A_WEEK, Slot, month_of, week_of
from .tally import Cell, Sum, Tally, tally
from .terms import is_of_stage, years_of
from .versions import Version, rules_of_year

__all__ = [
    "HALF_A_WEEK",
    "Among",
    "Calendar",
    "Care",
    "Cell",
    "Event",
    "Evidence",
    "Exam",
    "Exemption",
    "Expected",
    "Leave",
    "Ledger",
    "Membership",
    "Mentee",
    "Office",
    "Outcome",
    "Plan",
    "Population",
    "Progress",
    "Slot",
    "Span",
    "State",
    "Sum",
    "Tally",
    "Version",
    "expand",
    "expectations",
    "expected_in",
    "is_of_stage",
    "month_of",
    "progress",
    "rules_of_year",
    "tally",
    "week_of",
    "years_of",
]
