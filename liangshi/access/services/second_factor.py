"""Taking a colleague's lost second factor away."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext

from liangshi.access.services.sessions import end_sessions
from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.notices.services import Word, notify
from liangshi.people.models import Staff


class NoSecondFactorError(Exception):
    """There is nothing to take away."""


@transaction.atomic
def reset_second_factor(*, by: Viewer, staff: Staff, now: datetime) -> None:
    """The colleague signs in with the password alone and sets up a new one; open sessions end; they are told."""
    account = staff.account
    assert account is not None
    removed, _ = Authenticator.objects.filter(user=account).delete()
    if not removed:
        raise NoSecondFactorError
    end_sessions(accounts=[account])
    record(
        by=by, verb="second_factor.reset", kind="account", subject=account.public_id, school=staff.school_id, now=now
    )
    notify(
        to=[account],
        word=Word(
            kind="second_factor.reset",
            title=gettext("您的两步验证已由学校重置"),
            text=gettext("如果不是您提出的，请马上告诉德育处或系统管理员，并修改密码。"),
            link="/account/second-factor/",
        ),
        now=now,
    )
