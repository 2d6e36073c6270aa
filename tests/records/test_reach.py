"""For every person and every kind of row: what exists for them is what the law says, and what "who can read" names."""

from collections.abc import Callable
from typing import Any

import pytest

from liangshi.domain.access import RecordFacts, Viewer, reaches_record
from liangshi.foundation.rows import UnscopedQueryError
from liangshi.people.models import Student
from liangshi.people.queries.students import facts_of
from liangshi.records.choices import EntryKind, Readers
from liangshi.records.models import (
    Attachment,
    Draft,
    Entry,
    EntryAddition,
    EntryStaff,
    EntryStudent,
    EntryVersion,
    LifeEvent,
    MentorNote,
    SharedWords,
    TeachingView,
    TeamNote,
)
from liangshi.records.queries.around import around, readers_of
from liangshi.records.services.drafts import keep_draft
from tests.records.conftest import NOW, by, pair
from tests.world import PERSONAS, TODAY, World

Keep = Callable[..., Entry]
Law = Callable[[Viewer, Any], bool]


def of(student: Student, staff: frozenset[int], *, team: bool = True, teachers: bool = False) -> RecordFacts:
    row = Student.unscoped.select_related("class_group").get(pk=student.pk)
    return RecordFacts(facts_of(row), staff, team, teachers)


def company(entry: Entry) -> frozenset[int]:
    return frozenset(EntryStaff.unscoped.filter(entry=entry).values_list("staff", flat=True))


def part_law(viewer: Viewer, part: EntryStudent) -> bool:
    readers = part.entry.readers
    facts = of(part.student, company(part.entry), team=readers != "mentors", teachers=readers == "teachers")
    return reaches_record(viewer, facts)


def entry_law(viewer: Viewer, entry: Entry) -> bool:
    return any(part_law(viewer, part) for part in EntryStudent.unscoped.filter(entry=entry))


def shared_law(viewer: Viewer, row: SharedWords) -> bool:
    part = EntryStudent.unscoped.get(entry=row.entry, student=row.student)
    family = row.student_id == viewer.student or (row.student_id in viewer.wards and row.audience == "family")
    return family or (viewer.staff is not None and part_law(viewer, part))


def note_law(viewer: Viewer, note: MentorNote) -> bool:
    if viewer.staff is None:
        return False
    if note.author_id == viewer.staff:
        return True
    if note.student is None or note.readers == "private":
        return False
    if note.student_id in viewer.relatives:
        return False
    near = note.readers == "team" and (
        note.student.class_group_id in viewer.homerooms or note.student.class_group.grade_id in viewer.grades
    )
    return note.student_id in viewer.mentees or near


def view_law(viewer: Viewer, view: TeachingView) -> bool:
    office = view.office in viewer.roles and (view.office != "grade_lead" or view.grade_id in viewer.grades)
    asked = (
        office and view.school_id == viewer.school and (view.concerns_id is None or view.concerns_id != viewer.staff)
    )
    return view.author_id == viewer.account or asked


LAWS: dict[Any, Law] = {
    Draft: lambda v, row: row.account_id == v.account,
    Entry: entry_law,
    EntryStudent: part_law,
    EntryStaff: lambda v, row: entry_law(v, row.entry),
    EntryVersion: lambda v, row: entry_law(v, row.entry),
    EntryAddition: lambda v, row: entry_law(v, row.entry),
    Attachment: lambda v, row: entry_law(v, row.entry),
    SharedWords: shared_law,
    MentorNote: note_law,
    TeamNote: lambda v, row: reaches_record(v, of(row.student, frozenset({row.author_id}), teachers=True)),
    LifeEvent: lambda v, row: reaches_record(v, of(row.student, frozenset({row.recorded_by_id}))),
    TeachingView: view_law,
}


@pytest.fixture
def full(keep: Keep, guided: World) -> World:
    """Rows of each kind, shared more and less, one of them about a teacher's own child."""
    school, staff, students = guided.schools["mingde"], guided.staff, guided.students
    pair(guided, "chen", "xiaoli")
    for readers in Readers:
        keep("wang", "xiaoming", "xiaohong", readers=readers, kind=EntryKind.ACTIVITY)
        keep("li", "xiaogang", readers=readers)
        entry = keep("chen", "xiaoli", readers=readers, colleagues=(staff["li"].pk,))
        EntryVersion.unscoped.create(school=school, entry=entry, ordinal=1, replaced_at=NOW)
        EntryAddition.unscoped.create(school=school, entry=entry, author=staff["chen"], words="后来", added_at=NOW)
        Attachment.unscoped.create(
            school=school, entry=entry, file="records/none.pdf", name="家访.pdf", kind="application/pdf", size=1,
            added_by=staff["chen"], added_at=NOW,
        )  # fmt: skip
    for audience in ("student", "family"):
        for part in EntryStudent.unscoped.all():
            SharedWords.unscoped.create(
                school=school, entry=part.entry, student=part.student, audience=audience, words="很好",
                shared_by=part.entry.author, shared_at=NOW,
            )  # fmt: skip
    for readers in ("private", "mentors", "team"):
        for author, student in (("wang", "xiaogang"), ("li", "xiaoming"), ("gao", "xiaoli")):
            MentorNote.unscoped.create(
                school=school, author=staff[author], student=students[student], happened_on=TODAY, words="手记",
                readers=readers, written_at=NOW, changed_at=NOW,
            )  # fmt: skip
    for author, student in (("wang", "xiaoming"), ("li", "xiaogang"), ("chen", "xiaoli")):
        group = students[student].class_group
        TeamNote.unscoped.create(
            school=school, class_group=group, student=students[student], author=staff[author], words="留言",
            written_at=NOW,
        )  # fmt: skip
        LifeEvent.unscoped.create(
            school=school, student=students[student], kind="illness", happened_on=TODAY, recorded_by=staff[author],
            recorded_at=NOW,
        )  # fmt: skip
    for office, grade, concerns in (
        ("coordinator", None, "shen"), ("coordinator", None, None), ("principal", None, "li"),
        ("grade_lead", "g10", None), ("grade_lead", "g11", "wang"),
    ):  # fmt: skip
        TeachingView.unscoped.create(
            school=school, author=guided.account("xiaoming"), office=office, about="数学课", words="作业有点多",
            grade=guided.grades[grade] if grade else None, concerns=staff[concerns] if concerns else None, sent_at=NOW,
        )  # fmt: skip
    for name in ("wang", "xiaoming"):
        keep_draft(by=by(guided, name), key="entry:new", content={"words": ["草稿"]}, now=NOW)
    return guided


def test_what_exists_for_each_person_is_what_the_law_says(full: World) -> None:
    viewers = {persona: by(full, persona) for persona in PERSONAS}
    for model, law in LAWS.items():
        rows = list(model.unscoped.all())
        assert rows, model
        for persona, viewer in viewers.items():
            seen = set(model.objects.visible_to(viewer).values_list("pk", flat=True))
            assert seen == {row.pk for row in rows if law(viewer, row)}, (model.__name__, persona)


def test_rows_refuse_to_be_read_without_a_viewer() -> None:
    for model in LAWS:
        with pytest.raises(UnscopedQueryError, match="visible_to"):
            model.objects.all()


def test_who_can_read_this_names_exactly_those_who_can(full: World) -> None:
    staff = {name: full.staff[name] for name in ("gu", "lin", "shen", "gao", "zhou", "wang", "li", "chen")}
    for entry in Entry.unscoped.all():
        pupils = list(Student.unscoped.select_related("class_group").filter(entries__entry=entry))
        named = readers_of(around(pupils, TODAY), entry.readers, company(entry))
        can = {row.pk for name, row in staff.items() if Entry.objects.visible_to(by(full, name)).filter(pk=entry.pk)}
        assert {each.staff for each in named} == can


def test_a_change_of_mentor_moves_the_reading_with_it(keep: Keep, guided: World) -> None:
    entry = keep("li", "xiaogang", readers="mentors")
    assert Entry.objects.visible_to(by(guided, "li")).filter(pk=entry.pk).exists()
    assert not Entry.objects.visible_to(by(guided, "chen")).filter(pk=entry.pk).exists()
    pair(guided, "chen", "xiaogang")
    assert Entry.objects.visible_to(by(guided, "chen")).filter(pk=entry.pk).exists()


def test_whoever_runs_the_system_only_reads_no_record_and_a_family_none_at_all(keep: Keep, guided: World) -> None:
    keep("wang", "xiaoming")
    for name in ("gu", "xiaoming", "zhaoma", "feng", "he", "chen"):
        assert not Entry.objects.visible_to(by(guided, name)).exists(), name
    for name in ("lin", "shen", "zhou", "gao", "wang"):
        assert Entry.objects.visible_to(by(guided, name)).exists(), name
