"""A card for the administrator of a bureau: the regions and schools that are kept."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liangshi.domain.access import Capability, Viewer
from liangshi.people.models import School

from .cards import Act, Card, Line


def bureau_card(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """How many schools there are, and where they and the officers are kept."""
    if not viewer.can(Capability.KEEP_REGION):
        return
    number = School.objects.visible_to(viewer).count()
    line = Line(ngettext("本局管理 %(n)s 所学校。", "本局管理 %(n)s 所学校。", number) % {"n": number})
    yield Card(_("地区与学校"), (line,), Act(_("看学校和工作人员"), reverse("access:bureau")))
