"""What growth messages say about duties."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from liangshi.domain.duties import Among, Evidence
from liangshi.domain.scheme import Channel, DutyKind
from liangshi.growth.choices import MessageState
from liangshi.growth.models import GrowthMessage
from liangshi.people.models import School
from liangshi.records.queries.evidence import midnight


def school_evidence(school: School, since: date, until: date, among: Among | None = None) -> tuple[Evidence, ...]:
    """Messages sent from `since` to the day before `until`; one statement."""
    rows = GrowthMessage.unscoped.filter(school=school, state=MessageState.SENT)
    rows = rows.filter(sent_at__gte=midnight(since), sent_at__lt=midnight(until)).order_by("pk")
    if among is not None:
        if among.first((DutyKind.GROWTH_MESSAGE,), since) is None:
            return ()
        rows = rows.filter(Q(author__in=among.staff) | Q(student__in=among.students))
    return tuple(
        Evidence(
            key=f"growth_message:{key}", kind=DutyKind.GROWTH_MESSAGE, students=frozenset({student}),
            by=frozenset({author}), on=timezone.localdate(sent_at), channel=Channel.WRITTEN,
        )
        for key, student, author, sent_at in rows.values_list("public_id", "student", "author", "sent_at")
    )  # fmt: skip
