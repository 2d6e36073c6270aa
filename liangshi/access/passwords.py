"""The validator of new passwords: what others know of the owner, and kind words for each reason."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pypinyin import lazy_pinyin

from liangshi.domain.names import split_surname
from liangshi.domain.passwords import Owner, Weakness, weaknesses
from liangshi.people.models import Account, Guardian, Staff

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WORDS: "dict[Weakness, StrOrPromise]" = {
    Weakness.SHORT: _("再长一点就好：至少 10 个字符；8 个也可以，但要有字母、数字、符号中的三种（大小写算两种）。"),
    Weakness.MONOTONOUS: _("用到的字符太少了，多换几个不同的。"),
    Weakness.COMMON: _("这个密码很多人在用，容易被猜到。"),
    Weakness.RUN: _("键盘上连着的键或连续的数字容易被猜到。"),
    Weakness.NAME: _("里面主要是您的名字（拼音、缩写或加上年份），认识您的人容易猜到。"),
    Weakness.NUMBER: _("里面主要是您的编号，请换一个别人不知道的。"),
    Weakness.PHONE: _("里面主要是电话号码，请换一个别人不知道的。"),
    Weakness.SCHOOL: _("里面主要是学校的名字，请换一个别人不知道的。"),
    Weakness.BIRTHDAY: _("里面主要是一个日期，认识您的人容易想到生日。"),
}
ADVICE = _("可以连写几个不相干的词，例如一句只有您知道的话，中间夹一个数字。请不要用姓名、学校、电话和生日。")
_SCHOOL_ENDINGS = ("中学", "小学", "学校", "实验学校")


class OwnWordsValidator:
    """Refuses what others would try first."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raise one message for each reason."""
        found = weaknesses(password, owner_of(user) if user else Owner())
        if found:
            raise ValidationError([ValidationError(WORDS[reason], code=reason.value) for reason in found])

    def get_help_text(self) -> "StrOrPromise":
        """What makes a good password."""
        return ADVICE


def owner_of(account: Account) -> Owner:
    """What others know of the account's owner."""
    place = account.school or account.region
    return Owner(
        names=frozenset(name_forms(account.name)),
        schools=frozenset(school_forms(place.name)) if place else frozenset(),
        numbers=frozenset({account.number} - {""}),
        phones=frozenset(_phones(account)),
    )


def _phones(account: Account) -> Iterator[str]:
    if account._state.adding:
        return
    yield from Staff.unscoped.filter(account=account).exclude(phone="").values_list("phone", flat=True)
    yield from Guardian.unscoped.filter(account=account).exclude(phone="").values_list("phone", flat=True)


def name_forms(name: str) -> Iterator[str]:
    """赵小明: zhaoxiaoming, xiaomingzhao, zhaoxm, xiaoming, zxm, xmz, zhao, 赵小明, 小明."""
    surname, given, reading = split_surname(name)
    head = reading or "".join(lazy_pinyin(surname))
    tail = lazy_pinyin(given)
    full, initials = "".join(tail), "".join(part[:1] for part in tail)
    first = "".join(part[:1] for part in lazy_pinyin(surname)) if len(surname) > 1 else head[:1]
    yield from (name, given, head + full, full + head, full, head, head + initials, initials + head)
    yield from (first + initials, initials + first, first + full)


def school_forms(name: str) -> Iterator[str]:
    """The name, the name without its place, without its kind; each in letters, pinyin and initials."""
    parts = {name}
    for mark in ("省", "市", "区", "县"):
        before, found, after = name.partition(mark)
        if found and len(before) <= 6 and len(after) > 1:
            parts.add(after)
    for ending in _SCHOOL_ENDINGS:
        parts |= {part.removesuffix(ending) for part in parts if part.endswith(ending) and part != ending}
    for part in parts:
        syllables = lazy_pinyin(part)
        yield part
        yield "".join(syllables)
        if len(syllables) > 2:
            yield "".join(syllable[:1] for syllable in syllables)
