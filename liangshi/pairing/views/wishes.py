"""A student's wishes on a phone; a guardian reads along."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, see_other, show
from liangshi.foundation.refusals import RefusalError
from liangshi.pairing.forms.refusals import words_of
from liangshi.pairing.forms.wishes import HandInForm, WordsForm
from liangshi.pairing.models import Candidate, RoundMentor
from liangshi.pairing.queries.wishes import OwnList, own_line, own_list
from liangshi.pairing.services import wishes as services

from .acting import press


def _line(request: ViewerRequest, candidate: str) -> Candidate:
    """The line of the viewer or of a child; nobody else's."""
    line = own_line(request.viewer, candidate)
    if line is None:
        raise Http404
    return line


@requires(Capability.READ_OWN_PLACEMENT)
def wishes(request: ViewerRequest, candidate: str) -> HttpResponse:
    """The list with its words; the student changes it, a guardian reads it."""
    line = _line(request, candidate)
    mine = own_list(line, timezone.now())
    form = HandInForm(
        initial={
            "help_wanted": mine.wishes.help_wanted if mine.wishes else line.student.needs,
            "about_mentor": mine.wishes.about_mentor if mine.wishes else "",
        }
    )
    return show(request, "pairing/wishes.html", _context(request, line, mine, form))


def _context(request: ViewerRequest, line: Candidate, mine: OwnList, form: HandInForm) -> dict[str, object]:
    own, room = request.viewer.student == line.student_id, line.round.longest_list - len(mine.entries)
    if not room and not form.is_bound:
        del form.fields["more"]
    return {
        "line": line, "round": line.round, "mine": mine, "form": form, "own": own,
        "may_change": own and mine.closes_at is not None and line.left_at is None,
        "room": room,
    }  # fmt: skip


@requires(Capability.SUBMIT_PREFERENCES)
@require_POST
def wish_change(request: ViewerRequest, candidate: str, act: str, mentor: str) -> HttpResponse:
    """Add, move up, move down, remove: one button each, kept at once."""
    line = _line(request, candidate)
    one = get_object_or_404(RoundMentor.objects.visible_to(request.viewer), public_id=mentor)
    by, now = request.viewer, timezone.now()
    acts: dict[str, Callable[[], None]] = {
        "add": lambda: services.add_wish(by=by, candidate=line, mentor=one, now=now),
        "up": lambda: services.move_wish(by=by, candidate=line, mentor=one, step=-1, now=now),
        "down": lambda: services.move_wish(by=by, candidate=line, mentor=one, step=1, now=now),
        "remove": lambda: services.remove_wish(by=by, candidate=line, mentor=one, now=now),
    }
    if act not in acts:
        raise Http404
    back = reverse("pairing:wishes", args=[candidate])
    return press(request, back, acts[act])


@requires(Capability.SUBMIT_PREFERENCES)
@require_POST
def wish_submit(request: ViewerRequest, candidate: str) -> HttpResponse:
    """Hand in the list as it was shown with what was added to it; or keep the words, if that button was pressed."""
    line, now = _line(request, candidate), timezone.now()
    form = HandInForm(request.POST)
    if form.is_valid():
        given = form.hand_in(request.POST.get("shown", ""))
        act = services.keep_wishes if "keep" in request.POST else services.submit_wishes
        try:
            act(by=request.viewer, candidate=line, given=given, now=now)
        except RefusalError as refusal:
            form.add_error(None, words_of(refusal))
        else:
            if "keep" in request.POST:
                messages.success(request, _("已存为草稿，提交后才生效。"))
            return see_other(reverse("pairing:wishes", args=[candidate]))
    return invalid(request, "pairing/wishes.html", _context(request, line, own_list(line, now), form))


@requires(Capability.SUBMIT_PREFERENCES)
@require_POST
def wish_draft(request: ViewerRequest, candidate: str) -> HttpResponse:
    """Keep the words while they are being written; answers nothing but whether they are kept."""
    line = _line(request, candidate)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    try:
        services.save_words(by=request.viewer, candidate=line, words=form.words(), now=timezone.now())
    except RefusalError:
        return HttpResponse(status=409)
    return HttpResponse(status=204)


@requires(Capability.SUBMIT_PREFERENCES)
@require_POST
def wish_withdraw(request: ViewerRequest, candidate: str) -> HttpResponse:
    """Take the list back."""
    line = _line(request, candidate)
    back = reverse("pairing:wishes", args=[candidate])
    return press(
        request, back, lambda: services.withdraw_wishes(by=request.viewer, candidate=line, now=timezone.now()),
        _("已撤回。内容保留为草稿，重新提交后才生效。"),
    )  # fmt: skip
