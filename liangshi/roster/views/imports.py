"""The first page: give a file, take a template or the roster, see earlier imports."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liangshi.domain.access import Capability
from liangshi.domain.roster.fields import Kind
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, one_page, see_other, show
from liangshi.people.models import School
from liangshi.roster.forms import UploadForm
from liangshi.roster.queries import history
from liangshi.roster.reading import BYTES_AT_MOST
from liangshi.roster.services import NoYearError, take_file
from liangshi.roster.tasks import start_preview


@requires(Capability.IMPORT_ROSTER)
@require_http_methods(["GET", "POST"])
def imports(request: ViewerRequest) -> HttpResponse:
    """Upload, download, history."""
    school = get_object_or_404(School.objects.visible_to(request.viewer), pk=request.viewer.school)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    context = {"form": form, "page": one_page(request, history(request.viewer), 20), "kinds": list(Kind)}
    if request.method == "GET":
        return show(request, "roster/imports.html", context)
    if not form.is_valid():
        return invalid(request, "roster/imports.html", context)
    file = form.cleaned_data["file"]
    if file.size > BYTES_AT_MOST:
        form.add_error("file", _("文件超过 40 MB。名册通常很小，请删去图片和多余的工作表，或者按年级分开。"))
        return invalid(request, "roster/imports.html", context)
    try:
        batch = take_file(
            by=request.viewer, school=school, file_name=file.name, content=file.read(), today=timezone.localdate(),
            now=timezone.now(),
        )  # fmt: skip
    except NoYearError:
        form.add_error(None, _("学校还没有学年。请先在“学校”里建立学年，再导入名册。"))
        return invalid(request, "roster/imports.html", context)
    start_preview(batch)
    return see_other(reverse("roster:import", args=[batch.public_id]))
