"""Where the rows of each kind that ends stand."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import models
from django.db.models import Q, QuerySet

from liangshi.domain.growth.retention import Kept
from liangshi.family.models import Appointment, Thread, VisitPreference
from liangshi.growth.models import GrowthMessage, HandoverLetter
from liangshi.guidance.models import Evaluation, Goal, Piece, PlanVersion, ProblemReport, Reflection, TalkRequest
from liangshi.records.choices import EntryKind
from liangshi.records.models import EntryStudent, LifeEvent, MentorNote, SharedWords, TeamNote
from liangshi.wellbeing.models import CareLine, StudentCheckIn, SupportFile

EVERY = Q()


@dataclass(frozen=True, slots=True)
class Store:
    """Rows of one table that belong to one student each."""

    model: type[models.Model]
    where: Q = EVERY

    def rows(self, students: Collection[int]) -> "QuerySet[models.Model]":
        """Those of these students."""
        rows: QuerySet[models.Model] = self.model.unscoped.filter(self.where, student__in=students)  # type: ignore[attr-defined]
        return rows.order_by()


def _entries(*kinds: EntryKind) -> tuple[Store, ...]:
    """A student's own part of a record with what was shared about it; the record goes when nobody is left on it."""
    of_kind = Q(entry__kind__in=kinds)
    return Store(SharedWords, of_kind), Store(EntryStudent, of_kind)


STORES: dict[Kept, tuple[Store, ...]] = {
    Kept.TALK: _entries(EntryKind.TALK, EntryKind.STUDY_HELP),
    Kept.FAMILY_CONTACT: _entries(
        EntryKind.HOME_VISIT, EntryKind.PHONE_CALL, EntryKind.MESSAGE, EntryKind.PARENTS_MEETING
    ),
    Kept.ACTIVITY: _entries(EntryKind.ACTIVITY, EntryKind.SOCIAL_PRACTICE),
    Kept.NOTE: (Store(MentorNote), Store(TeamNote)),
    Kept.LIFE_EVENT: (Store(LifeEvent),),
    Kept.REFLECTION: (Store(Reflection),),
    Kept.PLAN: (Store(Goal), Store(PlanVersion)),
    Kept.EVALUATION: (Store(Evaluation),),
    Kept.PIECE: (Store(Piece),),
    Kept.GROWTH_MESSAGE: (Store(GrowthMessage),),
    Kept.LETTER: (Store(HandoverLetter),),
    Kept.REQUEST: (Store(TalkRequest), Store(ProblemReport)),
    Kept.CORRESPONDENCE: (Store(Thread), Store(Appointment), Store(VisitPreference)),
    Kept.CHECK_IN: (Store(StudentCheckIn), Store(SupportFile), Store(CareLine)),
}
"""Every kind but those that end matter by matter (`services.matters`)."""


def having(kind: Kept, students: Collection[int]) -> frozenset[int]:
    """Those of the students of whom there is anything of the kind; one statement."""
    parts = [store.rows(students).values_list("student", flat=True) for store in STORES[kind]]
    return frozenset(parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0].distinct())
