"""What the writer may want to look at again before a message goes out."""

from dataclasses import dataclass

from liangshi.domain.access import Viewer
from liangshi.domain.growth import Person, Remark, cold_words, near_copies, wrong_names, wrong_pronouns
from liangshi.growth.models import GrowthMessage
from liangshi.people.choices import Gender
from liangshi.people.models import Student, Term

FEMALE = {Gender.FEMALE.value: True, Gender.MALE.value: False}


@dataclass(frozen=True, slots=True)
class Pointed:
    """Places in the text, and other messages of the same writer that it resembles, with the share in percent."""

    remarks: tuple[Remark, ...]
    copies: tuple[tuple[str, int], ...]

    @property
    def any(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.remarks or self.copies)


def remarks_on(viewer: Viewer, student: Student, term: Term, text: str) -> Pointed:
    """Names of classmates and other mentees, cold words, the other pronoun, near-copies; three statements."""
    own = Person(student.pk, student.name)
    near = Student.unscoped.filter(school=student.school_id, left_on__isnull=True).exclude(pk=student.pk)
    around = near.filter(class_group=student.class_group_id) | near.filter(pk__in=viewer.mentees)
    others = [Person(key, name) for key, name in around.values_list("pk", "name")]
    found = [
        *wrong_names(text, own, others), *cold_words(text), *wrong_pronouns(text, female=FEMALE.get(student.gender)),
    ]  # fmt: skip
    found.sort(key=lambda remark: (remark.start, remark.end))
    return Pointed(tuple(found), tuple(_copies(viewer, student, term, text)))


def _copies(viewer: Viewer, student: Student, term: Term, text: str) -> list[tuple[str, int]]:
    rows = GrowthMessage.objects.visible_to(viewer).filter(author=viewer.staff).exclude(text="")
    rows = rows.exclude(student=student, term=term).select_related("student").order_by("-term__starts_on")[:200]
    by_key = {row.pk: row for row in rows}
    texts = {key: (row.text, row.student.name) for key, row in by_key.items()}
    alike = near_copies({**texts, 0: (text, student.name)})
    return [(by_key[copy.other].student.name, copy.percent) for copy in alike if copy.one == 0]
