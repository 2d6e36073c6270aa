"""The duty engine: `expand(rules, calendar, people)` says what is expected of whom by when, `progress` how it stands.

Ids are database keys, dates are local dates, intervals half-open. Both are pure and give the same for the same input.
"""

from .calendar import Calendar, Exam, Span
from .expanding import expand
from .expected import Expected
from .population import Care, Event, Exemption, Leave, Membership, Mentee, Population
from .progress import Evidence, Ledger, Outcome, Progress, State, progress

__all__ = [
    "Calendar",
    "Care",
    "Event",
    "Evidence",
    "Exam",
    "Exemption",
    "Expected",
    "Leave",
    "Ledger",
    "Membership",
    "Mentee",
    "Outcome",
    "Population",
    "Progress",
    "Span",
    "State",
    "expand",
    "progress",
]
