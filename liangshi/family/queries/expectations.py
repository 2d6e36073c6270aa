"""What a family may expect this term: the duties of the scheme that reach the family, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from liangshi.domain.scheme import DutyRule, Obligation, Scheme
from liangshi.domain.scheme.spoken import rhythm_words
from liangshi.domain.scheme.vocabulary import DutyKind, Role
from liangshi.schemes.queries import parsed, version_on

FAMILY_KINDS = frozenset(
    {
        DutyKind.FAMILY_CONTACT, DutyKind.PHONE_CALL, DutyKind.HOME_VISIT, DutyKind.FAMILY_GUIDANCE,
        DutyKind.GROWTH_MESSAGE, DutyKind.PARENTS_MEETING, DutyKind.RECEPTION_DAY, DutyKind.TERM_COMMENT,
    }
)  # fmt: skip
"""Duties that a family notices even where the scheme does not name it as addressee."""

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing and its rhythm: 家访，每学年至少1次."""

    title: str
    often: str


def expected_by_family(school: int, day: date) -> tuple[Expected, ...]:
    """What the scheme in force promises families; nothing where there is no scheme."""
    version = version_on(school, day)
    return tuple(_of(parsed(version.text), day))[:SHOWN] if version else ()


def _of(scheme: Scheme, day: date) -> Iterable[Expected]:
    for rule in scheme.duties:
        if rule.in_force(day) and reaches_family(rule):
            yield Expected(rule.title, rhythm_words(rule.rhythm))


def reaches_family(rule: DutyRule) -> bool:
    """Whether the family is told something, visited, called or invited."""
    named = Role.GUARDIAN.value in rule.addressed_to or rule.kind in FAMILY_KINDS
    return named and rule.obligation not in {Obligation.OPTIONAL, Obligation.CLAIMED}
