"""The student's check-in: whom to call first, then one tap; what the counsellor answers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.acting import seen
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, see_other, show
from liangshi.wellbeing.case_choices import Mood
from liangshi.wellbeing.forms.case_circle import CheckInForm
from liangshi.wellbeing.forms.refusals import ACTING
from liangshi.wellbeing.models import Helpline, StudentCheckIn
from liangshi.wellbeing.queries.checkins import calling_check_ins, offers_check_in, own_check_in
from liangshi.wellbeing.services.case_reading import read_check_in
from liangshi.wellbeing.services.checkins import Tap, answer_check_in, check_in


@never_cache
@requires(Capability.CHECK_IN)
def check_in_page(request: ViewerRequest) -> HttpResponse:
    """Help now comes first; the tap below it where the scheme has one."""
    now = timezone.now()
    today = timezone.localdate(now)
    if request.viewer.school is None:
        raise Http404
    offered = offers_check_in(request.viewer.school, today)
    own = own_check_in(request.viewer, today)
    form = CheckInForm(request.POST or None, initial={"mood": own.mood if own else None})
    context = {
        "form": form, "own": own, "offered": offered, "helplines": Helpline.objects.visible_to(request.viewer),
        "heavy": own is not None and own.mood == Mood.STORMY,
    }  # fmt: skip
    if request.method != "POST":
        return show(request, "wellbeing/check_in.html", context)
    if not offered or not form.is_valid():
        return invalid(request, "wellbeing/check_in.html", context)
    said = form.cleaned_data
    tap = Tap(Mood(said["mood"]), wants_talk=said["wants_talk"], words=said["words"])
    check_in(by=request.viewer, tap=tap, now=now)
    messages.success(request, _("收到了，谢谢你告诉我们。"))
    return see_other(reverse("wellbeing:check_in"))


@never_cache
@requires(Capability.SEE_CARE_BOARD)
def check_ins(request: ViewerRequest) -> HttpResponse:
    """Who asked for a talk and who found a day very hard; whose words are shown is noted."""
    now = timezone.now()
    rows = list(calling_check_ins(request.viewer, now)[:50])
    for row in rows:
        read_check_in(by=request.viewer, check_in=row, now=now)
    return show(request, "wellbeing/check_ins.html", {"rows": rows})


@requires(Capability.SEE_CARE_BOARD)
@require_POST
def check_in_answered(request: ViewerRequest, check_in_id: str) -> HttpResponse:
    """I was in touch."""
    row = seen(request, StudentCheckIn, check_in_id)
    return ACTING.press(
        request, reverse("wellbeing:check_ins"),
        lambda: answer_check_in(by=request.viewer, row=row, now=timezone.now()), _("已记下。"),
    )  # fmt: skip
