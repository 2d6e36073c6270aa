"""What several cards of one first screen need: asked once, passed along."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import CharField, QuerySet, Value

from liangshi.domain.access import Capability, Role, Viewer
from liangshi.domain.duties import Calendar
from liangshi.domain.scheme.organisation import MeetingRule
from liangshi.duties.queries import Near, YearRules, near, rules_in
from liangshi.family.queries.threads import unread_messages
from liangshi.growth.queries import letters_to_write, to_check
from liangshi.people.models import AcademicYear
from liangshi.people.queries import current_year
from liangshi.wellbeing.models import CareLine
from liangshi.wellbeing.queries.around import own_care_lines
from liangshi.wellbeing.queries.concern_page import readable_concerns

CONCERNS, MESSAGES, LETTERS, GIVEN_OVER = "concerns", "messages", "letters", "given_over"


@dataclass(frozen=True)
class AtHand:
    """The school's year, what the scheme asks in it, and what the viewer is asked: each read when first needed."""

    viewer: Viewer
    today: date

    @cached_property
    def year(self) -> AcademicYear | None:
        """The school's year; none outside of schools."""
        return current_year(self.viewer.school, self.today) if self.viewer.school else None

    @cached_property
    def rules(self) -> YearRules | None:
        """What the scheme asks in the year."""
        return rules_in(self.year) if self.year else None

    @cached_property
    def near(self) -> Near | None:
        """What of it runs now for the viewer."""
        return near(self.viewer, self.today, self.rules) if self.rules else None

    @cached_property
    def care(self) -> tuple[CareLine, ...]:
        """For which students the viewer was asked to care, and what to do."""
        return tuple(own_care_lines(self.viewer, self.today)) if self.viewer.staff else ()

    @cached_property
    def waiting(self) -> Mapping[str, int]:
        """How many concerns, messages, letters to read and to write wait for the viewer, in one statement."""
        viewer = self.viewer
        asked: dict[str, QuerySet[Any]] = {}
        if viewer.can(Capability.READ_CONCERNS) and Role.COUNSELLOR not in viewer.roles:
            asked[CONCERNS] = readable_concerns(viewer, closed=False)
        if viewer.can(Capability.WRITE_MESSAGES):
            asked[MESSAGES] = unread_messages(viewer)
        if viewer.staff is not None and viewer.can(Capability.WRITE_GROWTH_MESSAGES):
            asked[LETTERS] = to_check(viewer)
            asked[GIVEN_OVER] = letters_to_write(viewer, self.today)
        rows = [
            each.order_by().annotate(what=Value(what, CharField())).values_list("what", "pk")
            for what, each in asked.items()
        ]
        return Counter(what for what, _pk in rows[0].union(*rows[1:])) if rows else Counter()

    @property
    def calendar(self) -> Calendar | None:
        """The days of the year."""
        return self.rules.calendar if self.rules else None

    @property
    def meetings(self) -> tuple[MeetingRule, ...]:
        """The meetings of the version in force today."""
        if self.rules is None:
            return ()
        begun = [version for version in self.rules.versions if version.since <= self.today]
        return begun[-1].scheme.meetings if begun else ()
