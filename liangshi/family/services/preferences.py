"""What a family prefers."""

from datetime import datetime

from django.db import transaction

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.family.choices import Preferred
from liangshi.family.models import VisitPreference
from liangshi.people.models import Student

from .appointments import NotWithinReachError


@transaction.atomic
def choose_way(*, by: Viewer, student: Student, way: Preferred, words: str, now: datetime) -> VisitPreference:
    """A guardian says how the family would like to be met; the latest word counts."""
    if by.guardian is None or student.pk not in by.wards:
        raise NotWithinReachError
    chosen: VisitPreference
    chosen, _fresh = VisitPreference.unscoped.update_or_create(
        student=student, guardian_id=by.guardian,
        defaults={"school_id": student.school_id, "way": way, "words": words, "chosen_at": now},
    )  # fmt: skip
    record(
        by=by, verb="visit_preference.chosen", kind="visitpreference", subject=chosen.public_id,
        school=student.school_id, now=now, detail={"way": way},
    )  # fmt: skip
    return chosen
