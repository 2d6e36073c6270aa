"""Growth support files, and listed students who have none yet."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from liangshi.domain.access import Viewer
from liangshi.pairing.choices import NominationKind
from liangshi.pairing.models import Nomination
from liangshi.people.models import Student, Term
from liangshi.wellbeing.models import SupportCheck, SupportFile


def present_term(school: int, now: datetime) -> Term | None:
    """The term that runs now."""
    day = timezone.localdate(now)
    return Term.unscoped.filter(school=school, starts_on__lte=day, ends_on__gt=day).first()


def support_files(viewer: Viewer, now: datetime) -> QuerySet[SupportFile]:
    """Files within reach that run, `checked` beside each: whether this term's check is there."""
    term = present_term(viewer.school, now) if viewer.school is not None else None
    checks = SupportCheck.unscoped.filter(file=OuterRef("pk"), term=term)
    rows: QuerySet[SupportFile] = SupportFile.objects.visible_to(viewer).filter(ended_at__isnull=True)
    rows = rows.annotate(checked=Exists(checks)).select_related("student__class_group", "keeper")
    return rows.order_by("checked", "student__sort_key")


def listed_without_file(viewer: Viewer) -> QuerySet[Student]:
    """Students of listed groups, as far as the viewer knows the lists, for whom no file was begun."""
    listed = Nomination.objects.visible_to(viewer).standing().filter(kind=NominationKind.CATEGORY)
    listed = listed.exclude(student__in=viewer.relatives)
    rows: QuerySet[Student] = Student.objects.visible_to(viewer).filter(pk__in=listed.values("student"))
    return rows.filter(support_file__isnull=True, left_on__isnull=True).select_related("class_group")
