"""Slips with one-time passwords."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from liangshi.access.forms.slips import WITH_CLASS, WORD, IssueForm, RecipientsForm
from liangshi.access.queries.own import own_school
from liangshi.access.services.slip_files import as_word, as_workbook
from liangshi.access.services.slips import issue_slips
from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest, requires
from liangshi.foundation.pages import PAGE_SIZE, invalid, show
from liangshi.people.models import ClassGroup
from liangshi.people.queries.accounts import Recipient, SlipGroup, recipients

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@requires(Capability.ISSUE_PASSWORDS)
@never_cache
@require_http_methods(["GET", "POST"])
def slips(request: ViewerRequest) -> HttpResponse:
    """Choose for whom, see them by name and number, then issue: the file is the answer and is kept nowhere."""
    classes = ClassGroup.objects.visible_to(request.viewer).order_by("-year__starts_on", "grade__level", "ordinal")
    chosen = RecipientsForm(request.GET or None, classes=classes)
    issue = IssueForm(request.POST or None)
    context: dict[str, object] = {"chosen": chosen, "issue": issue}
    if not chosen.is_valid():
        answer = invalid if chosen.is_bound else show
        return answer(request, "access/slips.html", context)
    found = _found(request, chosen)
    one = chosen.cleaned_data["group"] == SlipGroup.PERSON
    meant = [who for who in found if one or chosen.cleaned_data["again"] or not who.has_signed_in]
    several = one and len(found) > 1
    if request.method == "POST" and issue.is_valid() and meant and not several:
        return _file(request, meant, chosen.cleaned_data["group"], issue)
    page = Paginator(meant, PAGE_SIZE).get_page(request.GET.get("page"))
    context |= {"page": page, "left_out": len(found) - len(meant), "several": several}
    answer = invalid if request.method == "POST" else show
    return answer(request, "access/slips.html", context)


def _found(request: ViewerRequest, chosen: RecipientsForm) -> list[Recipient]:
    group = SlipGroup(chosen.cleaned_data["group"])
    class_group = chosen.cleaned_data["class_group"] if group in WITH_CLASS else None
    typed = chosen.cleaned_data["typed"].strip()
    return recipients(request.viewer, group, class_group=class_group, typed=typed, today=timezone.localdate())


def _file(request: ViewerRequest, meant: list[Recipient], group: str, issue: IssueForm) -> HttpResponse:
    made = issue_slips(
        by=request.viewer,
        school=own_school(request),
        recipients=meant,
        group=group,
        valid_days=issue.cleaned_data["valid_days"],
        now=timezone.now(),
    )
    word = issue.cleaned_data["kind"] == WORD
    content = as_word(made, settings.LIANGSHI_ADDRESS) if word else as_workbook(made)
    ending = "docx" if word else "xlsx"
    response = HttpResponse(content, content_type=TYPES[ending])
    name = gettext("登录条") + f"-{timezone.localdate():%Y%m%d}.{ending}"
    response["Content-Disposition"] = content_disposition_header(True, name)  # noqa: FBT003 - Django's signature
    return response
