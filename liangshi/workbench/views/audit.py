"""The trail of changes and readings."""

from django.http import HttpResponse

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.workbench.forms import AuditFilterForm
from liangshi.workbench.queries import told, trail


@requires(Capability.READ_AUDIT)
def audit(request: ViewerRequest) -> HttpResponse:
    """Newest first, by person, kind and subject."""
    form = AuditFilterForm(request.GET)
    page = one_page(request, trail(request.viewer, form.wanted()))
    return show(request, "workbench/audit.html", {"form": form, "page": page, "lines": told(page.object_list)})
