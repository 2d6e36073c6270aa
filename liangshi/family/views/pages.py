"""The family page, and what the family prefers."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability
from liangshi.family.choices import Preferred
from liangshi.family.forms.preferences import PreferenceForm
from liangshi.family.models import VisitPreference
from liangshi.family.queries.family_page import children_of, family_page
from liangshi.family.services.preferences import choose_way
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import show
from liangshi.people.models import Student

from .acting import Sheet, fill_in, own_child


@requires(Capability.READ_FAMILY_PAGE)
def family(request: ViewerRequest) -> HttpResponse:
    """The first child's page; a line above leads to the others."""
    child = children_of(request.viewer).first()
    if child is None:
        raise Http404
    return _page(request, child)


@requires(Capability.READ_FAMILY_PAGE)
def family_of(request: ViewerRequest, student_id: str) -> HttpResponse:
    """The page of one child."""
    return _page(request, own_child(request, student_id))


def _page(request: ViewerRequest, child: Student) -> HttpResponse:
    page = family_page(request.viewer, child, timezone.now())
    form = PreferenceForm(None, chosen=page.preference)
    return show(request, "family/family.html", {"page": page, "child": child, "form": form})


@requires(Capability.READ_FAMILY_PAGE)
def preference(request: ViewerRequest, student_id: str) -> HttpResponse:
    """How to be met; changed as often as the family likes."""
    child = own_child(request, student_id)
    rows = VisitPreference.objects.visible_to(request.viewer)
    chosen = rows.filter(student=child, guardian=request.viewer.guardian).first()
    form = PreferenceForm(request.POST or None, chosen=chosen)
    sheet = Sheet(
        _("希望的联系方式"), reverse("family:family_of", args=[student_id]), done=_("记下了，老师会看到。随时可以改。"),
        lead=_("每一种都可以，“暂不方便”也可以，不用说明原因。导师和班主任会先看这里再约您。"),
    )  # fmt: skip
    return fill_in(
        request, sheet, form,
        lambda: choose_way(
            by=request.viewer, student=child, way=Preferred(form.cleaned_data["way"]),
            words=form.cleaned_data["words"], now=timezone.now(),
        ),
    )  # fmt: skip
