"""What the school's scheme asks for, or the built-in forms where it asks for nothing of its own."""

from dataclasses import dataclass
from datetime import date

from liangshi.domain.guidance.lines import THREE_LINES, Asked
from liangshi.domain.guidance.weeks import MONDAY
from liangshi.domain.scheme import Scheme
from liangshi.domain.scheme.forms import FieldType, FormKind, FormRule
from liangshi.domain.scheme.vocabulary import Role, Weekday
from liangshi.guidance.choices import LINE_WORDS
from liangshi.schemes.queries import NoSchemeError, scheme_on

WEEKDAYS = tuple(Weekday)
ANSWER = "answer"
"""The key by which schemes call the mentor's own words on the same sheet."""


@dataclass(frozen=True, slots=True)
class ReflectionTerms:
    """What a reflection asks for, on which weekday it is handed in, whether the homeroom teacher reads it too."""

    asked: tuple[Asked, ...]
    weekday: int
    homeroom_reads: bool


def form_on(school: int, kind: FormKind, day: date) -> FormRule | None:
    """The form of this kind in the scheme in force, if it has one."""
    try:
        scheme = scheme_on(school, day).on(day)
    except NoSchemeError:
        return None
    return form_of(scheme, kind)


def form_of(scheme: Scheme, kind: FormKind) -> FormRule | None:
    """The first form of this kind that is filled in."""
    return next((form for form in scheme.forms if form.kind is kind and form.fields), None)


def reflection_terms(school: int, day: date) -> ReflectionTerms:
    """The scheme's own lines and day, else three lines by Monday for the mentor alone."""
    form = form_on(school, FormKind.WEEKLY_REFLECTION, day)
    if form is None:
        return ReflectionTerms(_built_in(), MONDAY, homeroom_reads=False)
    words = (FieldType.TEXT, FieldType.LONG_TEXT)
    asked = tuple(Asked(f.key, f.label) for f in form.fields if f.type in words and f.key != ANSWER)
    weekday = form.deadline.weekday if form.deadline else None
    return ReflectionTerms(
        asked or _built_in(),
        WEEKDAYS.index(weekday) if weekday else MONDAY,
        homeroom_reads=Role.HOMEROOM_TEACHER.value in form.readers,
    )


def _built_in() -> tuple[Asked, ...]:
    return tuple(Asked(line.key, str(LINE_WORDS[line.key])) for line in THREE_LINES)
