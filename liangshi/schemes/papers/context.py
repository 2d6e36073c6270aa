"""What a school's own Word template can say: the fields of each paper, as frozen words."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta

from liangshi.domain.duties import Calendar, Span
from liangshi.foundation.papers import day_words
from liangshi.schemes.choices import PaperKind

from .clauses import clauses_of
from .facts import Level, PaperFacts, Post
from .handbook import chapters_of
from .phrases import Clause, names_of
from .printing import numbered, row_of
from .sections import sections_of
from .term_plan import Task, months_of, tasks_of


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """A clause below a heading."""

    number: str
    title: str
    text: str
    points: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionWords:
    """A heading and its clauses."""

    heading: str
    text: str
    clauses: tuple[ClauseWords, ...]


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A blank of a form."""

    label: str
    blank: str


@dataclass(frozen=True, slots=True)
class FormWords:
    """A form."""

    number: int
    title: str
    fields: tuple[FieldWords, ...]


@dataclass(frozen=True, slots=True)
class TaskWords:
    """A line of the duty list."""

    number: int
    title: str
    asked: str
    when: str
    where: str


@dataclass(frozen=True, slots=True)
class MonthWords:
    """What is due in a month."""

    month: str
    due: str


@dataclass(frozen=True, slots=True)
class MomentWords:
    """A key moment and what follows."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class PaperWords:
    """Every field that a template may name; `docs/schemes.md` lists them."""

    school: str
    title: str
    author: str
    version: str
    valid_from: str
    published_on: str
    frame: str
    term: str
    first_day: str
    last_day: str
    sections: tuple[SectionWords, ...]
    posts: tuple[Post, ...]
    levels: tuple[Level, ...]
    forms: tuple[FormWords, ...]
    tasks: tuple[TaskWords, ...]
    months: tuple[MonthWords, ...]
    moments: tuple[MomentWords, ...]
    student_tasks: tuple[TaskWords, ...]

    def named(self) -> Mapping[str, object]:
        """By name, as the template engine wants it."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class TermFacts:
    """The term of a duty list, with the school's calendar."""

    name: str
    span: Span
    calendar: Calendar


def paper_words(kind: PaperKind, facts: PaperFacts, term: TermFacts | None) -> PaperWords:
    """The words of a paper; those of a term only where there is one."""
    scheme = facts.in_force
    names = names_of(scheme)
    tasks = tasks_of(facts.scheme, names, term.calendar, term.span) if term else ()
    students = tasks_of(facts.scheme, names, term.calendar, term.span, by_mentor=False) if term else ()
    return PaperWords(
        school=facts.school, title=scheme.header.title, author=scheme.header.author, version=f"第{facts.ordinal}版",
        valid_from=day_words(facts.valid_from), published_on=day_words(facts.published_on), frame=facts.frame_title,
        term=term.name if term else "", first_day=day_words(term.span.start) if term else "",
        last_day=day_words(term.span.end - timedelta(days=1)) if term else "",
        sections=_sections(kind, facts), posts=facts.posts, levels=facts.levels,
        forms=tuple(
            FormWords(number, form.title, tuple(FieldWords(*row_of(field)) for field in form.fields))
            for number, form in enumerate(scheme.forms, start=1)
        ),
        tasks=_tasks(tasks), student_tasks=_tasks(students),
        months=tuple(MonthWords(*line) for line in months_of(tasks)),
        moments=tuple(MomentWords(one.title, one.text) for one in clauses_of(scheme.moments, names)),
    )  # fmt: skip


def _sections(kind: PaperKind, facts: PaperFacts) -> tuple[SectionWords, ...]:
    if kind is PaperKind.HANDBOOK:
        return tuple(SectionWords(title, "", _clauses(clauses, 1)) for title, clauses in chapters_of(facts.in_force))
    return tuple(SectionWords(one.words, one.text, _clauses(one.clauses, one.depth)) for one in sections_of(facts))


def _clauses(clauses: tuple[Clause, ...], depth: int) -> tuple[ClauseWords, ...]:
    return tuple(
        ClauseWords(
            numbered(depth, number) if len(clauses) > 1 else "", one.title, one.text, one.points,
            tuple("　".join(row) for row in one.grid.rows) if one.grid else (),
        )
        for number, one in enumerate(clauses, start=1)
    )  # fmt: skip


def _tasks(tasks: tuple[Task, ...]) -> tuple[TaskWords, ...]:
    return tuple(
        TaskWords(number, one.rule.title, one.asked, one.when, one.where) for number, one in enumerate(tasks, start=1)
    )
