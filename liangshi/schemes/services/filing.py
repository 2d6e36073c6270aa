"""A published version goes to the bureau; the bureau comments, approves or asks back; the school answers."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.people.choices import AppointedRole
from liangshi.people.models import Account, RoleAppointment
from liangshi.people.queries.regions import officers_over
from liangshi.schemes.choices import BEFORE, OPEN, FilingState
from liangshi.schemes.models import FilingComment, SchemeFiling, SchemeVersion
from liangshi.schemes.queries.versions import parsed


class FiledAlreadyError(RefusalError):
    """This version was filed before."""


class OlderThanFiledError(RefusalError):
    """A later version was filed already."""


class FilingMovedError(RefusalError):
    """Somebody decided in between, or the school sent a newer version."""


class NothingAskedError(RefusalError):
    """It is sent back without a word or a comment on what should change."""

    field: ClassVar[str] = "decision"


class UnknownClauseError(RefusalError):
    """The version has no clause of that id."""


@transaction.atomic
def file_version(*, by: Viewer, version: SchemeVersion, letter: str, now: datetime) -> SchemeFiling:
    """Send a published version to the bureau; it takes the place of one that is still open."""
    later = SchemeFiling.unscoped.filter(school=version.school_id, version__ordinal__gt=version.ordinal)
    if later.exists():
        raise OlderThanFiledError
    SchemeFiling.unscoped.filter(school=version.school_id, state__in=OPEN).exclude(version=version).update(
        state=FilingState.REPLACED
    )
    try:
        with transaction.atomic():
            filing: SchemeFiling = SchemeFiling.unscoped.create(
                school_id=version.school_id, version=version, letter=letter, filed_at=now, filed_by_id=by.account
            )
    except IntegrityError as twice:
        raise FiledAlreadyError from twice
    _trace(by, "scheme.filed", filing, now)
    title = _("%(school)s报来第%(n)s版方案") % {"school": version.school.name, "n": version.ordinal}
    _tell(_officers(version, now), "filing.filed", title, filing, now)
    return filing


@transaction.atomic
def decide(*, by: Viewer, filing: SchemeFiling, outcome: FilingState, decision: str, now: datetime) -> None:
    """Approve, or ask back with words on what should change; version and school are at hand."""
    commented = FilingComment.unscoped.filter(filing=filing, by_bureau=True).exists()
    if outcome is FilingState.ASKED_BACK and not decision and not commented:
        raise NothingAskedError
    moved = SchemeFiling.unscoped.filter(pk=filing.pk, state__in=BEFORE[outcome]).update(
        state=outcome, decision=decision, decided_at=now, decided_by_id=by.account
    )
    if not moved:
        raise FilingMovedError
    _trace(by, f"scheme.{outcome.value}", filing, now)
    approved = outcome is FilingState.APPROVED
    title = _("教育局已同意第%(n)s版方案备案") if approved else _("教育局请学校修改第%(n)s版方案")
    _tell(_school(filing, now), f"filing.{outcome.value}", title % {"n": filing.version.ordinal}, filing, now)


@transaction.atomic
def comment(*, by: Viewer, filing: SchemeFiling, clause: str, text: str, now: datetime) -> FilingComment:
    """Say something about a clause, or about the whole; the other side is told."""
    if clause and parsed(filing.version.text).rule(clause) is None:
        raise UnknownClauseError
    locked = SchemeFiling.unscoped.select_for_update().get(pk=filing.pk)
    if not locked.open:
        raise FilingMovedError
    by_bureau = by.can(Capability.REVIEW_SCHEMES)
    said: FilingComment = FilingComment.unscoped.create(
        school_id=filing.school_id, filing=filing, clause=clause, text=text, by_bureau=by_bureau,
        author_id=by.account, at=now,
    )  # fmt: skip
    _trace(by, "scheme.commented", filing, now)
    if by_bureau:
        _tell(_school(filing, now), "filing.comment", _("教育局对方案提了意见"), filing, now)
    else:
        title = _("%(school)s回复了意见") % {"school": filing.school.name}
        _tell(_officers(filing.version, now), "filing.comment", title, filing, now)
    return said


def _officers(version: SchemeVersion, now: datetime) -> Iterable[Account]:
    """Those of the bureau over the school; where it has nobody yet, of the next above."""
    return officers_over(version.school.region_id, timezone.localdate(now))


def _school(filing: SchemeFiling, now: datetime) -> Iterable[Account]:
    return _holders([AppointedRole.COORDINATOR, AppointedRole.PRINCIPAL], now).filter(school=filing.school_id)


def _holders(roles: list[AppointedRole], now: datetime) -> QuerySet[Account]:
    held = RoleAppointment.unscoped.on(timezone.localdate(now)).filter(role__in=roles)
    found: QuerySet[Account] = Account.objects.filter(is_active=True, pk__in=held.values("account"))
    return found


def _tell(to: Iterable[Account], kind: str, title: str, filing: SchemeFiling, now: datetime) -> None:
    notify(to=to, word=Word(kind=kind, title=title, link=reverse("schemes:filing", args=[filing.public_id])), now=now)


def _trace(by: Viewer, verb: str, filing: SchemeFiling, now: datetime) -> None:
    record(by=by, verb=verb, kind="scheme_filing", subject=filing.public_id, school=filing.school_id, now=now)
