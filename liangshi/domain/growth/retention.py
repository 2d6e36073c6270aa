"""How long what was written about a student is kept after leaving: rules as data, and what they make due on a day.

Nothing is ever due for a student who has not left, whose archive is not sealed, or for whom it is held.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from liangshi.domain.scheme.forms import FormKind, FormRule, Retention, RetentionEnd

NOTICE = timedelta(days=60)
"""So long after sealing nothing ends, whatever its rule says: the family takes its copy, the office looks ahead."""


class Kept(StrEnum):
    """Kinds of record that end together."""

    TALK = "talk"
    FAMILY_CONTACT = "family_contact"
    ACTIVITY = "activity"
    NOTE = "note"
    LIFE_EVENT = "life_event"
    REFLECTION = "reflection"
    PLAN = "plan"
    EVALUATION = "evaluation"
    PIECE = "piece"
    GROWTH_MESSAGE = "growth_message"
    LETTER = "letter"
    REQUEST = "request"
    CORRESPONDENCE = "correspondence"
    CHECK_IN = "check_in"
    CONCERN = "concern"
    CASE = "case"


RESTRICTED = frozenset({Kept.CHECK_IN, Kept.CONCERN, Kept.CASE})
"""Kinds of the restricted tier: nobody but the counsellor is told that there are any."""

SETTLED = frozenset({Kept.CONCERN, Kept.CASE})
"""Kinds whose years begin when the student has left and the matter is closed, whichever is later."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind is kept for `years` after leaving; None is kept until a person decides."""

    kind: Kept
    years: int | None


DEFAULTS: tuple[Rule, ...] = (
    Rule(Kept.TALK, 0),
    Rule(Kept.FAMILY_CONTACT, 0),
    Rule(Kept.NOTE, 0),
    Rule(Kept.LIFE_EVENT, 0),
    Rule(Kept.LETTER, 0),
    Rule(Kept.REQUEST, 0),
    Rule(Kept.CORRESPONDENCE, 0),
    Rule(Kept.CHECK_IN, 0),
    Rule(Kept.ACTIVITY, 1),
    Rule(Kept.REFLECTION, 1),
    Rule(Kept.PLAN, 1),
    Rule(Kept.EVALUATION, 1),
    Rule(Kept.PIECE, 1),
    Rule(Kept.GROWTH_MESSAGE, 3),
    Rule(Kept.CONCERN, 5),
    Rule(Kept.CASE, 5),
)
"""Where the scheme says nothing: notes of care end with the time at school, what the family holds too, later."""

FORMS: dict[Kept, tuple[FormKind, ...]] = {
    Kept.TALK: (FormKind.TALK,),
    Kept.FAMILY_CONTACT: (FormKind.FAMILY_CONTACT, FormKind.HOME_VISIT),
    Kept.ACTIVITY: (FormKind.ACTIVITY,),
    Kept.NOTE: (FormKind.MENTOR_NOTE,),
    Kept.REFLECTION: (FormKind.WEEKLY_REFLECTION,),
    Kept.PLAN: (FormKind.GUIDANCE_PLAN,),
    Kept.EVALUATION: (FormKind.STAGE_EVALUATION,),
    Kept.PIECE: (FormKind.GROWTH_ARCHIVE,),
    Kept.GROWTH_MESSAGE: (FormKind.GROWTH_MESSAGE, FormKind.TERM_COMMENT),
    Kept.CONCERN: (FormKind.CONCERN,),
    Kept.CASE: (FormKind.CONCERN_ASSESSMENT,),
}
"""Which forms of a scheme speak of which kind."""


def rules_of(forms: Iterable[FormRule]) -> tuple[Rule, ...]:
    """The rules of a scheme over the usual ones; a scheme can lengthen the restricted kinds but not shorten them."""
    said: dict[FormKind, list[Retention]] = {}
    for form in forms:
        if "retention" in form.model_fields_set:
            said.setdefault(form.kind, []).append(form.retention)
    return tuple(
        _ruled(rule, [one for kind in FORMS.get(rule.kind, ()) for one in said.get(kind, ())]) for rule in DEFAULTS
    )


def _ruled(usual: Rule, said: list[Retention]) -> Rule:
    """The longest of what is said; a legal duty to keep has no end of its own."""
    if not said:
        return usual
    if any(one.until is RetentionEnd.LEGAL for one in said):
        return Rule(usual.kind, None)
    years = max(one.years or 0 for one in said)
    return Rule(usual.kind, max(years, usual.years or 0) if usual.kind in RESTRICTED else years)


@dataclass(frozen=True, slots=True)
class Way:
    """What decides about one student: when they left, when the archive was sealed, which kinds are held."""

    student: int
    left_on: date | None
    sealed_on: date | None
    held: frozenset[Kept] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Ending:
    """What of one kind of one student ends on a day."""

    on: date
    student: int
    kind: Kept


def years_after(day: date, years: int) -> date:
    """The same day `years` later; the first of March where that year has no 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def due_on(rule: Rule, way: Way, closed_on: date | None = None) -> date | None:
    """The day on which the kind of `rule` ends for this student; None as long as there is no such day.

    `closed_on` is asked of the kinds that are settled: the day on which one matter was closed.
    """
    if rule.years is None or way.left_on is None or way.sealed_on is None or rule.kind in way.held:
        return None
    if rule.kind not in SETTLED:
        begin = way.left_on
    elif closed_on is None:
        return None
    else:
        begin = max(way.left_on, closed_on)
    return max(years_after(begin, rule.years), way.sealed_on + NOTICE)


def endings(rules: Iterable[Rule], ways: Iterable[Way], before: date) -> tuple[Ending, ...]:
    """What ends before the day `before`, the earliest first; settled kinds are asked of each matter instead."""
    plain = [rule for rule in rules if rule.kind not in SETTLED]
    found = ((due_on(rule, way), way.student, rule.kind) for way in ways for rule in plain)
    return tuple(sorted(Ending(on, student, kind) for on, student, kind in found if on is not None and on < before))
