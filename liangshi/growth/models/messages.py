"""Growth messages (成长寄语) with what the family answered."""

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import NOBODY, Door, Row, ScopedQuerySet
from liangshi.growth.choices import MessageState
from liangshi.people.models import Account, School, Staff, Student, Term
from liangshi.records.models.reach import record_reach
from liangshi.schemes.models import SchemeVersion


class GrowthMessageQuerySet(ScopedQuerySet["GrowthMessage"]):
    """`domain.growth.reach.reaches_message`: once sent the family and the team; before that who writes or checks."""

    def reach(self, viewer: Viewer) -> models.Q:
        sent = models.Q(state=MessageState.SENT)
        q = sent & models.Q(student__in=viewer.wards | ({viewer.student} if viewer.student else set()))
        if viewer.staff is None:
            return q
        q |= sent & record_reach(viewer, own=NOBODY)
        own = models.Q(author=viewer.staff) | models.Q(checker=viewer.staff, state=MessageState.CHECKING)
        return q | (own & models.Q(student__left_on__isnull=True))


class GrowthMessage(Row):
    """What a mentor writes to one student and the family at the end of a term.

    `send_on` is the day chosen for a finished one; `remark` what the second reader said last.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="growth_messages")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="growth_messages")
    scheme_version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=MessageState, default=MessageState.DRAFT)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    checker = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)
    written_at = models.DateTimeField()
    send_on = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = Door["GrowthMessage"]()
    unscoped = GrowthMessageQuerySet.as_manager()

    class Meta:
        ordering = ["-term__starts_on", "student__sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=MessageState.values), name="growth_message_state_known"
            ),
            models.UniqueConstraint(fields=["student", "term", "author"], name="growth_message_once_a_term"),
            models.CheckConstraint(
                condition=models.Q(state=MessageState.SENT, sent_at__isnull=False)
                | (~models.Q(state=MessageState.SENT) & models.Q(sent_at__isnull=True)),
                name="growth_message_sent_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state=MessageState.DRAFT) | ~models.Q(text=""), name="growth_message_has_words"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=MessageState.CHECKING) | models.Q(checker__isnull=False),
                name="growth_message_checked_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["state", "send_on"], name="growth_message_by_day")]


class MessageReplyQuerySet(ScopedQuerySet["MessageReply"]):
    """Replies: whoever wrote one; staff whom the message reaches. A guardian's words are not the child's to read."""

    def reach(self, viewer: Viewer) -> models.Q:
        own = models.Q(account=viewer.account)
        if viewer.staff is None:
            return own
        return own | models.Q(message__in=GrowthMessage.unscoped.visible_to(viewer).values("pk"))


class MessageReply(Row):
    """What the student or a guardian answered; added to, never changed."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    message = models.ForeignKey(GrowthMessage, on_delete=models.CASCADE, related_name="replies")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    written_at = models.DateTimeField()

    objects = Door["MessageReply"]()
    unscoped = MessageReplyQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(words=""), name="growth_reply_has_words")]
