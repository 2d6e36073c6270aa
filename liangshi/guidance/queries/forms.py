"""What the school's scheme asks for, or the built-in forms where it asks for nothing of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from liangshi.domain.access import StudentFacts, Viewer
from liangshi.domain.guidance.fields import GUARDED, FieldLaw, reads_answer
from liangshi.domain.guidance.lines import THREE_LINES, Asked
from liangshi.domain.guidance.weeks import MONDAY
from liangshi.domain.scheme import Role, Scheme, Weekday
from liangshi.domain.scheme.forms import FieldType, FormField, FormKind, FormRule
from liangshi.domain.vocabulary import GUIDANCE_FIELDS
from liangshi.guidance.choices import LINE_WORDS
from liangshi.guidance.queries.built_in import built_in_form
from liangshi.schemes.forms.answering import Value
from liangshi.schemes.models import SchemeVersion
from liangshi.schemes.queries import parsed, version_on

WEEKDAYS = tuple(Weekday)
ANSWER = "answer"
"""The key by which schemes call the mentor's own words on the same sheet."""
TOLD = "told_on"
"""The key by which schemes call the day on which the family was told; a column of its own here."""
IN_COLUMNS = frozenset({ANSWER, TOLD})


@dataclass(frozen=True, slots=True)
class ReflectionTerms:
    """What a reflection asks for, on which weekday it is handed in, whether the homeroom teacher reads it too."""

    asked: tuple[Asked, ...]
    weekday: int
    homeroom_reads: bool


@dataclass(frozen=True, slots=True)
class FormInForce:
    """A form with the version of the scheme that has it; None where it is the built-in one."""

    rule: FormRule
    version: SchemeVersion | None

    @property
    def name(self) -> str:
        """How rows remember it: the id of the scheme's form, empty for the built-in one."""
        return self.rule.id if self.version else ""


def form_in_force(school: int, kind: FormKind, day: date) -> FormInForce:
    """The scheme's own form of this kind, else the built-in one."""
    version = version_on(school, day)
    rule = _own_form(parsed(version.text), kind, day) if version else None
    return FormInForce(rule, version) if rule else FormInForce(built_in_form(kind), None)


def written_with(version: SchemeVersion | None, form: str, kind: FormKind) -> FormRule:
    """The form that a row was written with, as it stood then."""
    if version is None or not form:
        return built_in_form(kind)
    return next(rule for rule in parsed(version.text).forms if rule.id == form)


def _own_form(scheme: Scheme, kind: FormKind, day: date) -> FormRule | None:
    return next((form for form in scheme.forms if form.kind is kind and form.fields and form.in_force(day)), None)


def law_of(rule: FormRule, field: FormField) -> FieldLaw:
    """What the law of reading asks of a field."""
    return FieldLaw(field.sensitivity, field.readers, (*rule.authors, *rule.readers))


def fields_for(viewer: Viewer, student: StudentFacts, rule: FormRule) -> tuple[FormField, ...]:
    """The fields that exist for the viewer, and no others, whether reading or writing."""
    fields = (field for field in rule.fields if field.key not in IN_COLUMNS)
    return tuple(field for field in fields if reads_answer(viewer, student, law_of(rule, field)))


def narrowed(rule: FormRule, fields: tuple[FormField, ...]) -> FormRule:
    """The form with these fields only."""
    return rule.model_copy(update={"fields": fields})


def split(rule: FormRule, answers: Mapping[str, Value]) -> tuple[dict[str, Value], dict[str, Value]]:
    """Answers that may lie open, and those that are sealed."""
    guarded = {field.key for field in rule.fields if field.sensitivity in GUARDED}
    lying = {key: value for key, value in answers.items() if key not in guarded}
    return lying, {key: value for key, value in answers.items() if key in guarded}


def reflection_terms(school: int, day: date) -> ReflectionTerms:
    """The scheme's own lines and day, else three lines by Monday for the mentor alone."""
    version = version_on(school, day)
    form = _own_form(parsed(version.text), FormKind.WEEKLY_REFLECTION, day) if version else None
    if form is None:
        return ReflectionTerms(_three_lines(), MONDAY, homeroom_reads=False)
    words = (FieldType.TEXT, FieldType.LONG_TEXT)
    asked = tuple(Asked(f.key, f.label) for f in form.fields if f.type in words and f.key not in IN_COLUMNS)
    weekday = form.deadline.weekday if form.deadline else None
    return ReflectionTerms(
        asked or _three_lines(),
        WEEKDAYS.index(weekday) if weekday else MONDAY,
        homeroom_reads=Role.HOMEROOM_TEACHER.value in form.readers,
    )


def _three_lines() -> tuple[Asked, ...]:
    return tuple(Asked(line.key, str(LINE_WORDS[line.key])) for line in THREE_LINES)


def guidance_fields(school: int, day: date) -> tuple[str, ...]:
    """The fields of guidance in the school's own order and words, else the five (clause S6)."""
    version = version_on(school, day)
    rules = parsed(version.text).guidance if version else ()
    own = sorted((rule for rule in rules if rule.in_force(day)), key=lambda rule: rule.order)
    return tuple(rule.title for rule in own) or GUIDANCE_FIELDS
