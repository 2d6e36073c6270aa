"""Words of growth messages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MessageState(TextChoices):
    """From the first word to the day on which it arrives."""

    DRAFT = "draft", _("写作中")
    CHECKING = "checking", _("请人校读中")
    RETURNED = "returned", _("校读有建议")
    READY = "ready", _("已定稿")
    SENT = "sent", _("已寄出")


WRITABLE = (MessageState.DRAFT, MessageState.RETURNED)
"""States in which the author changes words."""
