"""The catalogue."""

from django.http import Http404, HttpResponse

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.schemes.queries import catalogue, preset, reading


@requires(Capability.EDIT_SCHEME)
def presets(request: ViewerRequest) -> HttpResponse:
    """All presets."""
    return show(request, "schemes/presets.html", {"presets": catalogue()})


@requires(Capability.EDIT_SCHEME)
def preset_page(request: ViewerRequest, key: str) -> HttpResponse:
    """One preset in its own order, with the button to start from it."""
    try:
        entry = preset(key)
    except KeyError as unknown:
        raise Http404 from unknown
    return show(request, "schemes/preset.html", {"preset": entry, "paper": reading(entry.scheme)})
