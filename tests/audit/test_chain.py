"""The chain of a school finds each tampering."""

from datetime import UTC, datetime

import pytest

from liangshi.access.queries import viewer_of
from liangshi.audit.models import Chain, Entry
from liangshi.audit.queries import first_broken_position
from liangshi.audit.services import record
from liangshi.people.models import School
from liangshi.project.auditing import main
from liangshi.project.chains import Mark, chain_states, lost_marks
from tests.world import TODAY, World

NOW = datetime(2026, 9, 10, 8, 0, tzinfo=UTC)


@pytest.fixture
def school(world: World) -> int:
    viewer = viewer_of(world.account("shen"), TODAY)
    key = world.schools["mingde"].pk
    for number in range(4):
        record(
            by=viewer,
            verb="student.read",
            kind="student",
            subject=f"s{number}",
            school=key,
            now=NOW,
            detail={"n": number},
        )
    return key


def test_an_untouched_chain_holds(school: int) -> None:
    assert first_broken_position(school) is None


def test_an_altered_entry_is_found(school: int) -> None:
    Entry.unscoped.filter(position=2).update(subject="another")
    assert first_broken_position(school) == 2


def test_altered_detail_is_found(school: int) -> None:
    Entry.unscoped.filter(position=3).update(detail={"n": 9})
    assert first_broken_position(school) == 3


def test_a_removed_entry_is_found(school: int) -> None:
    Entry.unscoped.filter(position=2).delete()
    assert first_broken_position(school) == 2


def test_a_removed_last_entry_is_found(school: int) -> None:
    Entry.unscoped.filter(position=4).delete()
    assert first_broken_position(school) == 4


def test_a_removed_beginning_is_found(school: int) -> None:
    Entry.unscoped.filter(position=1).delete()
    assert first_broken_position(school) == 1


def test_a_chain_set_back_is_found(school: int) -> None:
    Chain.objects.filter(school=school).update(length=3)
    assert first_broken_position(school) == 5


def test_each_school_has_a_chain_of_its_own(world: World, school: int) -> None:
    other = world.schools["yuying"].pk
    record(by=None, verb="x", kind="student", subject="s", school=other, now=NOW)
    assert Entry.unscoped.get(school=other).position == 1
    assert first_broken_position(other) is None


def test_those_who_oversee_the_school_read_its_entries_and_teachers_do_not(world: World, school: int) -> None:
    read = {
        name: Entry.objects.visible_to(viewer_of(world.account(name), TODAY)).count()
        for name in ("shen", "lin", "wang", "xiaoming", "he")
    }
    assert read == {"shen": 4, "lin": 4, "wang": 0, "xiaoming": 0, "he": 0}


def test_another_name_in_an_entry_is_found(school: int) -> None:
    Entry.unscoped.filter(position=3).update(actor_name="王海燕")
    assert first_broken_position(school) == 3


def test_an_inserted_entry_is_found(school: int) -> None:
    for position in (4, 3):
        Entry.unscoped.filter(position=position).update(position=position + 1)
    twin = Entry.unscoped.get(position=2)
    twin.pk, twin.public_id, twin.position = None, "inserted", 3
    twin.save()
    Chain.objects.filter(school=school).update(length=5)
    assert first_broken_position(school) == 3


def test_entries_in_another_order_are_found(school: int) -> None:
    for before, after in ((2, 9), (3, 2), (9, 3)):
        Entry.unscoped.filter(position=before).update(position=after)
    assert first_broken_position(school) == 2


def test_entries_of_two_schools_that_changed_places_are_found(world: World, school: int) -> None:
    other = world.schools["yuying"].pk
    for number in range(4):
        record(by=None, verb="student.read", kind="student", subject=f"o{number}", school=other, now=NOW)
    for one, place in ((school, 0), (other, school), (0, other)):
        Entry.unscoped.filter(school=one).update(school=place)
    mine, theirs = Chain.objects.get(school=school), Chain.objects.get(school=other)
    Chain.objects.filter(pk=mine.pk).update(head=theirs.head)
    Chain.objects.filter(pk=theirs.pk).update(head=mine.head)
    assert [first_broken_position(one) for one in (school, other)] == [1, 1]


def test_a_chain_without_its_head_is_found(school: int) -> None:
    Chain.objects.filter(school=school).delete()
    assert first_broken_position(school) == 5


def test_entries_of_a_school_that_is_gone_are_looked_at(school: int) -> None:
    record(by=None, verb="x", kind="student", subject="s", school=987654, now=NOW)
    Entry.unscoped.filter(school=987654).update(verb="y")
    assert [state.broken for state in chain_states()] == [None, None, 1]


def test_a_chain_that_was_cut_and_closed_again_is_found_by_a_mark_kept_elsewhere(school: int) -> None:
    code = School.unscoped.get(pk=school).code
    kept = next(state.mark for state in chain_states() if state.mark.school == code)
    assert lost_marks([kept]) == []
    third = Entry.unscoped.get(position=3)
    Entry.unscoped.filter(position=4).delete()
    Chain.objects.filter(school=school).update(length=3, head=third.digest)
    assert first_broken_position(school) is None
    assert lost_marks([kept]) == [kept]
    assert lost_marks([Mark(code, 3, third.digest)]) == []


def test_the_command_prints_marks_and_takes_them_again(school: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == 0
    [mark] = [line.split()[-1] for line in capsys.readouterr().out.splitlines() if "明德" in line]
    assert main(["verify", mark]) == 0
    Entry.unscoped.filter(position=4).delete()
    assert main(["verify", mark]) == 1
    said = capsys.readouterr().out
    assert "第 4 条记录起不完整" in said
    assert f"{mark} 找不到了" in said
    assert main(["verify", "no mark"]) == main(["check"]) == 2
