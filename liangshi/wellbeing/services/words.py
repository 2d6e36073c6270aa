"""What is said to people about a concern: never what it is about."""

from django.urls import reverse
from django.utils.translation import gettext as _

from liangshi.domain.escalation import Tell
from liangshi.domain.scheme.terms import term
from liangshi.foundation.templatetags.liangshi import listed, zh_time
from liangshi.notices.services import Word
from liangshi.wellbeing.models import Absence, Concern


def told_word(concern: Concern, step: Tell, *, again: bool) -> Word:
    """To somebody whose turn it is."""
    title = _("还在等人接手：一件担心需要您看") if again else _("一件担心需要您现在看")
    text = _("请在%(time)s之前打开并决定是否接手。过了时间，会自动告诉下一位。") % {"time": zh_time(step.by)}
    if step.asked:
        text += _("方案要求用这些方式告知：%(ways)s。") % {"ways": listed(term(way) for way in step.asked)}
    return Word("concern.told", title, text, reverse("wellbeing:concern", args=[concern.public_id]))


def receipt_word(concern: Concern, title: str) -> Word:
    """To who raised it: there is something new on the receipt."""
    return Word("concern.receipt", title, link=reverse("wellbeing:receipt", args=[concern.public_id]))


def offer_word(concern: Concern, name: str) -> Word:
    """To who is asked to take it over."""
    title = _("%(name)s想请您接手一件事") % {"name": name}
    text = _("您答应之前，仍由%(name)s负责。") % {"name": name}
    return Word("concern.offered", title, text, reverse("wellbeing:concern", args=[concern.public_id]))


def stand_in_offer_word(concern: Concern, name: str) -> Word:
    """To who stands in: what is in the hands of who is away now."""
    title = _("%(name)s不在，手上有一件事请您接过来") % {"name": name}
    text = _("请打开看看。您接过来之前，仍由%(name)s负责。") % {"name": name}
    return Word("concern.offered", title, text, reverse("wellbeing:concern", args=[concern.public_id]))


def moved_on_word() -> Word:
    """To who is away for long, and nobody took it over in their place."""
    text = _("您离开超过一天，没有人代您接手。回来后可以再接过来。")
    return Word("concern.moved_on", _("您不在，手上的一件事已告诉下一位"), text, reverse("wellbeing:concerns"))


def taken_over_word(concern: Concern, name: str) -> Word:
    """To who was away: somebody took it over meanwhile."""
    title = _("您不在时，%(name)s接过了您手上的一件事") % {"name": name}
    return Word("concern.moved_on", title, link=reverse("wellbeing:concern", args=[concern.public_id]))


def added_word(concern: Concern) -> Word:
    """To who has it: something was added."""
    return Word("concern.added", _("有一条新的补充"), link=reverse("wellbeing:concern", args=[concern.public_id]))


def away_word(absence: Absence) -> Word:
    """To who is named as away by somebody else: nobody waits for them, and they can change it."""
    until = {"start": zh_time(absence.starts_at), "end": zh_time(absence.ends_at)}
    text = _("%(start)s到%(end)s，学生的担心不会等您，会直接告诉下一位。如果不对，请自己划掉。") % until
    return Word("absence.entered", _("已替您登记“不在的时候”"), text, reverse("wellbeing:absences"))


def stand_in_word(absence: Absence) -> Word:
    """To who is asked in their place."""
    given = {"name": absence.staff.name, "start": zh_time(absence.starts_at), "end": zh_time(absence.ends_at)}
    text = _("%(start)s到%(end)s，原本告诉%(name)s的担心会告诉您。") % given
    return Word("absence.stand_in", _("%(name)s不在时由您代替") % given, text, reverse("wellbeing:absences"))


def back_word() -> Word:
    """To who is named as back."""
    return Word("absence.removed", _("已替您划掉“不在的时候”，担心又会告诉您"), link=reverse("wellbeing:absences"))


def care_word() -> Word:
    """To who is asked to care: the line stands on their first screen."""
    return Word("care.line", _("一位学生现在需要多一点关心"), link=reverse("wellbeing:care_lines"))
