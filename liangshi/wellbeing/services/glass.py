"""Breaking the glass before a restricted row, and closing it again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability, Role, Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.people.models import Account, RoleAppointment
from liangshi.people.services.trail import note
from liangshi.wellbeing.models import BrokenGlass, Case, Concern, Hand, KeptAway
from liangshi.wellbeing.queries.glass import breakable_cases, breakable_concerns

HOURS_AT_MOST = 24


class NotBreakableError(RefusalError):
    """The viewer may not break this glass: no right to, another school, or kept away."""


class OpenAlreadyError(RefusalError):
    """The viewer has it open."""


class EndedAlreadyError(RefusalError):
    """The glass is whole again."""


@dataclass(frozen=True, slots=True)
class Break:
    """Why it cannot wait, and for how many hours."""

    reason: str
    hours: int


@transaction.atomic
def break_glass(*, by: Viewer, target: Concern | Case, draft: Break, now: datetime) -> BrokenGlass:
    """Open one row to the viewer until the time is up; its owner and those who watch over it are told at once."""
    if not by.can(Capability.BREAK_GLASS) or not draft.reason or not 1 <= draft.hours <= HOURS_AT_MOST:
        raise NotBreakableError
    is_case = isinstance(target, Case)
    rows = breakable_cases(by) if is_case else breakable_concerns(by)
    if not rows.filter(pk=target.pk).exists():
        raise NotBreakableError
    where = {"case": target} if is_case else {"concern": target}
    stale = BrokenGlass.unscoped.filter(account=by.account, ended_at__isnull=True, ends_at__lte=now, **where)
    stale.update(ended_at=F("ends_at"))
    try:
        with transaction.atomic():
            glass: BrokenGlass = BrokenGlass.unscoped.create(
                school_id=target.school_id, account_id=by.account, reason=draft.reason, opened_at=now,
                ends_at=now + timedelta(hours=draft.hours), **where,
            )  # fmt: skip
    except IntegrityError as twice:
        raise OpenAlreadyError from twice
    note(
        by=by, verb="glass.broken", row=target, school=target.school_id, now=now,
        detail={"glass": glass.public_id, "until": glass.ends_at.isoformat()},
    )  # fmt: skip
    word = Word("glass.broken", _("一份受限记录被紧急查阅，请留意"), link=reverse("wellbeing:glass"))
    notify(to=_watchers(by, target, now), word=word, now=now)
    return glass


def _watchers(by: Viewer, target: Concern | Case, now: datetime) -> list[Account]:
    """The coordinators and who holds the row; nobody whom it keeps away."""
    active = Account.unscoped.filter(is_active=True, school=target.school_id)
    held = RoleAppointment.unscoped.on(timezone.localdate(now))
    found = active.filter(appointments__in=held.filter(school=target.school_id, role=Role.COORDINATOR))
    if isinstance(target, Case):
        found |= active.filter(staff__owned_cases=target)
        away = KeptAway.unscoped.filter(concern__students__case_of_part__case=target)
    else:
        found |= active.filter(pk__in=Hand.unscoped.filter(concern=target, ended_at=None).values("person"))
        away = KeptAway.unscoped.filter(concern=target)
    return list(found.exclude(pk__in=away.values("account")).exclude(pk=by.account).distinct())


@transaction.atomic
def end_glass(*, by: Viewer, glass: BrokenGlass, now: datetime) -> None:
    """The one who opened it needs it no longer."""
    rows = BrokenGlass.unscoped.open_at(now).filter(pk=glass.pk, account=by.account)
    if not rows.update(ended_at=now):
        raise EndedAlreadyError
    row = glass.case or glass.concern
    assert row is not None
    note(by=by, verb="glass.ended", row=row, school=glass.school_id, now=now, detail={"glass": glass.public_id})
