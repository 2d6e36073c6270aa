"""The archive of one child as Word, with other people's names removed."""

from collections.abc import Iterable

from liangshi.domain.growth import Person, hide_names
from liangshi.foundation.papers import Paper, day_words
from liangshi.growth.queries.timeline import Archive
from liangshi.people.models import Guardian, Student

INSTEAD = "同学"
INSTEAD_OF_GUARDIAN = "家长"


def archive_paper(student: Student, archive: Archive) -> bytes:
    """Month by month; the names of all other students and guardians of the school are replaced in every line."""
    cleaned = _Cleaned(student)
    paper = Paper("成长档案", under=f"{student.school.name}　{student.name}")
    for month in reversed(archive.months):
        paper.heading(f"{month.first.year}年{month.first.month}月")
        for item in reversed(month.items):
            paper.text("", lead=f"{day_words(item.on)}　{cleaned(item.title)}", hold=bool(item.words))
            for line in item.words.splitlines():
                paper.text(cleaned(line))
    return paper.written()


class _Cleaned:
    """A text without the names of others."""

    def __init__(self, student: Student) -> None:
        self._own = Person(student.pk, student.name)
        others = Student.unscoped.filter(school=student.school_id).exclude(pk=student.pk)
        self._students = self._people(others.values_list("pk", "name"))
        guardians = Guardian.unscoped.filter(school=student.school_id)
        self._guardians = self._people(guardians.values_list("pk", "name"))

    def _people(self, rows: Iterable[tuple[int, str]]) -> tuple[Person, ...]:
        return tuple(Person(key, name) for key, name in rows)

    def __call__(self, text: str) -> str:
        without = hide_names(text, self._own, self._students, INSTEAD)
        return hide_names(without, self._own, self._guardians, INSTEAD_OF_GUARDIAN)
