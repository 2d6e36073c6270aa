"""Files beside a record go out through this door only."""

from urllib.parse import quote

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.records.models import Attachment
from liangshi.records.services.attachments import detach, read_attachment
from liangshi.records.services.reading import note_opening

from .acting import press, seen


@requires(Capability.KEEP_RECORDS)
def attachment(request: ViewerRequest, attachment_id: str) -> HttpResponse:
    """The file, always as a download."""
    row = seen(request, Attachment, attachment_id, "entry")
    note_opening(by=request.viewer, attachment=row, now=timezone.now())
    answer = HttpResponse(read_attachment(row), content_type=row.kind)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(row.name)}"
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@requires(Capability.KEEP_RECORDS)
@require_POST
def attachment_remove(request: ViewerRequest, attachment_id: str) -> HttpResponse:
    """Whoever added it takes it away."""
    row = seen(request, Attachment, attachment_id, "entry")
    back = reverse("records:entry", args=[row.entry.public_id])
    return press(
        request, back, lambda: detach(by=request.viewer, attachment=row, now=timezone.now()), _("已删除附件。")
    )
