"""Search for people."""

from django.http import HttpResponse

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.workbench.queries import find_people


@requires(Capability.SEARCH_PEOPLE)
def search(request: ViewerRequest) -> HttpResponse:
    """By name, pinyin, initials or number; htmx asks for the list alone while somebody types."""
    text = request.GET.get("q", "").strip()
    context = {"text": text, "found": find_people(request.viewer, text)}
    htmx = request.headers.get("HX-Request") == "true"
    return show(request, "workbench/search.html#found" if htmx else "workbench/search.html", context)
