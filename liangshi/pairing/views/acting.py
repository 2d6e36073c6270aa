"""Shapes that views of this app share: the round of an address, a page with a form, a single button."""

from django.shortcuts import get_object_or_404

from liangshi.foundation.acting import Sheet, seen
from liangshi.foundation.doors import ViewerRequest
from liangshi.pairing.forms.refusals import ACTING
from liangshi.pairing.models import Round

__all__ = ["Sheet", "fill_in", "press", "seen", "the_round"]

fill_in, press = ACTING.fill_in, ACTING.press


def the_round(request: ViewerRequest, public_id: str) -> Round:
    """The round of the address, where it exists for the viewer."""
    rows = Round.objects.visible_to(request.viewer).select_related("school", "year", "scheme_version")
    found: Round = get_object_or_404(rows, public_id=public_id)
    return found
