"""Worked examples ask the duty engine: when is the first duty due for a student of these categories?"""

from datetime import date, timedelta

from liangshi.domain.duties import Calendar, Care, Membership, Mentee, Population, Span, expand
from liangshi.domain.scheme import DutyRule, Scheme

STUDENT, MENTOR = 1, 2


class EngineDueDates:
    """A plain school year around the day: two terms, no holidays, one student paired since the first day."""

    def first_due(self, scheme: Scheme, duty: DutyRule, categories: tuple[str, ...], on: date) -> date | None:
        """The last day on which the duty that runs on `on` can be done."""
        calendar = plain_year(on)
        since = calendar.year.start
        mentee = Mentee(
            STUDENT,
            grade=duty.grades[0] if duty.grades else 1,
            stage=duty.stages[0] if duty.stages else scheme.header.stages[0],
            boarder=duty.boarders_only,
            memberships=tuple(Membership(category, since) for category in categories),
        )
        sets = {group.key: frozenset(group.categories) for group in scheme.people.category_sets}
        people = Population((mentee,), (Care(STUDENT, MENTOR, since),), sets=sets)
        dues = [entry.due for entry in expand((duty,), calendar, people) if entry.due > on]
        return min(dues) - timedelta(days=1) if dues else None


def plain_year(on: date) -> Calendar:
    """The school year that holds `on`."""
    first = on.year if on.month >= 8 else on.year - 1
    return Calendar(
        terms=(
            Span(date(first, 9, 1), date(first + 1, 1, 31)),
            Span(date(first + 1, 2, 15), date(first + 1, 7, 15)),
        )
    )
