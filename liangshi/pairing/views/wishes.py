"""A student's wishes on a phone; a guardian reads along."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import invalid, show
from liangshi.pairing.forms.wishes import WordsForm
from liangshi.pairing.models import Candidate, RoundMentor
from liangshi.pairing.queries.wishes import OwnList, family_candidates, own_list
from liangshi.pairing.services import wishes as services
from liangshi.pairing.services.refusals import RefusalError

from .acting import press


def _line(request: ViewerRequest, candidate: str) -> Candidate:
    """The line of the viewer or of a child; nobody else's."""
    rows = Candidate.objects.visible_to(request.viewer).filter(student__in=family_candidates(request.viewer))
    rows = rows.select_related("round__school", "student__class_group", "study_group")
    line: Candidate = get_object_or_404(rows, public_id=candidate)
    return line


@requires(Capability.READ_OWN_PLACEMENT)
def wishes(request: ViewerRequest, candidate: str) -> HttpResponse:
    """The list with its words; the student changes it, a guardian reads it."""
    line = _line(request, candidate)
    mine = own_list(line, timezone.now())
    form = WordsForm(
        initial={
            "help_wanted": mine.wishes.help_wanted if mine.wishes else line.student.needs,
            "about_mentor": mine.wishes.about_mentor if mine.wishes else "",
        }
    )
    return show(request, "pairing/wishes.html", _context(request, line, mine, form))


def _context(request: ViewerRequest, line: Candidate, mine: OwnList, form: WordsForm) -> dict[str, object]:
    own = request.viewer.student == line.student_id
    return {
        "line": line, "round": line.round, "mine": mine, "form": form, "own": own,
        "may_change": own and mine.closes_at is not None and line.left_at is None,
        "room": line.round.longest_list - len(mine.entries),
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
    """Keep the words, and hand the list in if that button was pressed."""
    line = _line(request, candidate)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return invalid(request, "pairing/wishes.html", _context(request, line, own_list(line, timezone.now()), form))
    by, now, words = request.viewer, timezone.now(), form.words()
    back = reverse("pairing:wishes", args=[candidate])
    if "keep" in request.POST:
        kept = _("已存为草稿，提交后才生效。")
        return press(request, back, lambda: services.save_words(by=by, candidate=line, words=words, now=now), kept)
    return press(request, back, lambda: services.submit_wishes(by=by, candidate=line, words=words, now=now))


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
