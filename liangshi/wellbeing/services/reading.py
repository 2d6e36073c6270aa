"""Reading a concern leaves a mark: on the tellings of the reader, and in the chain."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from liangshi.domain.access import Viewer
from liangshi.people.services.trail import note
from liangshi.wellbeing.models import Concern, ConcernRun, Tell

from .standing import locked


@transaction.atomic
def read_concern(*, by: Viewer, concern: Concern, now: datetime) -> None:
    """Note the reading; whoever shows the text of a concern calls this first."""
    locked(concern.pk)
    note(by=by, verb="concern.read", row=concern, school=concern.school_id, now=now)
    told = Tell.unscoped.filter(run__concern=concern, person=by.account, read_at=None)
    if told.update(read_at=now, delivered_at=Coalesce(F("delivered_at"), now)):
        ConcernRun.unscoped.filter(concern=concern, ended_at=None).update(wakes_at=now)
