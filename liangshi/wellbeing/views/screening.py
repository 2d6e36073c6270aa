"""Screening levels: taken over from a file, read by the counsellor."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from liangshi.domain.access import Capability
from liangshi.foundation.acting import seen
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, one_page, see_other, show
from liangshi.foundation.refusals import RefusalError
from liangshi.roster.reading import read_sheets
from liangshi.roster.sniffing import UnreadableFileError
from liangshi.wellbeing.forms.case_circle import ScreeningForm
from liangshi.wellbeing.forms.refusals import ACTING
from liangshi.wellbeing.models import Screening, ScreeningLevel
from liangshi.wellbeing.services.case_reading import read_screening
from liangshi.wellbeing.services.screening import ScreeningDraft, WrongRowsError, import_screening


@requires(Capability.KEEP_SCREENING)
def screenings(request: ViewerRequest) -> HttpResponse:
    """Screenings that were taken over, and a form for another."""
    form = ScreeningForm(request.POST or None, request.FILES or None)
    context = {"form": form, "rows": Screening.objects.visible_to(request.viewer)}
    if request.method != "POST":
        return show(request, "wellbeing/screenings.html", context)
    if not form.is_valid():
        return invalid(request, "wellbeing/screenings.html", context)
    said = form.cleaned_data
    draft = ScreeningDraft(said["name"], said["held_on"], said["forget_on"])
    try:
        sheets = read_sheets(said["file"].read())
        row = import_screening(by=request.viewer, draft=draft, sheets=sheets, now=timezone.now())
    except UnreadableFileError:
        form.add_error("file", _("这个文件打不开。请另存为 xlsx 或 csv 再试一次。"))
    except WrongRowsError as wrong:
        return invalid(request, "wellbeing/screenings.html", {**context, "problems": wrong.problems})
    except RefusalError as refusal:
        form.add_error("file", ACTING.say(refusal))
    else:
        messages.success(request, _("已导入。只有心理老师能看到。"))
        return see_other(reverse("wellbeing:screening", args=[row.public_id]))
    return invalid(request, "wellbeing/screenings.html", context)


@never_cache
@requires(Capability.KEEP_SCREENING)
def screening(request: ViewerRequest, screening_id: str) -> HttpResponse:
    """The levels, student by student; the reading is noted."""
    row = seen(request, Screening, screening_id)
    read_screening(by=request.viewer, screening=row, now=timezone.now())
    levels = ScreeningLevel.objects.visible_to(request.viewer).filter(screening=row)
    levels = levels.select_related("student__class_group").order_by("student__sort_key", "pk")
    return show(request, "wellbeing/screening.html", {"screening": row, "page": one_page(request, levels)})
