"""《导师任务清单》 of one term."""

from datetime import date, timedelta

from liangshi.domain.duties import Calendar, Span
from liangshi.foundation.papers import Paper, day_words

from .clauses import clauses_of
from .facts import PaperFacts
from .phrases import Clause, names_of
from .term_plan import Task, months_of, short_day, tasks_of

HEAD = ("序号", "任务", "要求", "时间", "记录")
WIDTHS = (3, 5, 10, 7, 6)


def duty_list_document(facts: PaperFacts, calendar: Calendar, term: Span, term_name: str) -> bytes:
    """What a mentor does this term, by when; the days come from the school's calendar."""
    scheme = facts.scheme.on(term.start)
    names = names_of(scheme)
    paper = Paper(facts.titled("导师任务清单"), under=f"（{term_name}）")
    last = day_words(term.end - timedelta(days=1))
    paper.text(
        f"本清单依据《{scheme.header.title}》（第{facts.ordinal}版）和校历编制，适用于{day_words(term.start)}至{last}。"
        "时间一栏写的是最后一天。"
    )
    tasks = tasks_of(facts.scheme, names, calendar, term)
    paper.heading("一、导师的任务")
    paper.table(HEAD, _rows(tasks), WIDTHS)
    paper.heading("二、按月安排")
    months = months_of(tasks)
    if months:
        paper.table(("月份", "到期的任务"), months, (3, 11))
    else:
        paper.text("本学期没有定期限的任务。")
    _moments(paper, clauses_of(scheme.moments, names), calendar, term)
    students = tasks_of(facts.scheme, names, calendar, term, by_mentor=False)
    if students:
        paper.heading("四、提醒学生做的事")
        paper.table(HEAD, _rows(students), WIDTHS)
    paper.signed(scheme.header.author, facts.published_on)
    return paper.written()


def _rows(tasks: tuple[Task, ...]) -> list[tuple[str, ...]]:
    return [
        (str(number), task.rule.title, task.asked, task.when, task.where) for number, task in enumerate(tasks, start=1)
    ]


def _moments(paper: Paper, moments: tuple[Clause, ...], calendar: Calendar, term: Span) -> None:
    paper.heading("三、关键时刻")
    exams = [exam for exam in calendar.exams if exam.span.meets(term)]
    if exams:
        named = "、".join(f"{exam.name}（{_from_to(exam.span)}）" for exam in exams)
        paper.text(f"本学期的考试：{named}。")
    if not moments:
        paper.text("遇到学生学习、生活上的重大变化，及时谈心，必要时与家长和班主任联系。")
        return
    paper.table(("时刻", "做什么"), [(clause.title, clause.text) for clause in moments], (4, 10))


def _from_to(span: Span) -> str:
    last: date = span.end - timedelta(days=1)
    return short_day(span.start) if last == span.start else f"{short_day(span.start)}至{short_day(last)}"
