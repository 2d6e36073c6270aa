"""Say that figures have to be reckoned again."""

from collections.abc import Iterable
from datetime import datetime

from liangshi.duties.models import StaleClass


def mark_stale(school: int, classes: Iterable[int | None], now: datetime) -> None:
    """Note the classes; none among them stands for the whole school. Marking twice is marking once."""
    wanted = set(classes)
    known = set(StaleClass.objects.filter(school=school).values_list("class_group", flat=True))
    StaleClass.objects.bulk_create(
        [StaleClass(school_id=school, class_group_id=group, since=now) for group in wanted - known],
        ignore_conflicts=True,
    )
