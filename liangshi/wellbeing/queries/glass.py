"""What the glass was broken for, and what could be opened so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from liangshi.domain.access import Viewer
from liangshi.people.models import DeclaredRelative
from liangshi.wellbeing.choices import ConcernState
from liangshi.wellbeing.models import BrokenGlass, Case, Concern, ConcernStudent, KeptAway, case_within


@dataclass(frozen=True, slots=True)
class Opened:
    """Keys of what an account may read at a moment because it broke the glass."""

    concerns: frozenset[int] = frozenset()
    cases: frozenset[int] = frozenset()


def opened_by(account: int, now: datetime) -> Opened:
    """One statement."""
    rows = list(BrokenGlass.unscoped.open_at(now).filter(account=account).values_list("concern", "case"))
    return Opened(
        frozenset(concern for concern, _case in rows if concern is not None),
        frozenset(case for _concern, case in rows if case is not None),
    )


def breakable_cases(viewer: Viewer) -> QuerySet[Case]:
    """Cases of the own school that nothing keeps the viewer away from."""
    return Case.unscoped.filter(case_within(viewer))


def breakable_concerns(viewer: Viewer) -> QuerySet[Concern]:
    """The same of concerns."""
    away = KeptAway.unscoped.filter(account=viewer.account).values("concern")
    related = ConcernStudent.unscoped.filter(student__in=viewer.relatives).values("concern")
    rows = Concern.unscoped.filter(school=viewer.school, school__isnull=False)
    return rows.exclude(pk__in=away).exclude(pk__in=related)


def standing_cases(viewer: Viewer) -> QuerySet[Case]:
    """Open cases without a word of content, those looked at next first; for who may break the glass."""
    rows = breakable_cases(viewer).filter(state="open").select_related("owner")
    return rows.order_by("review_on", "pk")


def orphaned(rows: Iterable[Case]) -> QuerySet[Case]:
    """Those whose owner can no longer look after them: left, a relative, or kept away by what came to light."""
    away = KeptAway.unscoped.filter(
        account=OuterRef("owner__account"), concern__students__case_of_part__case=OuterRef("pk")
    )
    related = DeclaredRelative.unscoped.filter(staff=OuterRef("owner"), student=OuterRef("student"))
    gone = Q(owner__left_on__isnull=False) | Q(owner__account__isnull=True)
    found = Case.unscoped.filter(pk__in=[row.pk for row in rows])
    return found.filter(gone | Q(Exists(away)) | Q(Exists(related)))


def standing_concerns(viewer: Viewer) -> QuerySet[Concern]:
    """Open concerns without a word of content, the oldest first."""
    return breakable_concerns(viewer).exclude(state=ConcernState.CLOSED).order_by("raised_at", "pk")


def openings(viewer: Viewer) -> QuerySet[BrokenGlass]:
    """Who opened what, when, why and until when; the newest first."""
    rows: QuerySet[BrokenGlass] = BrokenGlass.objects.visible_to(viewer)
    return rows.select_related("account", "case", "concern")


def open_on(case: Case, now: datetime) -> QuerySet[BrokenGlass]:
    """By whom the case is read through broken glass right now."""
    return BrokenGlass.unscoped.open_at(now).filter(case=case).select_related("account")
