"""Agreements: who has signed, who has not, and their text."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch

from liangshi.domain.access import Viewer
from liangshi.pairing.choices import AgreementState, Signer
from liangshi.pairing.models import Agreement, AgreementSignature, Round
from liangshi.pairing.models.agreements import AgreementQuerySet
from liangshi.people.models import Guardianship

SIGNATURES = Prefetch("signatures", queryset=AgreementSignature.unscoped.all())


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an agreement: whether it has signed, under which name, when."""

    signer: Signer
    signature: AgreementSignature | None


def sides(agreement: Agreement) -> tuple[Side, ...]:
    """All sides in order; signatures are at hand (`SIGNATURES`)."""
    signed = {row.signer: row for row in agreement.signatures.all()}
    return tuple(Side(Signer(name), signed.get(name)) for name in agreement.signers)


def agreements_of(round_: Round, viewer: Viewer) -> AgreementQuerySet:
    """The agreements of a round within reach, by class and name."""
    rows: AgreementQuerySet = Agreement.objects.visible_to(viewer).filter(pairing__round=round_)
    rows = rows.select_related("pairing__student__class_group", "pairing__mentor").prefetch_related(SIGNATURES)
    return rows.exclude(state=AgreementState.VOID).order_by(
        "pairing__student__class_group__grade__level", "pairing__student__class_group__ordinal",
        "pairing__student__sort_key", "pk",
    )  # fmt: skip


def accounts_to_remind(round_: Round) -> frozenset[int]:
    """Accounts whose signature is missing; any one guardian is enough, so all are asked; three statements."""
    rows = Agreement.unscoped.filter(pairing__round=round_, state=AgreementState.OPEN)
    rows = rows.select_related("pairing__student", "pairing__mentor").prefetch_related(SIGNATURES)
    found: set[int | None] = set()
    children: set[int] = set()
    for agreement in rows:
        missing = set(agreement.signers) - {row.signer for row in agreement.signatures.all()}
        if Signer.MENTOR in missing:
            found.add(agreement.pairing.mentor.account_id)
        if Signer.STUDENT in missing:
            found.add(agreement.pairing.student.account_id)
        if Signer.GUARDIAN in missing:
            children.add(agreement.pairing.student_id)
    guardians = Guardianship.unscoped.filter(student__in=children).values_list("guardian__account", flat=True)
    return frozenset(pk for pk in found | set(guardians) if pk is not None)


def counts_of(round_: Round) -> dict[str, int]:
    """How many agreements stand in which state."""
    counts: dict[str, int] = defaultdict(int)
    for state in Agreement.unscoped.filter(pairing__round=round_).values_list("state", flat=True):
        counts[state] += 1
    return dict(counts)
