"""Exemptions, leave with who stands in, reminders."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.test import Client

from liangshi.audit.models import Entry as AuditEntry
from liangshi.duties.models import Exemption, MentorLeave, StaleClass
from liangshi.duties.queries import mine
from liangshi.duties.services import (
    ExemptionDraft,
    LeaveDraft,
    NotOfThisSchoolError,
    OverlappingLeaveError,
    UnknownClauseError,
    end_leave,
    exempt,
    note_leave,
    remind,
)
from liangshi.notices.models import Notice
from liangshi.people.models import Student
from liangshi.records.models import LifeEvent
from tests.duties.school import at, by, pair, talk
from tests.world import World

SignIn = Callable[[str], Client]
THURSDAY, MONDAY = date(2026, 9, 10), date(2026, 9, 14)


def titles(world: World, name: str, day: date = THURSDAY) -> list[str]:
    return [f"{t.title} {'、'.join(s.name for s in t.students)}" for t in mine(by(world, name, day), day)]


def away(world: World, mentor: str = "wang", stand_in: str | None = "li") -> LeaveDraft:
    stands_in = world.staff[stand_in] if stand_in else None
    return LeaveDraft(world.staff[mentor], stands_in, date(2026, 9, 9), date(2026, 9, 19))


def leave(world: World, **changes: str | None) -> MentorLeave:
    shen = by(world, "shen", THURSDAY)
    return note_leave(by=shen, school=world.schools["mingde"].pk, draft=away(world, **changes), now=at(THURSDAY))


def exempted(world: World, **changes: object) -> Exemption:
    given = {
        "rule": "talk", "starts_on": date(2026, 9, 7), "ends_on": date(2026, 9, 21), "reason": "在外地住院",
        "student": world.students["xiaoming"],
    }  # fmt: skip
    draft = ExemptionDraft(**(given | changes))  # type: ignore[arg-type]
    return exempt(by=by(world, "shen", THURSDAY), school=world.schools["mingde"].pk, draft=draft, now=at(THURSDAY))


def test_an_exemption_takes_the_duty_off_the_list_for_its_time_only(term: World) -> None:
    exempted(term)
    assert "每周谈心 钱小红" in titles(term, "wang")
    assert "每周谈心 赵小明、钱小红" in titles(term, "wang", date(2026, 9, 24))


def test_an_exemption_of_a_mentor_frees_the_own_work(term: World) -> None:
    exempted(term, rule="note", student=None, mentor=term.staff["li"], ends_on=date(2026, 10, 1))
    assert "导师手记 " not in titles(term, "li")
    assert "导师手记 " in titles(term, "wang")


def test_an_exemption_is_written_into_the_trail_and_has_the_class_reckoned(term: World) -> None:
    exempted(term)
    assert AuditEntry.unscoped.filter(verb="duty.exempted").count() == 1
    assert StaleClass.objects.get().class_group == term.classes["c101"]


def test_a_clause_that_the_scheme_does_not_have_and_people_of_other_schools_are_refused(term: World) -> None:
    with pytest.raises(UnknownClauseError):
        exempted(term, rule="nothing")
    with pytest.raises(NotOfThisSchoolError):
        exempted(term, student=term.students["zheng"])


def test_who_stands_in_reaches_the_mentees_until_the_leave_is_over(term: World) -> None:
    xiaoming = term.students["xiaoming"]
    leave(term, mentor="li", stand_in="chen")
    gang = term.students["xiaogang"]
    assert gang.pk in by(term, "chen", THURSDAY).mentees
    assert gang in Student.objects.visible_to(by(term, "chen", THURSDAY))
    assert gang.pk not in by(term, "chen", date(2026, 9, 19)).mentees
    assert xiaoming.pk not in by(term, "chen", THURSDAY).mentees


def test_a_declared_relative_is_not_reached_by_standing_in(term: World) -> None:
    pair(term.staff["wang"], term.students["xiaoli"])
    leave(term)
    found = by(term, "li", THURSDAY).mentees
    assert term.students["xiaoming"].pk in found
    assert term.students["xiaoli"].pk not in found


def test_the_duties_of_the_time_go_to_who_stands_in(term: World) -> None:
    leave(term)
    assert "每周谈心 赵小明、钱小红、孙小刚" in titles(term, "li")
    assert not [title for title in titles(term, "wang") if title.startswith("每周谈心")]
    assert "每周谈心 赵小明、钱小红" in titles(term, "wang", date(2026, 9, 22))


def test_a_mentor_who_is_back_early_owes_again(term: World) -> None:
    row = leave(term)
    end_leave(by=by(term, "shen", date(2026, 9, 11)), leave=row, now=at(date(2026, 9, 11)))
    row.refresh_from_db()
    assert row.ends_on == date(2026, 9, 11)
    assert "每周谈心 赵小明、钱小红" in titles(term, "wang", date(2026, 9, 11))


def test_nobody_is_away_twice_and_nobody_who_is_away_stands_in(term: World) -> None:
    leave(term)
    with pytest.raises(OverlappingLeaveError):
        leave(term, stand_in="gao")
    with pytest.raises(OverlappingLeaveError):
        leave(term, mentor="li", stand_in="wang")


def test_who_stands_in_is_told(term: World) -> None:
    leave(term)
    notice = Notice.unscoped.get(kind="duties.stand_in")
    assert notice.account == term.account("li")
    assert "2 名学生" in notice.text


def test_the_forms_take_days_as_people_say_them(term: World, sign_in: SignIn) -> None:
    client = sign_in("shen")
    with time_machine.travel(at(THURSDAY), tick=False):
        answer = client.post(
            "/duties/exemptions/new/",
            {"rule": "talk", "student": "S1001", "first": "2026-09-07", "last": "2026-09-20", "reason": "住院"},
        )
        wrong = client.post("/duties/exemptions/new/", {"rule": "talk", "first": "2026-09-07", "last": "2026-09-01"})
        page = client.get("/duties/exemptions/").content.decode()
    assert answer.status_code == 303
    assert Exemption.unscoped.get().ends_on == date(2026, 9, 21)
    assert wrong.status_code == 422
    assert "结束的日子不能早于开始的日子" in wrong.content.decode()
    assert "2026年9月20日" in page


def test_leave_is_noted_on_a_page(term: World, sign_in: SignIn) -> None:
    asked = {
        "mentor": term.staff["wang"].public_id, "stand_in": term.staff["li"].public_id,
        "first": "2026-09-09", "last": "2026-09-18",
    }  # fmt: skip
    with time_machine.travel(at(THURSDAY), tick=False):
        assert sign_in("shen").post("/duties/leaves/new/", asked).status_code == 303
        same = sign_in("shen").post("/duties/leaves/new/", asked | {"stand_in": term.staff["wang"].public_id})
    assert same.status_code == 422
    assert MentorLeave.unscoped.get().ends_on == date(2026, 9, 19)


def digests(world: World, name: str) -> list[str]:
    return list(
        Notice.unscoped.filter(kind="duties.digest", account=world.account(name)).values_list("text", flat=True)
    )


def test_on_monday_each_person_gets_one_digest_of_the_week(term: World) -> None:
    assert remind(at(MONDAY, 8)) == 2
    assert remind(at(MONDAY, 9)) == 0
    assert digests(term, "wang") == ["每周谈心：2 名学生，9月20日前。"]
    assert digests(term, "li") == ["每周谈心：1 名学生，9月20日前。"]


def test_nobody_is_reminded_at_night_or_on_a_day_off(term: World) -> None:
    assert remind(at(MONDAY, 6)) == 0
    assert remind(at(date(2026, 9, 20), 9)) == 0
    assert remind(at(MONDAY, 22)) == 0
    assert not Notice.unscoped.filter(kind="duties.digest").exists()


def test_after_a_monday_off_the_digest_comes_on_the_first_school_day(term: World) -> None:
    assert remind(at(date(2026, 10, 6), 8)) == 0
    assert remind(at(date(2026, 10, 8), 8)) == 2


def test_on_other_days_only_what_is_new_is_said(term: World) -> None:
    assert remind(at(date(2026, 9, 15), 8)) == 0
    LifeEvent.unscoped.create(
        school=term.schools["mingde"], student=term.students["xiaoming"], kind="bereavement",
        happened_on=date(2026, 9, 16), recorded_by=term.staff["wang"], recorded_at=at(date(2026, 9, 16), 7),
    )  # fmt: skip
    assert remind(at(date(2026, 9, 16), 8)) == 1
    assert digests(term, "wang") == ["谈心谈话：1 名学生，9月21日前。"]


def test_what_is_done_is_not_said(term: World) -> None:
    talk(term, "li", "xiaogang", on=MONDAY)
    assert remind(at(date(2026, 9, 21), 8)) == 2
    talk(term, "li", "xiaogang", on=date(2026, 9, 28))
    remind(at(date(2026, 9, 28), 17))
    assert len(digests(term, "li")) == 2
    assert "每周谈心" not in digests(term, "li")[0]
