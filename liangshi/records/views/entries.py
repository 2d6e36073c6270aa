"""One record."""

from django.http import HttpResponse

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.records.models import Entry

from .acting import seen


@requires(Capability.KEEP_RECORDS)
def entry(request: ViewerRequest, entry_id: str) -> HttpResponse:
    """What was done, by whom, with whom; what followed."""
    row = seen(request, Entry, entry_id, "author")
    return show(request, "records/entry.html", {"entry": row})
