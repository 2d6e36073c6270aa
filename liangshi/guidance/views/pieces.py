"""The student's own pieces."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import one_page, show
from liangshi.guidance.forms.asking import PieceForm
from liangshi.guidance.models import Piece
from liangshi.guidance.services import pieces as services

from .acting import Sheet, cared_for, fill_in, oneself, press, seen

SHOWN = 20


@requires(Capability.OWN_GUIDANCE)
def my_pieces(request: ViewerRequest) -> HttpResponse:
    """One's own pieces, newest first."""
    rows = Piece.objects.visible_to(request.viewer).filter(student=oneself(request))
    return show(request, "guidance/pieces.html", {"page": one_page(request, rows, SHOWN), "own": True})


@requires(Capability.OWN_GUIDANCE)
def piece_new(request: ViewerRequest) -> HttpResponse:
    """A new piece."""
    student = oneself(request)
    form = PieceForm(request.POST or None, request.FILES or None, initial={"made_on": timezone.localdate()})
    sheet = Sheet(
        _("放一件作品"), reverse("guidance:my_pieces"), lead=_("你写的、画的、做的、拍的，都可以。随时可以删。"),
        draft="piece",
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: services.keep_piece(by=request.viewer, student=student, draft=form.draft(), now=timezone.now()),
    )  # fmt: skip


@requires(Capability.OWN_GUIDANCE)
@require_POST
def piece_share(request: ViewerRequest, piece: str) -> HttpResponse:
    """Let the mentor see it, or no longer."""
    row = seen(request, Piece, piece)
    shared = request.POST.get("shared") == "yes"
    return press(
        request, reverse("guidance:my_pieces"),
        lambda: services.share_piece(by=request.viewer, piece=row, shared=shared, now=timezone.now()),
        _("导师现在能看到这一件。") if shared else _("现在只有自己能看到。"),
    )  # fmt: skip


@requires(Capability.OWN_GUIDANCE)
@require_POST
def piece_delete(request: ViewerRequest, piece: str) -> HttpResponse:
    """Gone."""
    row = seen(request, Piece, piece)
    return press(
        request, reverse("guidance:my_pieces"),
        lambda: services.delete_piece(by=request.viewer, piece=row, now=timezone.now()), _("已删除。"),
    )  # fmt: skip


@requires(Capability.SHARE_GUIDANCE)
def piece_file(request: ViewerRequest, piece: str) -> HttpResponse:
    """The picture, or the paper as a download."""
    row = seen(request, Piece, piece)
    if not row.file:
        raise Http404
    kind = "image/jpeg" if row.is_picture else "application/octet-stream"
    response = HttpResponse(services.read_piece(row), content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    if not row.is_picture:
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(row.file_name)}"
    return response


@requires(Capability.GUIDE_STUDENTS)
def pieces_of(request: ViewerRequest, student: str) -> HttpResponse:
    """What a student shares with the mentor."""
    row = cared_for(request, student)
    rows = Piece.objects.visible_to(request.viewer).filter(student=row)
    return show(request, "guidance/pieces.html", {"page": one_page(request, rows, SHOWN), "student": row, "own": False})
