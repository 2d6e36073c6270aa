"""Refusals of services as sentences."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liangshi.foundation.templatetags.liangshi import zh_time
from liangshi.wellbeing.services import problems

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_SENTENCES: "dict[type[problems.ConcernProblemError], StrOrPromise]" = {
    problems.ConcernClosedError: gettext_lazy("这件事已经办结。需要的话可以重新打开。"),
    problems.NotInYourHandsError: gettext_lazy("这件事现在不在您手里，没有改动。"),
    problems.NotOfferedError: gettext_lazy("请您接手的邀请已经撤回，没有改动。"),
    problems.NotClosedError: gettext_lazy("这件事本来就开着。"),
    problems.NothingSaidError: gettext_lazy("请写几个字。"),
    problems.NotOnPathError: gettext_lazy("这位同事不宜经手这件事，没有改动。"),
}


def words_of(problem: problems.ConcernProblemError) -> str:
    """What to say; nothing was changed."""
    if isinstance(problem, problems.AlreadyInHandError):
        words = {"name": problem.name, "time": zh_time(problem.at)}
        return _("%(name)s已在%(time)s接手。您可以把知道的补充在下面。") % words
    return str(_SENTENCES[type(problem)])
