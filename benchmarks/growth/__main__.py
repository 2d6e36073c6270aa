"""`python -m benchmarks.growth`: forty growth messages of a class become one Word file.

Ours is `growth.papers.letters.letters`; the yardstick is python-docx writing the same words as plain paragraphs, forty
pages with nothing laid out. Processor time, the best of five runs each, in turn in one process. Ends with status 1
where ours takes more than 5 s or more than eight times the yardstick, which lays nothing out.
"""

import io
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from time import process_time

from docx import Document
from docx.enum.text import WD_BREAK

import benchmarks.growth.ready  # noqa: F401 - settings before models
from liangshi.growth.models import GrowthMessage
from liangshi.growth.papers.letters import letters
from liangshi.people.models import AcademicYear, School, Staff, Student, Term

MESSAGES, RUNS, LIMIT_SECONDS, LIMIT_TIMES = 40, 5, 5.0, 8.0
TEXT = (
    "这学期你把图书角照看得井井有条，还教会了三位同学打乒乓球。\n"
    "记得十月那次值日，大家都走了，你一个人把黑板擦干净才离开，老师都看在眼里。\n"
    "有时候你会觉得数学题很难，却从来没有放下；下学期我们可以每周一起看两道题，慢慢来。\n"
    "愿你在新的一年里，继续做自己喜欢的事，也多给自己一点休息的时间。"
)


def written_bare(lines: list[list[str]]) -> bytes:
    """The library alone: each line a paragraph, each message a page."""
    document = Document()
    for page in lines:
        for line in page:
            document.add_paragraph(line)
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def fastest(run: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds of processor time of the fastest run."""
    taken = []
    for _number in range(runs):
        start = process_time()
        run()
        taken.append(process_time() - start)
    return min(taken)


def invented() -> list[GrowthMessage]:
    """A class of messages that no database knows."""
    school, author = School(name="清河市明德中学"), Staff(name="李向东")
    year = AcademicYear(name="2026—2027学年")
    term = Term(year=year, ordinal=1)
    sent = datetime(2026, 11, 20, 8, tzinfo=UTC)
    students = [
        Student(name=f"{family}{given}", school=school) for family in "赵钱孙李" for given in "安博晨丹恩帆歌涵佳可"
    ]
    return [
        GrowthMessage(student=student, term=term, author=author, text=TEXT, sent_at=sent, written_at=sent)
        for student in students[:MESSAGES]
    ]


def main() -> int:
    """0 where the targets are met."""
    messages = invented()
    lines = [["成长寄语", str(one.term), one.student.name, *one.text.splitlines(), one.author.name] for one in messages]
    ours, theirs = fastest(lambda: letters(messages)), fastest(lambda: written_bare(lines))
    times = ours / theirs
    print("| messages | ours ms | python-docx alone ms | times | load |")
    print("| --- | --- | --- | --- | --- |")
    print(f"| {len(messages)} | {ours * 1000:.0f} | {theirs * 1000:.0f} | {times:.2f} | {os.getloadavg()[0]:.1f} |")
    return int(ours > LIMIT_SECONDS or times > LIMIT_TIMES)


if __name__ == "__main__":
    sys.exit(main())
