"""What a mentor has to do in one term, with its days: computed by the duty engine for one student of each grade."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from liangshi.domain.duties import Calendar, Care, Mentee, Population, Span, expand
from liangshi.domain.scheme import DutyRule, Scheme, mentor_roles
from liangshi.domain.scheme.vocabulary import Direction, Role, WindowAnchor, WindowUse
from liangshi.foundation.papers import day_words

from .duty_clauses import duty_sentence, window_words
from .phrases import Names, often, said

STUDENT, MENTOR = 1, 2
FEW = 6
"""So many days are named one by one; more are told as a rhythm."""


@dataclass(frozen=True, slots=True)
class Task:
    """One duty in one term: `dues` are the last days on which it can be done."""

    rule: DutyRule
    asked: str
    when: str
    where: str
    dues: tuple[date, ...]


def tasks_of(
    scheme: Scheme, names: Names, calendar: Calendar, term: Span, *, by_mentor: bool = True
) -> tuple[Task, ...]:
    """The duties of mentors, or those of students, in the order of the scheme."""
    scheme = scheme.on(term.start)
    mentors = mentor_roles(scheme)
    rules = [rule for rule in scheme.duties if (rule.by in mentors) == by_mentor and _concerns(rule, by_mentor)]
    return tuple(_task(rule, names, _dues(rule, scheme, calendar), calendar, term) for rule in rules)


def months_of(tasks: Iterable[Task]) -> tuple[tuple[str, str], ...]:
    """(month, what is due in it) for duties with few days."""
    days: dict[date, list[str]] = {}
    for task in tasks:
        for due in task.dues if len(task.dues) <= FEW else ():
            days.setdefault(due, []).append(task.rule.title)
    months = groupby(sorted(days), key=lambda day: (day.year, day.month))
    return tuple(
        (f"{year}年{month}月", "\n".join(f"{day.day}日前：{'、'.join(days[day])}" for day in found))
        for (year, month), found in months
    )


def _concerns(rule: DutyRule, by_mentor: bool) -> bool:  # noqa: FBT001 - one of two lists
    return by_mentor or rule.by == Role.STUDENT.value or rule.direction is Direction.STUDENT_REPORTS


def _dues(rule: DutyRule, scheme: Scheme, calendar: Calendar) -> tuple[date, ...]:
    grade = rule.grades[0] if rule.grades else 1
    stage = rule.stages[0] if rule.stages else scheme.header.stages[0]
    mentee = Mentee(STUDENT, grade=grade, stage=stage, boarder=rule.boarders_only)
    people = Population((mentee,), (Care(STUDENT, MENTOR, calendar.year.start),))
    return tuple(sorted({entry.due - timedelta(days=1) for entry in expand((rule,), calendar, people)}))


def _task(rule: DutyRule, names: Names, year: tuple[date, ...], calendar: Calendar, term: Span) -> Task:
    dues = tuple(day for day in year if term.start <= day < term.end)
    later = [day for day in year if day >= term.end]
    special = [f"{names.called(one.categories)}：{often(one.rhythm)}" for one in rule.overrides if one.rhythm]
    asked = "\n".join((said(duty_sentence(rule, names)), *(said(line) for line in special)))
    forms = names.papers(rule.forms)
    days = _days(dues) or (f"{day_words(later[0])}前" if later else "")
    when = "\n".join(part for part in (days, *_emphasised(rule, calendar, term)) if part)
    return Task(rule, asked, when or "随时", forms or "—", dues)


def _days(dues: tuple[date, ...]) -> str:
    if not dues:
        return ""
    if len(dues) > FEW:
        return f"{short_day(dues[0])}至{short_day(dues[-1])}，共{len(dues)}次"
    return "、".join(short_day(day) for day in dues) + "前"


def _emphasised(rule: DutyRule, calendar: Calendar, term: Span) -> Iterator[str]:
    for window in rule.windows:
        if window.use is not WindowUse.EMPHASIS:
            continue
        if window.anchor is WindowAnchor.EXAM:
            exams = [exam for exam in calendar.exams if exam.span.meets(term)]
            yield "、".join(f"{exam.name}（{short_day(exam.span.start)}）" for exam in exams) + "前后" if exams else ""
        else:
            yield f"重点：{window_words(window)}"


def short_day(day: date) -> str:
    """9月30日."""
    return f"{day.month}月{day.day}日"
