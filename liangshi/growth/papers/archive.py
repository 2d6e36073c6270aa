"""The archive of one child as Word, with other people's names removed."""

from liangshi.foundation.papers import Paper, day_words
from liangshi.growth.queries.home import for_home
from liangshi.growth.queries.timeline import Archive
from liangshi.people.models import Student


def archive_paper(student: Student, archive: Archive) -> bytes:
    """Month by month, from the first day on."""
    paper = Paper("成长档案", under=f"{student.school.name}　{student.name}")
    for month in reversed(for_home(student, archive).months):
        paper.heading(f"{month.first.year}年{month.first.month}月")
        for item in reversed(month.items):
            paper.text("", lead=f"{day_words(item.on)}　{item.title}", hold=bool(item.words))
            for line in item.words.splitlines():
                paper.text(line)
    return paper.written()
