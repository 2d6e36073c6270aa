"""Breaking the glass: one row, a reason, a while, seen by others; then it is whole again."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from liangshi.audit.models import Entry
from liangshi.notices.models import Notice
from liangshi.wellbeing.case_choices import EntryKind
from liangshi.wellbeing.models import BrokenGlass, Case, Concern
from liangshi.wellbeing.services.case_entries import EntryDraft, write_entry
from liangshi.wellbeing.services.case_law import NotYoursError
from liangshi.wellbeing.services.glass import (
    Break,
    EndedAlreadyError,
    NotBreakableError,
    OpenAlreadyError,
    break_glass,
    end_glass,
)
from tests.wellbeing.case_world import NOW, SECRET, WHY, a_case, by, concern, held, related
from tests.world import World

REASON = Break("区里要求今天说明处置情况", 1)
LATER = NOW + timedelta(hours=2)


def test_the_principal_reads_one_case_for_a_while_and_not_its_neighbour(world: World) -> None:
    case, neighbour = a_case(world), a_case(world, "xiaohong")
    assert not Case.objects.visible_to(by(world, "lin")).exists()
    break_glass(by=by(world, "lin"), target=case, draft=REASON, now=NOW)
    assert list(Case.objects.visible_to(by(world, "lin"))) == [case]
    assert neighbour not in Case.objects.visible_to(by(world, "lin"))
    assert not Case.objects.visible_to(by(world, "lin", LATER)).exists()


def test_the_principal_reads_one_concern_for_a_while(world: World) -> None:
    row, other = concern(world), concern(world, "xiaohong")
    break_glass(by=by(world, "lin"), target=row, draft=REASON, now=NOW)
    assert list(Concern.objects.visible_to(by(world, "lin"))) == [row]
    assert other not in Concern.objects.visible_to(by(world, "lin"))
    assert not Concern.objects.visible_to(by(world, "lin", LATER)).exists()


def test_coordinator_and_owner_are_told_at_once_without_content(world: World) -> None:
    case = a_case(world)
    break_glass(by=by(world, "lin"), target=case, draft=REASON, now=NOW)
    told = Notice.unscoped.filter(kind="glass.broken")
    assert {notice.account.name for notice in told} == {"沈若兰", "周心怡"}
    assert not any("赵小明" in notice.title + notice.text for notice in told)
    row = Entry.unscoped.get(verb="glass.broken")
    assert (row.subject, row.actor) == (case.public_id, world.account("lin").pk)


def test_looking_in_through_broken_glass_writes_nothing(world: World) -> None:
    case = a_case(world)
    break_glass(by=by(world, "lin"), target=case, draft=REASON, now=NOW)
    with pytest.raises(NotYoursError):
        write_entry(
            by=by(world, "lin"), case=case, kind=EntryKind.NOTE, draft=EntryDraft(NOW.date(), {"text": "好"}), now=NOW
        )


@pytest.mark.parametrize("name", ["gu", "shen", "gao", "zhou", "wang", "he", "feng", "xiaoming", "zhaoma"])
def test_nobody_but_the_principal_breaks_it(world: World, name: str) -> None:
    with pytest.raises(NotBreakableError):
        break_glass(by=by(world, name), target=a_case(world), draft=REASON, now=NOW)


def test_a_case_about_the_principal_or_a_relative_of_theirs_stays_closed_to_them(world: World) -> None:
    about = a_case(world, adults=("lin",))
    with pytest.raises(NotBreakableError):
        break_glass(by=by(world, "lin"), target=about, draft=REASON, now=NOW)
    related(world, "lin", "xiaohong")
    with pytest.raises(NotBreakableError):
        break_glass(by=by(world, "lin"), target=a_case(world, "xiaohong"), draft=REASON, now=NOW)


def test_who_is_kept_away_is_not_told_that_the_glass_was_broken(world: World, sign_in) -> None:
    row = concern(world, adults=("shen",))
    break_glass(by=by(world, "lin"), target=row, draft=REASON, now=NOW)
    assert not Notice.unscoped.filter(account=world.account("shen")).exists()
    assert not BrokenGlass.objects.visible_to(by(world, "shen")).exists()
    assert BrokenGlass.objects.visible_to(by(world, "zhou")).exists()


@pytest.mark.parametrize("draft", [Break("", 1), Break("要看", 0), Break("要看", 25)])
def test_it_takes_a_reason_and_an_end(world: World, draft: Break) -> None:
    with pytest.raises(NotBreakableError):
        break_glass(by=by(world, "lin"), target=a_case(world), draft=draft, now=NOW)


def test_it_is_broken_once_at_a_time_and_again_when_the_time_was_up(world: World) -> None:
    case = a_case(world)
    first = break_glass(by=by(world, "lin"), target=case, draft=REASON, now=NOW)
    with pytest.raises(OpenAlreadyError):
        break_glass(by=by(world, "lin"), target=case, draft=REASON, now=NOW + timedelta(minutes=5))
    break_glass(by=by(world, "lin"), target=case, draft=REASON, now=LATER)
    first.refresh_from_db()
    assert first.ended_at == first.ends_at


def test_it_is_closed_early_once(world: World) -> None:
    case = a_case(world)
    glass = break_glass(by=by(world, "lin"), target=case, draft=REASON, now=NOW)
    with pytest.raises(EndedAlreadyError):
        end_glass(by=by(world, "shen"), glass=glass, now=NOW)
    end_glass(by=by(world, "lin"), glass=glass, now=NOW)
    assert not Case.objects.visible_to(by(world, "lin")).exists()
    with pytest.raises(EndedAlreadyError):
        end_glass(by=by(world, "lin"), glass=glass, now=NOW)


def test_the_database_wants_one_row_a_reason_and_an_end(world: World) -> None:
    case, row = a_case(world), concern(world, "xiaohong")
    right = {"school": case.school, "account": world.account("lin"), "opened_at": NOW, "reason": "要看"}
    for wrong in (
        {"ends_at": LATER, "case": case, "concern": row},
        {"ends_at": LATER},
        {"ends_at": NOW, "case": case},
        {"ends_at": LATER, "case": case, "reason": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            BrokenGlass.unscoped.create(**{**right, **wrong})


def test_pages_lead_from_the_overview_into_the_case_and_out_again(world: World, sign_in) -> None:
    case = a_case(world)
    lin = sign_in("lin")
    with time_machine.travel(NOW, tick=False):
        overview = lin.get("/care/overview/").content.decode()
        assert case.number in overview
        assert "赵小明" not in overview
        assert lin.get(f"/cases/{case.public_id}/").status_code == 404
        said = {"reason": "区里要求今天说明处置情况", "hours": "1"}
        assert lin.post(f"/care/glass/case/{case.public_id}/", said).status_code == 303
        page = lin.get(f"/cases/{case.public_id}/").content.decode()
    assert WHY in page
    assert "紧急查阅中" in page
    assert "写记录" not in page
    assert Entry.unscoped.filter(verb="case.read", actor=world.account("lin").pk).get().detail == {"glass": True}
    glass = BrokenGlass.unscoped.get()
    with time_machine.travel(NOW, tick=False):
        watched = sign_in("shen").get("/care/glass/").content.decode()
        assert "区里要求今天说明处置情况" in watched
        assert "赵小明" not in watched
        assert lin.post(f"/care/glass-end/{glass.public_id}/").status_code == 303
        assert lin.get(f"/cases/{case.public_id}/").status_code == 404
    with time_machine.travel(LATER, tick=False):
        assert lin.get(f"/cases/{case.public_id}/").status_code == 404


def test_the_overview_says_nothing_of_what_a_concern_is_about(world: World, sign_in) -> None:
    held(world, concern(world), "zhou")
    page = sign_in("lin").get("/care/overview/").content.decode()
    assert "有人在办" in page
    assert SECRET not in page
    assert "赵小明" not in page
