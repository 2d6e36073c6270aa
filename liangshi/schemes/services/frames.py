"""The bureau writes a frame of its own, publishes it, and the schools below are told."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.domain.scheme import Scheme, load, run_examples
from liangshi.notices.services import Word, notify
from liangshi.people.choices import AppointedRole
from liangshi.people.models import Account, RoleAppointment, School
from liangshi.people.queries.regions import region_and_below
from liangshi.schemes.models import FrameDraft, FrameVersion
from liangshi.schemes.queries import EngineDueDates, shelf
from liangshi.schemes.services.drafts import DraftChangedError, UnsoundSchemeError
from liangshi.schemes.services.publishing import ExamplesFailError, NothingToPublishError


@transaction.atomic
def start_frame(*, by: Viewer, region: int, text: str, started_from: str, now: datetime) -> FrameDraft:
    """Begin a draft from a preset, from an earlier frame or from an empty one; an earlier draft is replaced."""
    FrameDraft.unscoped.filter(region=region).delete()
    draft: FrameDraft = FrameDraft.unscoped.create(
        region_id=region, text=text, started_from=started_from, updated_at=now, updated_by_id=by.account
    )
    return draft


def save_frame(*, by: Viewer, draft: FrameDraft, revision: int, text: str, now: datetime) -> int:
    """Save `text`, unsound as it may still be, if the draft is still at `revision`; the new revision."""
    saved = FrameDraft.unscoped.filter(pk=draft.pk, revision=revision).update(
        text=text, revision=revision + 1, updated_at=now, updated_by_id=by.account
    )
    if not saved:
        raise DraftChangedError
    return revision + 1


@transaction.atomic
def publish_frame(
    *, by: Viewer, draft: FrameDraft, revision: int, valid_from: date, note: str = "", now: datetime
) -> FrameVersion:
    """Publish the draft as it stood at `revision`; each school below has it in its trail and is told."""
    scheme = load(draft.text, shelf())
    if not isinstance(scheme, Scheme):
        raise UnsoundSchemeError(scheme)
    failures = run_examples(scheme, EngineDueDates())
    if failures:
        raise ExamplesFailError(*(failure.example for failure in failures))
    versions = FrameVersion.unscoped.filter(region=draft.region_id)
    last = versions.order_by("-ordinal").first()
    if last is not None and (last.text, last.valid_from) == (draft.text, valid_from):
        raise NothingToPublishError
    gone, _rows = FrameDraft.unscoped.filter(pk=draft.pk, revision=revision).delete()
    if not gone:
        raise DraftChangedError
    top = versions.aggregate(top=Max("ordinal"))["top"] or 0
    version: FrameVersion = FrameVersion.unscoped.create(
        region_id=draft.region_id, ordinal=top + 1, title=scheme.header.title, text=draft.text, valid_from=valid_from,
        published_at=now, published_by_id=by.account, note=note,
    )  # fmt: skip
    regions = region_and_below(draft.region_id)
    for school in School.unscoped.filter(region__in=regions).values_list("pk", flat=True):
        record(
            by=by, verb="frame.published", kind="frame_version", subject=version.public_id, school=school, now=now,
            detail={"ordinal": version.ordinal},
        )  # fmt: skip
    _tell(version, regions, now)
    return version


def _tell(version: FrameVersion, regions: frozenset[int], now: datetime) -> None:
    held = RoleAppointment.unscoped.on(timezone.localdate(now)).filter(role=AppointedRole.COORDINATOR)
    to = Account.objects.filter(school__region__in=regions, is_active=True, pk__in=held.values("account"))
    title = _("教育局发布了框架《%(title)s》，请看学校的方案是否在它之内") % {"title": version.title}
    notify(to=to, word=Word("frame.published", title, link=reverse("schemes:frame", args=[version.public_id])), now=now)
