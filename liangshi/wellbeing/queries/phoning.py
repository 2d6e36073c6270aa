"""Whom to phone first."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from liangshi.wellbeing.models import Helpline


@dataclass(frozen=True, slots=True)
class Phone:
    """A number with what it is for."""

    name: str
    number: str
    note: str = ""


PUBLIC_PHONES = (
    (_("报警"), "110"),
    (_("急救"), "120"),
    (_("全国统一心理援助热线"), "12356"),
    (_("青少年服务热线"), "12355"),
)
"""Numbers that hold all over the country."""


def school_phones(school: int | None) -> tuple[Phone, ...]:
    """The school's own numbers in its order."""
    rows = Helpline.unscoped.filter(school=school).values_list("name", "number", "note")
    return tuple(Phone(name, number, note) for name, number, note in rows)


def phones(school: int | None) -> tuple[Phone, ...]:
    """The school's own numbers, then the public ones."""
    return school_phones(school) + tuple(Phone(str(name), number) for name, number in PUBLIC_PHONES)
