"""Once a student has left, what was written is within reach of the school's own roles of care alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from liangshi.domain.access import reaches_care
from liangshi.domain.growth.reach import reaches_growth
from liangshi.growth.models import GrowthMessage, HandoverLetter
from liangshi.growth.services import archives
from liangshi.growth.services.archives import LetterDraft
from liangshi.people.models import Student
from liangshi.people.models.students import care_reach
from liangshi.people.queries import facts_of
from liangshi.records.models import Entry
from tests.world import PERSONAS, TODAY

from .conftest import NOW, Termly
from .test_archive import SignIn, talked

OFFICE = {"lin", "shen", "zhou"}


def leave(termly: Termly, name: str = "xiaoming") -> Student:
    """The student is at the school no more."""
    row = termly.world.students[name]
    Student.unscoped.filter(pk=row.pk).update(left_on=TODAY)
    row.refresh_from_db()
    return row


def readers(rows: Callable[[str], bool]) -> set[str]:
    return {name for name in PERSONAS if rows(name)}


def letter_given(termly: Termly) -> HandoverLetter:
    """From li about xiaoming."""
    letter = archives.keep_letter(
        by=termly.by("li"), student=termly.world.students["xiaoming"], draft=LetterDraft("爱画画", "", "", 0), now=NOW
    )
    archives.give_letter(by=termly.by("li"), letter=letter, now=NOW)
    return letter


def test_records_messages_and_letters_close_for_all_but_the_schools_roles_of_care(termly: Termly) -> None:
    talked(termly, "聊了聊开学的感受")
    termly.sent()
    letter_given(termly)
    for model in (Entry, GrowthMessage, HandoverLetter):
        before = readers(lambda name, model=model: model.objects.visible_to(termly.by(name)).exists())
        assert {"li", "wang", "gao", *OFFICE} <= before, model
    leave(termly)
    for model in (Entry, GrowthMessage, HandoverLetter):
        after = readers(lambda name, model=model: model.objects.visible_to(termly.by(name)).exists())
        assert after == OFFICE, model


def test_whoever_runs_the_system_reads_no_message_letter_or_archive_before_or_after(
    termly: Termly, sign_in: SignIn
) -> None:
    message, page = termly.sent(), f"/growth/archive/{termly.world.students['xiaoming'].public_id}/"
    letter_given(termly)

    def answers(name: str) -> list[int]:
        browser = sign_in(name)
        return [browser.get(address).status_code for address in (page, f"/growth/messages/{message.public_id}/")]

    assert answers("gu") == [404, 404]
    assert answers("lin") == answers("wang") == [200, 200]
    assert not HandoverLetter.objects.visible_to(termly.by("gu")).exists()
    leave(termly)
    assert answers("gu") == answers("wang") == [404, 404]
    assert answers("lin") == [200, 200]


def test_an_administrator_who_is_a_mentor_too_reads_about_the_own_student(termly: Termly) -> None:
    termly.sent()
    letter_given(termly)
    both = replace(termly.by("gu"), mentees=frozenset({termly.world.students["xiaoming"].pk}))
    for model in (GrowthMessage, HandoverLetter):
        assert model.objects.visible_to(both).exists(), model
        assert not model.objects.visible_to(termly.by("gu")).exists(), model


@pytest.mark.parametrize("name", PERSONAS)
def test_the_law_of_an_archive_and_its_query_agree_here_and_after(termly: Termly, name: str) -> None:
    letter_given(termly)
    student, viewer = termly.world.students["xiaoming"], termly.by(name)
    for left_on in (None, TODAY):
        Student.unscoped.filter(pk=student.pk).update(left_on=left_on)
        row = Student.unscoped.select_related("class_group").get(pk=student.pk)
        assert HandoverLetter.objects.visible_to(viewer).exists() == reaches_growth(viewer, facts_of(row)), left_on


@pytest.mark.parametrize("name", PERSONAS)
def test_the_law_of_care_and_its_query_agree_about_who_has_left(termly: Termly, name: str) -> None:
    leave(termly)
    viewer = termly.by(name)
    cared_for = set(Student.unscoped.filter(care_reach(viewer)).values_list("pk", flat=True))
    for student in Student.unscoped.select_related("class_group"):
        assert reaches_care(viewer, facts_of(student)) == (student.pk in cared_for), student
