"""Fixed choices of the guidance app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReflectionState(TextChoices):
    """How far a week's reflection is; a skipped week is as good as any other."""

    DRAFT = "draft", _("还在写")
    HANDED_IN = "handed_in", _("已交给导师")
    SKIPPED = "skipped", _("这周没写")


LINE_WORDS = {
    "well": _("这周顺利的事"),
    "hard": _("这周遇到的难处"),
    "try": _("下周想试一试的"),
}
"""The built-in three lines of a reflection, where the scheme has no form of its own."""
