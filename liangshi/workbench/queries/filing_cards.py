"""Cards about filing the scheme: what waits for an officer, what the bureau answered."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liangshi.domain.access import Capability, Viewer
from liangshi.schemes.choices import FilingState
from liangshi.schemes.models import SchemeFiling

from .cards import Act, Card, Line


def filing_cards(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For an officer: schemes that wait; for those who write the scheme: what the bureau asks."""
    if viewer.can(Capability.REVIEW_SCHEMES):
        yield _waiting(viewer)
    elif viewer.can(Capability.EDIT_SCHEME):
        asked = SchemeFiling.objects.visible_to(viewer).filter(state=FilingState.ASKED_BACK).first()
        if asked is not None:
            url = reverse("schemes:filing", args=[asked.public_id])
            line = Line(asked.decision or _("意见写在条款下面。"))
            yield Card(_("教育局请学校修改方案"), (line,), Act(_("看意见"), url))


def _waiting(viewer: Viewer) -> Card:
    waiting = SchemeFiling.objects.visible_to(viewer).filter(state=FilingState.FILED).count()
    text = ngettext("%(n)s 所学校的方案等您审阅", "%(n)s 所学校的方案等您审阅", waiting) % {"n": waiting}
    line = Line(text if waiting else _("没有等您审阅的方案。"))
    return Card(_("各校方案"), (line,), Act(_("看各校方案"), reverse("schemes:filings")))
