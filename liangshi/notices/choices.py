"""Fixed choices of the notices app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """A way out of the system."""

    MAIL = "mail", _("邮件")
    WECOM = "wecom", _("企业微信")
    DINGTALK = "dingtalk", _("钉钉")
    FEISHU = "feishu", _("飞书")


class Delivery(TextChoices):
    """How far a message outside has come."""

    WAITING = "waiting", _("等待发送")
    SENT = "sent", _("已发送")
    FAILED = "failed", _("多次未送达")
