"""Who is meant: a student whose name was not clear, an adult whom it turns out to be about."""

from datetime import datetime

from django.db import transaction

from liangshi.domain.access import Viewer
from liangshi.people.models import Staff
from liangshi.people.services.trail import note
from liangshi.wellbeing.models import Concern, ConcernAdult, ConcernStudent

from .climbing import advance_after_commit
from .hands import own_hand
from .standing import locked, present_standing


@transaction.atomic
def name_adult(*, by: Viewer, concern: Concern, staff: Staff, now: datetime) -> None:
    """It is about this member of staff: from now on it does not exist for them and for those under them."""
    row = locked(concern.pk)
    own_hand(by, row)
    ConcernAdult.unscoped.get_or_create(concern=row, staff=staff, defaults={"school_id": row.school_id})
    note(
        by=by, verb="concern.adult_named", row=row, school=row.school_id, now=now, detail={"staff": staff.public_id}
    )  # fmt: skip
    present_standing(row, now)
    advance_after_commit(row, now)


@transaction.atomic
def settle_student(*, by: Viewer, concern: Concern, meant: ConcernStudent, now: datetime) -> None:
    """Of those who bear the name, this one is meant; the others had nothing to do with it."""
    row = locked(concern.pk)
    own_hand(by, row)
    assert meant.student is not None
    for other in ConcernStudent.unscoped.filter(concern=row, certain=False).exclude(pk=meant.pk):
        if other.named == meant.named:
            other.delete()
    ConcernStudent.unscoped.filter(pk=meant.pk).update(certain=True)
    note(
        by=by, verb="concern.student_settled", row=row, school=row.school_id, now=now,
        detail={"student": meant.student.public_id},
    )  # fmt: skip
    present_standing(row, now)
