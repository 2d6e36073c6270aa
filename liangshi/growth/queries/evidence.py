"""What growth messages say about duties."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from liangshi.domain.duties import Among, Evidence
from liangshi.domain.scheme import Channel, DutyKind
from liangshi.foundation.prepared import Prepared, slot, slots
from liangshi.growth.choices import MessageState
from liangshi.growth.models import GrowthMessage
from liangshi.people.models import School
from liangshi.records.queries.evidence import midnight

COLUMNS = ("public_id", "student", "author", "sent_at")
OF_FEW = Q(author__in=slots("staff")) | Q(student__in=slots("students"))
SENT = Prepared(lambda: _sent().values_list(*COLUMNS))
SENT_OF_FEW = Prepared(lambda: _sent().filter(OF_FEW).values_list(*COLUMNS))


def _sent() -> QuerySet[GrowthMessage]:
    return GrowthMessage.unscoped.filter(
        school=slot("school"), state=MessageState.SENT, sent_at__gte=slot("since"), sent_at__lt=slot("until")
    ).order_by("pk")


def school_evidence(school: School, since: date, until: date, among: Among | None = None) -> tuple[Evidence, ...]:
    """Messages sent from `since` to the day before `until`; one statement."""
    first = among.first((DutyKind.GROWTH_MESSAGE,), since) if among else since
    if first is None:
        return ()
    span = {"school": school.pk, "since": midnight(first), "until": midnight(until)}
    rows = SENT_OF_FEW.ask(**span, students=among.students, staff=among.staff) if among else SENT.ask(**span)
    return tuple(
        Evidence(
            key=f"growth_message:{key}", kind=DutyKind.GROWTH_MESSAGE, students=frozenset({student}),
            by=frozenset({author}), on=timezone.localdate(sent_at), channel=Channel.WRITTEN,
        )
        for key, student, author, sent_at in rows
    )  # fmt: skip
