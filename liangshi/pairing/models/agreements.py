"""Agreements of duties with their signatures, and quiet requests for a change."""

from datetime import date

from django.db import models
from django.utils import timezone

from liangshi.domain.access import Capability, Role, Viewer
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.pairing.choices import LIVE_REQUESTS, AgreementState, RequestState, Signer
from liangshi.people.models import Account, RoleAppointment, School, Staff
from liangshi.schemes.models import SchemeVersion

from .constraints import one_of
from .pairings import Pairing


class AgreementQuerySet(ScopedQuerySet["Agreement"]):
    """Agreements follow the pairing."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(pairing__in=Pairing.unscoped.visible_to(viewer))


class Agreement(Row):
    """师生职责协议书 of one pairing (clause M10); the text is that of the scheme version."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    pairing = models.OneToOneField(Pairing, on_delete=models.CASCADE, related_name="agreement")
    scheme_version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="+")
    text = models.JSONField(default=dict)
    signers = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=AgreementState, default=AgreementState.OPEN)
    created_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)

    objects = Door["Agreement"]()
    unscoped = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("state", AgreementState, "pairing_agreement_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state=AgreementState.SIGNED) | models.Q(signed_at__isnull=False),
                name="pairing_agreement_signed_has_time",
            ),
        ]


class AgreementSignatureQuerySet(ScopedQuerySet["AgreementSignature"]):
    """Signatures follow the agreement."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(agreement__pairing__in=Pairing.unscoped.visible_to(viewer))


class AgreementSignature(models.Model):
    """One side has signed."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatures")
    signer = models.CharField(max_length=10, choices=Signer)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    signed_at = models.DateTimeField()

    objects = Door["AgreementSignature"]()
    unscoped = AgreementSignatureQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "signer"], name="pairing_signature_once"),
            one_of("signer", Signer, "pairing_signer_known"),
            models.CheckConstraint(condition=~models.Q(name=""), name="pairing_signature_has_name"),
        ]


class ChangeRequestQuerySet(ScopedQuerySet["ChangeRequest"]):
    """Requests: who asked, and who decides; never the mentor concerned, whatever other hat that person wears.

    Coordinators decide; about a coordinator, the principal decides too, so that no request is without somebody.
    """

    def reach(self, viewer: Viewer) -> models.Q:
        own = models.Q(asked_by=viewer.account)
        if viewer.staff is None or not viewer.can(Capability.DECIDE_CHANGES):
            return own
        others = models.Q(school=viewer.school, school__isnull=False) & ~models.Q(pairing__mentor=viewer.staff)
        if not viewer.can(Capability.CHANGE_PAIRINGS):
            others &= models.Q(pairing__mentor__in=coordinating(viewer.school, timezone.localdate()))
        return own | others


def coordinating(school: int | None, day: date) -> models.QuerySet[Staff]:
    """Who coordinates at a school on that day."""
    held = RoleAppointment.unscoped.on(day).filter(school=school, role=Role.COORDINATOR)
    return Staff.unscoped.filter(account__in=held.values("account")).order_by()


class ChangeRequest(Row):
    """A quiet request for another mentor, or for an end; the mentor concerned never sees it."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="change_requests")
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=20)
    words = models.CharField(max_length=500, blank=True)
    wish = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.OPEN)
    asked_at = models.DateTimeField()
    handled_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)
    successor = models.ForeignKey(Pairing, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = Door["ChangeRequest"]()
    unscoped = ChangeRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            one_of("state", RequestState, "pairing_request_state_known"),
            models.UniqueConstraint(
                fields=["pairing", "asked_by"],
                condition=models.Q(state__in=LIVE_REQUESTS),
                name="pairing_request_live_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=(RequestState.GRANTED, RequestState.REFUSED)) | ~models.Q(answer=""),
                name="pairing_request_decided_has_answer",
            ),
        ]
