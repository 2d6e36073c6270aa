"""Notices and the messages that leave the system; messages outside carry no content."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.notices.choices import Channel, Delivery
from liangshi.people.models import Account, School


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    """Notices: one's own."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(account=viewer.account)


class Notice(Row):
    """A line in somebody's inbox with a link to where something can be done."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, null=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    link = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = Door["Notice"]()
    unscoped = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["account", "read_at"], name="notices_notice_by_account"),
        ]


class OutboxMessageQuerySet(ScopedQuerySet["OutboxMessage"]):
    """Messages: those about one's own notices."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(notice__account=viewer.account)


class OutboxMessage(models.Model):
    """A notice on its way to one address through one channel; claimed by compare-and-set on `attempts`."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="messages")
    channel = models.CharField(max_length=12, choices=Channel)
    address = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=Delivery, default=Delivery.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    objects = Door["OutboxMessage"]()
    unscoped = OutboxMessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="notices_message_once"),
            models.CheckConstraint(condition=models.Q(state__in=Delivery.values), name="notices_message_state_known"),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="notices_message_due")]


class AddressQuerySet(ScopedQuerySet["Address"]):
    """Addresses: one's own."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(account=viewer.account)


class Address(models.Model):
    """Where an account is reached; empty where that was looked for in vain, `gone_at` once nobody is there any more."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="addresses")
    channel = models.CharField(max_length=12, choices=Channel)
    address = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    objects = Door["Address"]()
    unscoped = AddressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "channel"], name="notices_address_once"),
            models.CheckConstraint(
                condition=models.Q(channel__in=Channel.values), name="notices_address_channel_known"
            ),
        ]
