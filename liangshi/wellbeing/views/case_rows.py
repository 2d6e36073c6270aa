"""The case of an address, who can be chosen for it, where its pages lead back to."""

from django.db.models import QuerySet
from django.urls import reverse

from liangshi.foundation.acting import seen
from liangshi.foundation.doors import ViewerRequest
from liangshi.people.models import Staff
from liangshi.wellbeing.models import Case


def the_case(request: ViewerRequest, case_id: str) -> Case:
    """The case of the address, where it exists for the viewer."""
    return seen(request, Case, case_id, "student__class_group", "owner", "school")


def back_to_case(case: Case) -> str:
    """Its page."""
    return reverse("wellbeing:case", args=[case.public_id])


def draft_of_case(case: Case, act: str) -> str:
    """Under which key the text of an act is kept until it is sent."""
    return f"restricted:case:{case.public_id}:{act}"


def colleagues(request: ViewerRequest, *without: int) -> QuerySet[Staff]:
    """Present members of staff, by name."""
    rows: QuerySet[Staff] = Staff.objects.visible_to(request.viewer).filter(left_on__isnull=True)
    return rows.filter(account__isnull=False).exclude(pk__in=without).order_by("sort_key", "pk")
