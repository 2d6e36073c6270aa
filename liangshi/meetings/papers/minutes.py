"""会议纪要 as Word."""

from django.utils import timezone

from liangshi.foundation.papers import Paper, day_words
from liangshi.meetings.models import AgendaItem, Meeting, Presence, Task


def minutes_document(meeting: Meeting, presences: list[Presence], items: list[AgendaItem], tasks: list[Task]) -> bytes:
    """The minutes of a meeting; its school is at hand. A Chinese official paper in every language of the pages."""
    paper = Paper(f"{meeting.school.name}\n{meeting.title}纪要")
    hours = f" {meeting.hours}" if meeting.hours else ""
    place = f"，在{meeting.place}" if meeting.place else ""
    paper.text(f"{day_words(meeting.held_on)}{hours}{place}召开{meeting.title}。纪要如下。")
    came = "、".join(one.staff.name for one in presences if one.came)
    away = "、".join(one.staff.name for one in presences if not one.came)
    paper.text(came or "未记录", lead="出席：")
    if away:
        paper.text(away, lead="缺席：")
    sections = [("议程", [one.title for one in items]), ("情况汇报", meeting.reports.splitlines()),
                ("典型案例", meeting.cases.splitlines()), ("议定事项", meeting.decided)]  # fmt: skip
    number = 0
    for heading, lines in sections:
        told = [line.strip() for line in lines if line.strip()]
        if told:
            number += 1
            paper.heading(f"{'一二三四五'[number - 1]}、{heading}")
            _lines(paper, told)
    if tasks:
        paper.heading(f"{'一二三四五'[number]}、分工与时限")
        rows = [(task.text, task.owner.name, day_words(task.due_on), _state(task)) for task in tasks]
        paper.table(("事项", "负责人", "完成时限", "落实情况"), rows, (6, 3, 5, 4))
    closed = timezone.localdate(meeting.closed_at) if meeting.closed_at else None
    paper.signed(meeting.school.name, closed)
    return paper.written()


def _lines(paper: Paper, lines: list[str]) -> None:
    for number, line in enumerate(lines, start=1):
        end = "" if line.endswith(("。", "！", "？", "；")) else "。"
        paper.text(f"{number}. {line}{end}" if len(lines) > 1 else f"{line}{end}")


def _state(task: Task) -> str:
    return f"{task.get_state_display()}{f'：{task.report}' if task.report else ''}"
