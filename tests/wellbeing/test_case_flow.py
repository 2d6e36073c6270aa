"""A case from its opening to its end and again."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from liangshi.audit.models import Entry
from liangshi.notices.models import Notice
from liangshi.wellbeing.case_choices import ActionState, CaseState, EntryKind, MemberState
from liangshi.wellbeing.models import Case, CaseAction, CaseConcern, CaseEntry, CaseMember, NeverEditedError
from liangshi.wellbeing.services.case_entries import (
    CaseClosedError,
    EntryDraft,
    NotAnswerableError,
    NotYetError,
    write_entry,
)
from liangshi.wellbeing.services.case_law import NotYoursError, UnfitForCaseError
from liangshi.wellbeing.services.case_team import (
    ActionDraft,
    AnsweredAlreadyError,
    InvitedAlreadyError,
    NeedsOutcomeError,
    NotInTeamError,
    SettledAlreadyError,
    add_action,
    answer_invitation,
    invite,
    leave_team,
    settle_action,
)
from liangshi.wellbeing.services.cases import (
    CaseMovedError,
    Closing,
    InCaseAlreadyError,
    LinkedAlreadyError,
    NeedsWordsError,
    NextDateError,
    NoStudentError,
    Opening,
    StillToDoError,
    close_case,
    hand_over,
    join_concern,
    link_cases,
    open_case,
    reopen_case,
    set_review,
)
from tests.wellbeing.case_world import NOW, SOON, WHY, a_case, by, concern, fresh, held, in_team, part_of, related
from tests.world import World

TODAY = NOW.date()


def write(
    world: World, case: Case, kind: EntryKind, writer: str = "zhou", about: CaseEntry | None = None, **content: str
):
    draft = EntryDraft(TODAY, content or {"text": "有变化"}, about)
    return write_entry(by=by(world, writer), case=case, kind=kind, draft=draft, now=NOW)


def action(world: World, case: Case, whom: str = "zhou", who: str = "zhou") -> CaseAction:
    draft = ActionDraft("与家长见面", world.staff[whom], SOON, "family")
    return add_action(by=by(world, who), case=case, draft=draft, now=NOW)


def test_whoever_opens_it_owns_it_and_it_has_a_number_and_a_next_date(world: World) -> None:
    case = a_case(world)
    assert (case.number, case.owner.name, case.review_on) == ("2026-001", "周心怡", SOON)
    assert CaseEntry.unscoped.get(case=case).kind == EntryKind.OPENING
    assert Entry.unscoped.filter(verb="case.opening", subject=case.public_id).exists()
    assert a_case(world, "xiaohong").number == "2026-002"


def test_a_student_has_one_open_case_and_a_concern_stands_in_one(world: World) -> None:
    case = a_case(world)
    row = held(world, concern(world), "zhou")
    opening = Opening(WHY, SOON)
    with pytest.raises(InCaseAlreadyError):
        open_case(by=by(world, "zhou"), part=part_of(row), draft=opening, now=NOW)
    join_concern(by=by(world, "zhou"), case=case, part=part_of(row), text="又一次缺课", now=NOW)
    assert CaseConcern.unscoped.filter(case=case).count() == 2
    with pytest.raises(InCaseAlreadyError):
        join_concern(by=by(world, "zhou"), case=case, part=part_of(row), text="", now=NOW)


def test_a_concern_of_another_student_or_of_nobody_known_does_not_join(world: World) -> None:
    case = a_case(world)
    other = held(world, concern(world, "xiaohong"), "zhou")
    with pytest.raises(NoStudentError):
        join_concern(by=by(world, "zhou"), case=case, part=part_of(other), text="", now=NOW)
    part = part_of(other)
    part.student = None
    part.save()
    with pytest.raises(NoStudentError):
        open_case(by=by(world, "zhou"), part=part, draft=Opening(WHY, SOON), now=NOW)


def test_who_does_not_read_the_concern_opens_no_case_of_it(world: World) -> None:
    row = held(world, concern(world), "zhou")
    with pytest.raises(NotYoursError):
        open_case(by=by(world, "wang"), part=part_of(row), draft=Opening(WHY, SOON), now=NOW)
    with pytest.raises(NextDateError):
        open_case(by=by(world, "zhou"), part=part_of(row), draft=Opening(WHY, date(2026, 9, 9)), now=NOW)


def test_an_invitation_opens_the_case_only_once_it_is_accepted(world: World) -> None:
    case = a_case(world)
    member = invite(by=by(world, "zhou"), case=case, staff=world.staff["wang"], task="每天看一眼", now=NOW)
    assert not Case.objects.visible_to(by(world, "wang")).exists()
    notice = Notice.unscoped.get(account=world.account("wang"))
    assert "赵小明" not in notice.title + notice.text
    answer_invitation(by=by(world, "wang"), member=member, accepts=True, now=NOW)
    assert list(Case.objects.visible_to(by(world, "wang"))) == [case]
    with pytest.raises(AnsweredAlreadyError):
        answer_invitation(by=by(world, "wang"), member=member, accepts=False, now=NOW)


def test_who_declines_or_leaves_reads_nothing(world: World) -> None:
    case = a_case(world)
    member = invite(by=by(world, "zhou"), case=case, staff=world.staff["wang"], task="每天看一眼", now=NOW)
    answer_invitation(by=by(world, "wang"), member=member, accepts=False, now=NOW)
    assert not Case.objects.visible_to(by(world, "wang")).exists()
    joined = in_team(world, case, "gao")
    leave_team(by=by(world, "gao"), member=joined, now=NOW)
    assert not Case.objects.visible_to(by(world, "gao")).exists()


def test_nobody_answers_for_another_or_is_invited_twice(world: World) -> None:
    case = a_case(world)
    member = invite(by=by(world, "zhou"), case=case, staff=world.staff["wang"], task="每天看一眼", now=NOW)
    with pytest.raises(NotYoursError):
        answer_invitation(by=by(world, "gao"), member=member, accepts=True, now=NOW)
    for name in ("wang", "zhou"):
        with pytest.raises(InvitedAlreadyError):
            invite(by=by(world, "zhou"), case=case, staff=world.staff[name], task="看", now=NOW)


def test_a_relative_is_neither_invited_nor_let_in_when_it_was_declared_later(world: World) -> None:
    case = a_case(world)
    member = invite(by=by(world, "zhou"), case=case, staff=world.staff["wang"], task="每天看一眼", now=NOW)
    related(world, "wang")
    with pytest.raises(UnfitForCaseError):
        answer_invitation(by=by(world, "wang"), member=member, accepts=True, now=NOW)
    related(world, "gao")
    with pytest.raises(UnfitForCaseError):
        invite(by=by(world, "zhou"), case=case, staff=world.staff["gao"], task="看", now=NOW)


def test_only_owner_and_counsellor_invite(world: World) -> None:
    case = a_case(world)
    in_team(world, case, "wang")
    with pytest.raises(NotYoursError):
        invite(by=by(world, "wang"), case=case, staff=world.staff["gao"], task="看", now=NOW)


def test_entries_stand_below_what_they_answer(world: World) -> None:
    case = a_case(world)
    notice = write(world, case, EntryKind.FAMILY_NOTICE, to="母亲", way="phone", text="请今晚陪伴")
    answer = write(world, case, EntryKind.FAMILY_ANSWER, about=notice, who="母亲", answer="agrees")
    assert answer.about == notice
    note = write(world, case, EntryKind.NOTE)
    for kind, about in ((EntryKind.FAMILY_ANSWER, None), (EntryKind.FAMILY_ANSWER, note), (EntryKind.NOTE, notice)):
        with pytest.raises(NotAnswerableError):
            write(world, case, kind, about=about)
    with pytest.raises(NotAnswerableError):
        write(world, a_case(world, "xiaohong"), EntryKind.FAMILY_ANSWER, about=notice)


def test_refusal_appeal_and_return_have_their_places(world: World) -> None:
    case = a_case(world)
    referral = write(world, case, EntryKind.REFERRAL, to="市第二医院", reason="需要专业评估", parents="同意")
    write(world, case, EntryKind.RETURN, about=referral, parents="present", present="班主任", agreed="先上半天")
    refusal = write(world, case, EntryKind.REFUSAL, about=referral, who="父亲", reason="认为没有必要")
    appeal = write(world, case, EntryKind.APPEAL, about=refusal, who="母亲", text="请再商量")
    assert appeal.about == refusal
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseEntry.unscoped.create(
            case=case, kind="return", happened_on=TODAY, written_at=NOW, written_by=world.staff["zhou"], content="{}"
        )


def test_an_entry_is_neither_changed_nor_taken_away_nor_dated_ahead(world: World) -> None:
    case = a_case(world)
    write(world, case, EntryKind.NOTE)
    with pytest.raises(NeverEditedError):
        CaseEntry.unscoped.filter(case=case).update(kind="plan")
    with pytest.raises(NeverEditedError):
        CaseEntry.unscoped.filter(case=case).delete()
    ahead = EntryDraft(TODAY + timedelta(days=1), {"text": "明天"})
    with pytest.raises(NotYetError):
        write_entry(by=by(world, "zhou"), case=case, kind=EntryKind.NOTE, draft=ahead, now=NOW)
    with pytest.raises(NotYetError):
        write(world, case, EntryKind.CLOSING)


def test_an_assessment_gives_the_case_its_level(world: World) -> None:
    case = a_case(world)
    draft = EntryDraft(TODAY, {"level": "二级", "trigger": "考试", "protective": "篮球"}, level="two")
    write_entry(by=by(world, "zhou"), case=case, kind=EntryKind.ASSESSMENT, draft=draft, now=NOW)
    assert fresh(case).level == "two"


def test_an_action_goes_to_somebody_of_the_case_and_ends_with_an_outcome(world: World) -> None:
    case = a_case(world)
    with pytest.raises(NotInTeamError):
        action(world, case, "wang")
    in_team(world, case, "wang")
    row = action(world, case, "wang")
    assert fresh(case).open_actions == 1
    with pytest.raises(NeedsOutcomeError):
        settle_action(by=by(world, "wang"), action=row, done=True, outcome="", now=NOW)
    settle_action(by=by(world, "wang"), action=row, done=True, outcome="母亲来过了", now=NOW)
    assert (fresh(case).open_actions, CaseAction.unscoped.get().state) == (0, ActionState.DONE)
    assert CaseEntry.unscoped.filter(kind=EntryKind.ACTION_DONE).exists()
    with pytest.raises(SettledAlreadyError):
        settle_action(by=by(world, "zhou"), action=row, done=False, outcome="重复", now=NOW)


def test_what_somebody_who_leaves_had_to_do_goes_to_the_owner(world: World) -> None:
    case = a_case(world)
    member = in_team(world, case, "wang")
    row = action(world, case, "wang")
    leave_team(by=by(world, "zhou"), member=member, now=NOW)
    row.refresh_from_db()
    assert row.assigned == case.owner


def test_it_is_not_closed_while_something_is_to_be_done_unless_a_reason_is_given(world: World) -> None:
    case = a_case(world)
    action(world, case)
    with pytest.raises(StillToDoError):
        close_case(by=by(world, "zhou"), case=case, draft=Closing("稳定了"), now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.unscoped.filter(pk=case.pk).update(state="closed", closed_at=NOW, review_on=None)
    close_case(by=by(world, "zhou"), case=case, draft=Closing("已转学", "moved_away"), now=NOW)
    assert (fresh(case).state, fresh(case).unfinished) == (CaseState.CLOSED, "moved_away")


def test_once_closed_the_team_reads_it_no_longer_and_nothing_new_is_planned(world: World) -> None:
    case = a_case(world)
    in_team(world, case, "wang")
    close_case(by=by(world, "zhou"), case=case, draft=Closing("稳定了"), now=NOW)
    assert not Case.objects.visible_to(by(world, "wang")).exists()
    assert CaseMember.unscoped.get().state == MemberState.LEFT
    for kind in (EntryKind.PLAN, EntryKind.ASSESSMENT):
        with pytest.raises(CaseClosedError):
            write(world, case, kind)
    with pytest.raises(CaseClosedError):
        action(world, case)
    assert write(world, case, EntryKind.FOLLOW_UP, way="visit", text="状态不错").pk


def test_it_is_opened_again_with_everything_that_was_written(world: World) -> None:
    case = a_case(world)
    action(world, case)
    close_case(by=by(world, "zhou"), case=case, draft=Closing("家长不同意", "family_declines"), now=NOW)
    reopen_case(by=by(world, "zhou"), case=fresh(case), draft=Opening("又出现缺课", SOON), now=NOW)
    again = fresh(case)
    assert (again.state, again.closed_at, again.unfinished, again.open_actions) == (CaseState.OPEN, None, "", 1)
    kinds = list(CaseEntry.unscoped.filter(case=case).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["opening", "closing", "reopening"]


def test_it_is_not_opened_again_beside_another_open_one(world: World) -> None:
    case = a_case(world)
    close_case(by=by(world, "zhou"), case=case, draft=Closing("稳定了"), now=NOW)
    a_case(world)
    with pytest.raises(InCaseAlreadyError):
        reopen_case(by=by(world, "zhou"), case=fresh(case), draft=Opening("又来", SOON), now=NOW)


def test_two_who_close_at_once_do_not_cross(world: World) -> None:
    case = a_case(world)
    seen = fresh(case)
    set_review(by=by(world, "zhou"), case=case, day=date(2026, 9, 30), now=NOW)
    with pytest.raises(CaseMovedError):
        close_case(by=by(world, "zhou"), case=seen, draft=Closing("稳定了"), now=NOW)


def test_another_owner_takes_over_with_what_was_to_be_done(world: World) -> None:
    case = a_case(world, owner="zhou")
    row = action(world, case)
    hand_over(by=by(world, "zhou"), case=case, to=world.staff["gao"], reason="外出培训", now=NOW)
    row.refresh_from_db()
    assert (fresh(case).owner.name, row.assigned.name) == ("高建平", "高建平")
    assert list(Case.objects.visible_to(by(world, "gao"))) == [case]
    assert Notice.unscoped.filter(account=world.account("gao"), kind="case.handed_over").exists()
    with pytest.raises(NeedsWordsError):
        hand_over(by=by(world, "zhou"), case=fresh(case), to=world.staff["wang"], reason="", now=NOW)


def test_the_owner_is_never_a_relative_or_somebody_kept_away_or_gone(world: World) -> None:
    case = a_case(world, adults=("wang",), owner="zhou")
    related(world, "gao")
    world.staff["chen"].left_on = TODAY
    world.staff["chen"].save()
    for name in ("wang", "gao", "chen", "he"):
        with pytest.raises(UnfitForCaseError):
            hand_over(by=by(world, "zhou"), case=fresh(case), to=world.staff[name], reason="换人", now=NOW)


def test_where_the_owner_left_the_principal_names_another_and_reads_nothing(world: World) -> None:
    case = a_case(world)
    with pytest.raises(NotYoursError):
        hand_over(by=by(world, "lin"), case=case, to=world.staff["gao"], reason="换人", now=NOW)
    world.staff["zhou"].left_on = TODAY
    world.staff["zhou"].save()
    hand_over(by=by(world, "lin"), case=fresh(case), to=world.staff["gao"], reason="周老师调离", now=NOW)
    assert fresh(case).owner.name == "高建平"
    assert not Case.objects.visible_to(by(world, "lin")).exists()


def test_two_cases_that_belong_together_say_so(world: World) -> None:
    first, second = a_case(world), a_case(world, "xiaohong")
    link_cases(by=by(world, "zhou"), case=second, other=first, reason="同一件事", now=NOW)
    assert CaseEntry.unscoped.filter(kind=EntryKind.LINKED).count() == 2
    for other in (first, second):
        with pytest.raises(LinkedAlreadyError):
            link_cases(by=by(world, "zhou"), case=first, other=other, reason="再一次", now=NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "closed"},
        {"review_on": None},
        {"closed_at": NOW},
        {"unfinished": "moved_away"},
        {"state": "lost", "closed_at": NOW},
        {"owner": None},
    ],
)
def test_the_database_refuses_a_case_that_is_neither_here_nor_there(world: World, wrong: dict[str, object]) -> None:
    case = a_case(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.unscoped.filter(pk=case.pk).update(**wrong)
