"""Once a student has left, what was written is within reach of the school's own roles of care alone."""

from collections.abc import Callable

import pytest

from liangshi.domain.access import reaches_care
from liangshi.growth.models import GrowthMessage, HandoverLetter
from liangshi.growth.services import archives
from liangshi.growth.services.archives import LetterDraft
from liangshi.people.models import Student
from liangshi.people.models.students import care_reach
from liangshi.people.queries import facts_of
from liangshi.records.models import Entry
from tests.world import PERSONAS, TODAY

from .conftest import NOW, Termly
from .test_archive import talked

OFFICE = {"lin", "shen", "zhou"}


def leave(termly: Termly, name: str = "xiaoming") -> Student:
    """The student is at the school no more."""
    row = termly.world.students[name]
    Student.unscoped.filter(pk=row.pk).update(left_on=TODAY)
    row.refresh_from_db()
    return row


def readers(rows: Callable[[str], bool]) -> set[str]:
    return {name for name in PERSONAS if rows(name)}


def test_records_messages_and_letters_close_for_all_but_the_schools_roles_of_care(termly: Termly) -> None:
    talked(termly, "聊了聊开学的感受")
    termly.sent()
    archives.give_letter(by=termly.by("li"), now=NOW, letter=archives.keep_letter(
        by=termly.by("li"), student=termly.world.students["xiaoming"], draft=LetterDraft("爱画画", "", "", 0), now=NOW
    ))  # fmt: skip
    for model in (Entry, GrowthMessage, HandoverLetter):
        before = readers(lambda name, model=model: model.objects.visible_to(termly.by(name)).exists())
        assert {"li", "wang", "gao", *OFFICE} <= before, model
    leave(termly)
    for model in (Entry, GrowthMessage, HandoverLetter):
        after = readers(lambda name, model=model: model.objects.visible_to(termly.by(name)).exists())
        assert after - {"gu"} == OFFICE, model


@pytest.mark.parametrize("name", PERSONAS)
def test_the_law_of_care_and_its_query_agree_about_who_has_left(termly: Termly, name: str) -> None:
    leave(termly)
    viewer = termly.by(name)
    cared_for = set(Student.unscoped.filter(care_reach(viewer)).values_list("pk", flat=True))
    for student in Student.unscoped.select_related("class_group"):
        assert reaches_care(viewer, facts_of(student)) == (student.pk in cared_for), student
