"""Agreements of duties 师生职责协议书: drawn up from the scheme, signed by each side, reminded."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.pairing.choices import AgreementState, Signer
from liangshi.pairing.models import Agreement, AgreementSignature, Pairing, Round
from liangshi.pairing.queries.agreements import accounts_to_remind
from liangshi.pairing.queries.terms import scheme_of
from liangshi.people.models import Account

TITLE = gettext_lazy("师生职责协议书")


class NotYoursToSignError(RefusalError):
    """The viewer is none of those who sign this agreement, or signs no longer."""


class NameDiffersError(RefusalError):
    """The typed name is not the name of the one who signs."""


class SignedAlreadyError(RefusalError):
    """This side has signed."""


class NobodyToRemindError(RefusalError):
    """Everybody has signed."""


@transaction.atomic
def draw_up(*, pairings: Iterable[Pairing], round_: Round, now: datetime) -> int:
    """One agreement for each pairing, where the scheme asks for them; their number."""
    rules = scheme_of(round_).matching.agreements
    if not rules:
        return 0
    rule = rules[0]
    signers = [signer.value for signer in Signer if signer.value in rule.signed_by]
    text = {
        "title": rule.title or str(TITLE), "lead": rule.text, "mentor": list(rule.mentor_duties),
        "student": list(rule.student_duties), "guardian": list(rule.guardian_duties),
    }  # fmt: skip
    rows = Agreement.unscoped.bulk_create(
        Agreement(
            school_id=pairing.school_id, pairing=pairing, scheme_version_id=round_.scheme_version_id, text=text,
            signers=signers, created_at=now,
        )
        for pairing in pairings
    )  # fmt: skip
    return len(rows)


def sides_of(viewer: Viewer, agreement: Agreement) -> tuple[Signer, ...]:
    """As whom the viewer may sign; the pairing is at hand."""
    pairing = agreement.pairing
    mine = {
        Signer.MENTOR: viewer.staff == pairing.mentor_id,
        Signer.STUDENT: viewer.student == pairing.student_id,
        Signer.GUARDIAN: pairing.student_id in viewer.wards,
    }
    return tuple(signer for signer in Signer if signer.value in agreement.signers and mine[signer])


@transaction.atomic
def sign(*, by: Viewer, agreement: Agreement, name: str, now: datetime) -> AgreementSignature:
    """The viewer's side signs with the own name, once; the last side completes the agreement."""
    locked = Agreement.unscoped.select_for_update().select_related("pairing").get(pk=agreement.pk)
    sides = sides_of(by, locked)
    if not sides or locked.state == AgreementState.VOID:
        raise NotYoursToSignError
    signed = set(AgreementSignature.unscoped.filter(agreement=locked).values_list("signer", flat=True))
    open_sides = [side for side in sides if side.value not in signed]
    if not open_sides:
        raise SignedAlreadyError
    account = Account.objects.get(pk=by.account)
    if name.replace(" ", "") != account.name.replace(" ", ""):
        raise NameDiffersError
    signature = _put(locked, open_sides[0], account, now)
    if set(locked.signers) == signed | {open_sides[0].value}:
        Agreement.unscoped.filter(pk=locked.pk, state=AgreementState.OPEN).update(
            state=AgreementState.SIGNED, signed_at=now
        )
    record(
        by=by, verb="agreement.signed", kind="agreement", subject=locked.public_id, school=locked.school_id, now=now,
        detail={"signer": open_sides[0].value},
    )  # fmt: skip
    return signature


def _put(agreement: Agreement, side: Signer, account: Account, now: datetime) -> AgreementSignature:
    try:
        with transaction.atomic():
            signature: AgreementSignature = AgreementSignature.unscoped.create(
                school_id=agreement.school_id, agreement=agreement, signer=side, account=account, name=account.name,
                signed_at=now,
            )  # fmt: skip
    except IntegrityError as twice:
        raise SignedAlreadyError from twice
    return signature


@transaction.atomic
def remind_unsigned(*, by: Viewer, round_: Round, now: datetime) -> int:
    """Tell everybody whose signature is missing; the number told."""
    waiting = accounts_to_remind(round_)
    if not waiting:
        raise NobodyToRemindError
    word = Word(
        kind="agreement.reminder", title=_("请签订%(title)s") % {"title": TITLE}, link=reverse("pairing:placement")
    )
    told = notify(to=Account.objects.filter(pk__in=waiting, is_active=True), word=word, now=now)
    record(
        by=by, verb="agreement.reminded", kind="round", subject=round_.public_id, school=round_.school_id, now=now,
        detail={"number": told},
    )  # fmt: skip
    return told


@transaction.atomic
def make_void(*, pairings: Iterable[int]) -> None:
    """The agreements of pairings that end."""
    Agreement.unscoped.filter(pairing__in=pairings).update(state=AgreementState.VOID)
