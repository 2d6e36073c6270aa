"""What pages say when a service refuses, and what is forgotten once a form was sent."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liangshi.foundation.acting import Acting
from liangshi.foundation.doors import ViewerRequest
from liangshi.foundation.refusals import RefusalError
from liangshi.records.services.drafts import drop_draft
from liangshi.wellbeing.services import problems

from .case_refusals import CASE_WORDS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSAL_WORDS: "Mapping[type[RefusalError], StrOrPromise]" = {
    **CASE_WORDS,
    problems.AlreadyInHandError: _("%(name)s已在%(time)s接手。您可以把知道的补充在下面。"),
    problems.ConcernClosedError: _("这件事已经办结。需要的话可以重新打开。"),
    problems.NotInYourHandsError: _("这件事现在不在您手里，没有改动。"),
    problems.NotOfferedError: _("请您接手的邀请已经撤回，没有改动。"),
    problems.NotClosedError: _("这件事本来就开着。"),
    problems.NothingSaidError: _("请写几个字。"),
    problems.NotOnPathError: _("这位同事不宜经手这件事，没有改动。"),
}


def _forget(request: ViewerRequest, key: str) -> None:
    drop_draft(by=request.viewer, key=key, now=timezone.now())


ACTING = Acting(REFUSAL_WORDS, _forget)
