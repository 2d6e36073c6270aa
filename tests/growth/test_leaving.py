"""A student leaves: the archive is sealed, and what is due goes away by its rule; nobody else's rows are touched."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.test import Client

from liangshi.audit.models import Entry as AuditEntry
from liangshi.domain.growth.retention import NOTICE, Kept
from liangshi.growth.models import ArchiveSeal, GrowthMessage, RetentionHold
from liangshi.growth.services import guarding, leaving, refusals, sending, writing
from liangshi.growth.services.ending import keep_retention
from liangshi.growth.services.writing import Sheet
from liangshi.guidance.models import Piece
from liangshi.notices.models import Notice
from liangshi.people.models import Student
from liangshi.records.choices import EntryKind
from liangshi.records.models import Attachment, Entry, EntryAddition, EntryStudent, LifeEvent
from liangshi.wellbeing.models import Case, CaseEntry, Concern, ConcernStudent
from tests.wellbeing.case_world import a_case, concern

from .conftest import NOW, Termly
from .leaving import days, full, leaves, left_of, recorded

SignIn = Callable[[str], Client]
LEFT = NOW.date() + days(10)
LATER = NOW + NOTICE + days(30)
"""When everything that ends with the time at school has ended."""


def sealed(termly: Termly, name: str = "xiaoming") -> Student:
    """The coordinator seals, then the student leaves."""
    student = termly.world.students[name]
    leaving.seal_archive(by=termly.by("shen"), student=student, now=NOW)
    return leaves(termly, name, LEFT)


def test_only_those_who_keep_archives_seal_and_only_once(termly: Termly) -> None:
    student = termly.world.students["xiaoming"]
    for name in ("li", "wang", "gao", "gu", "xiaoming", "zhaoma", "he"):
        with pytest.raises(refusals.NotYoursError):
            leaving.seal_archive(by=termly.by(name), student=student, now=NOW)
    leaving.seal_archive(by=termly.by("shen"), student=student, now=NOW)
    with pytest.raises(refusals.SealedAlreadyError):
        leaving.seal_archive(by=termly.by("shen"), student=student, now=NOW)
    assert AuditEntry.unscoped.filter(verb="archive.sealed", subject=student.public_id).count() == 1


def test_the_family_is_told_while_it_can_still_sign_in(termly: Termly) -> None:
    sealed(termly)
    told = set(Notice.unscoped.filter(kind="archive.sealed").values_list("account", flat=True))
    assert told == {termly.world.account("xiaoming").pk, termly.world.account("zhaoma").pk}


def test_after_sealing_the_database_takes_nothing_more_of_this_child(termly: Termly) -> None:
    shared = recorded(termly, ["xiaoming", "xiaohong"])
    own = recorded(termly, ["xiaoming"])
    sealed(termly)
    row = termly.world.students["xiaoming"]
    forbidden: list[Callable[[], object]] = [
        lambda: EntryStudent.unscoped.filter(student=row).update(words="改了"),
        lambda: recorded(termly, ["xiaoming"]),
        lambda: Entry.unscoped.filter(pk=own.pk).update(words="改了"),
        lambda: EntryAddition.unscoped.create(
            school=row.school, entry=own, author=own.author, words="再说一句", added_at=NOW
        ),
        lambda: LifeEvent.unscoped.create(
            school=row.school, student=row, kind="progress", happened_on=NOW.date(), recorded_by=own.author,
            recorded_at=NOW,
        ),
        lambda: Piece.unscoped.create(school=row.school, student=row, title="画", text="山", made_on=LEFT, kept_at=NOW),
    ]  # fmt: skip
    for act in forbidden:
        with pytest.raises(IntegrityError, match=guarding.SAID), transaction.atomic():
            act()
    Entry.unscoped.filter(pk=shared.pk).update(words="小红又说了一句")
    recorded(termly, ["xiaohong"])


def test_the_services_of_growth_say_so_in_words(termly: Termly) -> None:
    message, ready = termly.sent(), termly.ready("xiaohong")
    for name in ("xiaoming", "xiaohong"):
        leaving.seal_archive(by=termly.by("shen"), student=termly.world.students[name], now=NOW)
    with pytest.raises(refusals.SealedError):
        writing.keep(by=termly.by("li"), student=termly.world.students["xiaoming"], sheet=Sheet("好", 0), now=NOW)
    with pytest.raises(refusals.SealedError):
        sending.reply(by=termly.by("zhaoma"), message=message, words="谢谢", now=NOW)
    with pytest.raises(refusals.SealedError):
        sending.send(by=termly.by("li"), messages=[ready], now=NOW)
    assert sending.send_due(NOW) == 0


def test_a_page_that_would_write_into_a_sealed_archive_says_why_not(termly: Termly, sign_in: SignIn) -> None:
    leaving.seal_archive(by=termly.by("shen"), student=termly.world.students["xiaoming"], now=NOW)
    form = {"title": "一幅画", "made_on": "2026-09-10", "text": "山和水"}
    answer = sign_in("xiaoming").post("/pieces/new/", form, follow=True)
    assert "已经封存" in answer.content.decode()
    assert not Piece.unscoped.exists()


def test_the_guards_are_lifted_for_migrations_and_laid_again(termly: Termly) -> None:
    sealed(termly)
    guarding.lift(connection)
    recorded(termly, ["xiaoming"])
    guarding.lay(connection)
    guarding.lay(connection)
    with pytest.raises(IntegrityError), transaction.atomic():
        recorded(termly, ["xiaoming"])


def test_it_is_opened_again_for_a_reason(termly: Termly) -> None:
    sealed(termly)
    student = leaves(termly, "xiaoming", LEFT)
    with pytest.raises(refusals.NoReasonError):
        leaving.reopen_archive(by=termly.by("shen"), student=student, reason=" ", now=NOW)
    leaving.reopen_archive(by=termly.by("shen"), student=student, reason="转回本校", now=NOW)
    recorded(termly, ["xiaoming"])
    with pytest.raises(refusals.MovedError):
        leaving.reopen_archive(by=termly.by("shen"), student=student, reason="转回本校", now=NOW)


def test_the_night_seals_who_left_a_while_ago_and_nobody_else(termly: Termly) -> None:
    leaves(termly, "xiaoming", NOW.date())
    assert leaving.seal_left(NOW + days(29)) == 0
    assert leaving.seal_left(NOW + days(30)) == 1
    assert leaving.seal_left(NOW + days(31)) == 0
    assert ArchiveSeal.unscoped.get().sealed_by is None


def test_what_ends_with_the_time_at_school_goes_and_the_rest_stays_for_its_years(
    termly: Termly, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    full(termly, "xiaoming")
    full(termly, "xiaohong")
    before = left_of("xiaohong", termly)
    sealed(termly)
    assert keep_retention(NOW + NOTICE - days(1)) == 0
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        keep_retention(LATER)
    stands = {name for name, number in left_of("xiaoming", termly).items() if number}
    assert stands == {
        "SharedWords",
        "EntryStudent",
        "Reflection",
        "Goal",
        "PlanVersion",
        "Evaluation",
        "Piece",
        "GrowthMessage",
    }
    kinds = set(EntryStudent.unscoped.filter(student__name="赵小明").values_list("entry__kind", flat=True))
    assert kinds == {EntryKind.ACTIVITY, EntryKind.SOCIAL_PRACTICE}
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        keep_retention(NOW + days(366 * 3 + 30))
    assert not any(left_of("xiaoming", termly).values())
    assert left_of("xiaohong", termly) == before


def test_files_go_with_their_rows_and_those_of_others_stay(
    termly: Termly, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    full(termly, "xiaoming")
    full(termly, "xiaohong")
    own = Piece.unscoped.get(student=termly.world.students["xiaoming"]).file.name
    other = Piece.unscoped.get(student=termly.world.students["xiaohong"]).file.name
    sealed(termly)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        keep_retention(NOW + days(500))
    assert not default_storage.exists(own)
    assert default_storage.exists(other)
    assert Attachment.unscoped.count() == 1


def test_a_record_of_two_children_loses_one_part_and_stays_for_the_other(termly: Termly) -> None:
    entry = recorded(termly, ["xiaoming", "xiaohong"], words="一起打球")
    sealed(termly)
    keep_retention(LATER)
    assert list(EntryStudent.unscoped.filter(entry=entry).values_list("student__name", "words")) == [
        ("钱小红", "xiaohong")
    ]
    assert Entry.unscoped.get(pk=entry.pk).words == "一起打球"


def test_who_is_at_school_or_not_sealed_loses_nothing(termly: Termly) -> None:
    full(termly, "xiaoming")
    before = left_of("xiaoming", termly)
    keep_retention(NOW + days(4000))
    leaving.seal_archive(by=termly.by("shen"), student=termly.world.students["xiaoming"], now=NOW)
    keep_retention(NOW + days(4000))
    assert left_of("xiaoming", termly) == before


def test_the_chain_says_how_much_of_which_kind_by_which_rule_and_not_what(termly: Termly) -> None:
    recorded(termly, ["xiaoming"], words="不能外传的话")
    sealed(termly)
    keep_retention(LATER)
    found = AuditEntry.unscoped.get(verb="retention.applied")
    assert found.detail == {"kept": "talk", "years": 0, "rows": 1, "students": 1}
    assert found.actor is None


def test_a_hold_keeps_its_kind_for_a_reason_until_it_is_ended(termly: Termly) -> None:
    full(termly, "xiaoming")
    student, shen = sealed(termly), termly.by("shen")
    with pytest.raises(refusals.NoReasonError):
        leaving.place_hold(by=shen, student=student, kind=Kept.TALK, reason=" ", now=NOW)
    hold = leaving.place_hold(by=shen, student=student, kind=Kept.TALK, reason="家长正在申诉", now=NOW)
    with pytest.raises(refusals.HeldAlreadyError):
        leaving.place_hold(by=shen, student=student, kind=Kept.TALK, reason="再写一次", now=NOW)
    keep_retention(LATER)
    talks = EntryStudent.unscoped.filter(student=student, entry__kind=EntryKind.TALK)
    assert talks.exists()
    assert not EntryStudent.unscoped.filter(student=student, entry__kind=EntryKind.HOME_VISIT).exists()
    leaving.end_hold(by=shen, hold=hold, now=LATER)
    with pytest.raises(refusals.MovedError):
        leaving.end_hold(by=shen, hold=hold, now=LATER)
    keep_retention(LATER)
    assert not talks.exists()


def test_restricted_kinds_are_held_by_the_counsellor_and_the_coordinator_does_not_see_that(termly: Termly) -> None:
    student = sealed(termly)
    with pytest.raises(refusals.NotYoursError):
        leaving.place_hold(by=termly.by("shen"), student=student, kind=Kept.CASE, reason="有报告", now=NOW)
    leaving.place_hold(by=termly.by("zhou"), student=student, kind=Kept.CASE, reason="有报告", now=NOW)
    with pytest.raises(refusals.NotYoursError):
        leaving.place_hold(by=termly.by("zhou"), student=student, kind=Kept.TALK, reason="想留", now=NOW)
    assert not RetentionHold.objects.visible_to(termly.by("shen")).exists()
    assert RetentionHold.objects.visible_to(termly.by("zhou")).count() == 1
    assert not AuditEntry.objects.visible_to(termly.by("shen")).filter(verb="retention.held").exists()


def test_cases_and_concerns_end_years_after_they_were_closed_and_open_ones_never(termly: Termly) -> None:
    world = termly.world
    case = a_case(world)
    both = concern(world, "xiaoming", "xiaohong")
    alone = concern(world, "xiaoming")
    sealed(termly)
    years = NOW + timedelta(days=366 * 6)
    keep_retention(years)
    assert Case.unscoped.count() == 1
    assert Concern.unscoped.count() >= 2
    Concern.unscoped.filter(pk__in=[both.pk, alone.pk]).update(state="closed", closed_at=NOW)
    first = CaseEntry.unscoped.create(
        case=case,
        kind="family_notice",
        happened_on=NOW.date(),
        written_at=NOW,
        written_by=world.staff["zhou"],
        content="{}",
    )
    CaseEntry.unscoped.create(
        case=case, kind="family_answer", about=first, happened_on=NOW.date(), written_at=NOW,
        written_by=world.staff["zhou"], content="{}",
    )  # fmt: skip
    Case.unscoped.update(state="closed", closed_at=NOW, review_on=None)
    keep_retention(years)
    assert not Case.unscoped.exists()
    assert not Concern.unscoped.filter(pk=alone.pk).exists()
    assert list(ConcernStudent.unscoped.filter(concern=both).values_list("student__name", flat=True)) == ["钱小红"]
    assert not AuditEntry.objects.visible_to(termly.by("shen")).filter(verb="retention.applied").exists()


def test_unsent_messages_of_a_sealed_archive_end_too(termly: Termly) -> None:
    termly.kept()
    sealed(termly)
    keep_retention(NOW + days(1200))
    assert not GrowthMessage.unscoped.exists()
