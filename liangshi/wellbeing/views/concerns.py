"""The concerns that one may read: the list, one of them, and taking it in hand."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.acting import seen
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, see_other, show
from liangshi.wellbeing.choices import ConcernState
from liangshi.wellbeing.forms.raising import AdditionForm
from liangshi.wellbeing.forms.refusals import ACTING
from liangshi.wellbeing.models import Concern, ConcernStudent
from liangshi.wellbeing.queries.concern_page import care_lines_of, concern_page, readable_concerns
from liangshi.wellbeing.queries.phoning import phones
from liangshi.wellbeing.services.adding import add_to_concern
from liangshi.wellbeing.services.assessing import reopen_concern
from liangshi.wellbeing.services.care_lines import end_care_line
from liangshi.wellbeing.services.hands import accept_concern, decline_concern, take_in_hand
from liangshi.wellbeing.services.naming import settle_student
from liangshi.wellbeing.services.reading import read_concern


def the_concern(request: ViewerRequest, public_id: str) -> Concern:
    """The concern of the address, for those for whom it exists."""
    return seen(request, Concern, public_id, "raised_by")


def address(concern: Concern) -> str:
    """Its page."""
    return reverse("wellbeing:concern", args=[concern.public_id])


def where_it_exists(request: ViewerRequest, concern: Concern, answer: HttpResponse) -> HttpResponse:
    """The answer; to the list, where it leads to a concern that exists for the viewer no longer."""
    gone = answer.status_code == HTTPStatus.SEE_OTHER and not _exists(request, concern)
    return see_other(reverse("wellbeing:concerns")) if gone else answer


def _exists(request: ViewerRequest, concern: Concern) -> bool:
    return bool(Concern.objects.visible_to(request.viewer).filter(pk=concern.pk).exists())


@requires(Capability.READ_CONCERNS)
def concerns(request: ViewerRequest) -> HttpResponse:
    """Open ones first, by how long they wait."""
    closed = "closed" in request.GET
    page = one_page(request, readable_concerns(request.viewer, closed=closed))
    return show(request, "wellbeing/concerns.html", {"page": page, "closed": closed})


@never_cache
@requires(Capability.READ_CONCERNS)
def concern(request: ViewerRequest, concern: str) -> HttpResponse:
    """One concern; opening it is noted in the chain before a word is shown."""
    row = the_concern(request, concern)
    now = timezone.now()
    read_concern(by=request.viewer, concern=row, now=now)
    page = concern_page(row, now)
    hand = page.hand
    context = {
        "concern": row,
        "page": page,
        "level": next((level.name for level in page.levels if level.key == row.level), ""),
        "mine": hand is not None and hand.person_id == request.viewer.account,
        "offered": hand is not None and hand.offered_to_id == request.viewer.account,
        "left": page.left,
        "free": hand is None and row.state != ConcernState.CLOSED,
        "closed": row.state == ConcernState.CLOSED,
        "phones": phones(row.school_id),
        "form": AdditionForm(),
    }
    return show(request, "wellbeing/concern.html", context)


@requires(Capability.READ_CONCERNS)
@require_POST
def concern_take(request: ViewerRequest, concern: str) -> HttpResponse:
    """Take it in hand; who comes second hears who was first."""
    row = the_concern(request, concern)
    return ACTING.press(
        request, address(row), lambda: take_in_hand(by=request.viewer, concern=row, now=timezone.now()),
        _("已由您接手。报告的人会看到“有人接手”和时间。"),
    )  # fmt: skip


@requires(Capability.READ_CONCERNS)
@require_POST
def concern_answer(request: ViewerRequest, concern: str) -> HttpResponse:
    """Take over what was offered, or say no."""
    row = the_concern(request, concern)
    accepts = "accept" in request.POST
    answer = ACTING.press(
        request, address(row),
        lambda: (accept_concern if accepts else decline_concern)(by=request.viewer, concern=row, now=timezone.now()),
        _("已由您接手。") if accepts else _("已告诉对方您现在不能接手。"),
    )  # fmt: skip
    return where_it_exists(request, row, answer)


@requires(Capability.READ_CONCERNS)
@require_POST
def concern_reopen(request: ViewerRequest, concern: str) -> HttpResponse:
    """Begin again at the bottom of the ladder."""
    row = the_concern(request, concern)
    return ACTING.press(
        request, address(row), lambda: reopen_concern(by=request.viewer, concern=row, now=timezone.now()),
        _("已重新打开，从头开始通知。"),
    )  # fmt: skip


@requires(Capability.READ_CONCERNS)
@require_POST
def concern_add(request: ViewerRequest, concern: str) -> HttpResponse:
    """Add below it."""
    row = the_concern(request, concern)
    form = AdditionForm(request.POST)
    if not form.is_valid():
        return see_other(address(row))
    given = form.cleaned_data
    return ACTING.press(
        request, address(row),
        lambda: add_to_concern(
            by=request.viewer, concern=row, text=given["text"], sent_key=given["client_key"], now=timezone.now()
        ),
        draft=f"restricted:concern:{concern}:note",
    )  # fmt: skip


@requires(Capability.READ_CONCERNS)
@require_POST
def concern_settle(request: ViewerRequest, concern: str, part: str) -> HttpResponse:
    """Say which of several students of one name is meant."""
    row = the_concern(request, concern)
    meant = seen(request, ConcernStudent, part, "student", concern=row, certain=False, student__isnull=False)
    return ACTING.press(
        request, address(row), lambda: settle_student(by=request.viewer, concern=row, meant=meant, now=timezone.now())
    )


@requires(Capability.READ_CONCERNS)
@require_POST
def concern_care_end(request: ViewerRequest, concern: str, line: str) -> HttpResponse:
    """A line of care is no longer needed."""
    row = the_concern(request, concern)
    meant = get_object_or_404(care_lines_of(row), public_id=line)
    return ACTING.press(request, address(row), lambda: end_care_line(by=request.viewer, line=meant, now=timezone.now()))
