"""Whatever is done to a case in whatever order: an owner, a next date, nothing undone without a reason."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangshi.foundation.refusals import RefusalError
from liangshi.people.models import Staff
from liangshi.wellbeing.case_choices import ActionState, CaseState, EntryKind
from liangshi.wellbeing.models import Case, CaseAction, CaseEntry, CaseMember
from liangshi.wellbeing.services.case_entries import EntryDraft, write_entry
from liangshi.wellbeing.services.case_team import (
    ActionDraft,
    add_action,
    answer_invitation,
    invite,
    leave_team,
    settle_action,
)
from liangshi.wellbeing.services.cases import Closing, Opening, close_case, hand_over, reopen_case, set_review
from tests.wellbeing.case_world import NOW, SOON, a_case, by, fresh
from tests.world import World

PEOPLE = ("zhou", "gao", "wang", "lin")
STEPS = ("invite", "accept", "leave", "act", "settle", "close", "leave undone", "reopen", "hand over", "date", "write")


class Desk:
    """One case, and whatever somebody tries next; what is refused changes nothing."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.case = a_case(world)
        self.viewers = {name: by(world, name) for name in PEOPLE}
        self.now = NOW

    def do(self, step: str, actor: str, whom: str) -> bool:
        self.now += timedelta(minutes=1)
        try:
            with transaction.atomic():
                getattr(self, "_" + step.replace(" ", "_"))(self.viewers[actor], self.world.staff[whom])
        except RefusalError:
            return False
        return True

    def _invite(self, viewer, staff: Staff) -> None:
        invite(by=viewer, case=fresh(self.case), staff=staff, task="看", now=self.now)

    def _accept(self, viewer, staff: Staff) -> None:
        for member in CaseMember.unscoped.filter(staff=viewer.staff).select_related("case", "staff"):
            answer_invitation(by=viewer, member=member, accepts=True, now=self.now)

    def _leave(self, viewer, staff: Staff) -> None:
        for member in CaseMember.unscoped.filter(staff=staff).select_related("case", "staff"):
            leave_team(by=viewer, member=member, now=self.now)

    def _act(self, viewer, staff: Staff) -> None:
        add_action(by=viewer, case=fresh(self.case), draft=ActionDraft("谈", staff, SOON, "task"), now=self.now)

    def _settle(self, viewer, staff: Staff) -> None:
        for action in CaseAction.unscoped.filter(state=ActionState.OPEN).select_related("case")[:1]:
            settle_action(by=viewer, action=action, done=True, outcome="好", now=self.now)

    def _close(self, viewer, staff: Staff) -> None:
        close_case(by=viewer, case=fresh(self.case), draft=Closing("稳定"), now=self.now)

    def _leave_undone(self, viewer, staff: Staff) -> None:
        close_case(by=viewer, case=fresh(self.case), draft=Closing("转学", "moved_away"), now=self.now)

    def _reopen(self, viewer, staff: Staff) -> None:
        reopen_case(by=viewer, case=fresh(self.case), draft=Opening("又来", SOON), now=self.now)

    def _hand_over(self, viewer, staff: Staff) -> None:
        hand_over(by=viewer, case=fresh(self.case), to=staff, reason="换人", now=self.now)

    def _date(self, viewer, staff: Staff) -> None:
        set_review(by=viewer, case=fresh(self.case), day=SOON + timedelta(days=1), now=self.now)

    def _write(self, viewer, staff: Staff) -> None:
        draft = EntryDraft(NOW.date(), {"text": "好"})
        write_entry(by=viewer, case=fresh(self.case), kind=EntryKind.NOTE, draft=draft, now=self.now)


def holds(desk: Desk, entries_before: int) -> int:
    case = Case.unscoped.select_related("owner").get(pk=desk.case.pk)
    left = CaseAction.unscoped.filter(case=case, state=ActionState.OPEN)
    assert case.owner.left_on is None
    assert case.open_actions == left.count()
    assert case.state == CaseState.OPEN or case.open_actions == 0 or case.unfinished
    assert (case.state == CaseState.OPEN) == (case.review_on is not None)
    assert Case.unscoped.visible_to(by(desk.world, _name(desk.world, case.owner))).filter(pk=case.pk).exists()
    places = set(CaseMember.unscoped.filter(case=case, state="accepted").values_list("staff", flat=True))
    assert case.state == CaseState.OPEN or not places
    if case.state == CaseState.OPEN:
        assert set(left.values_list("assigned", flat=True)) <= places | {case.owner_id}
    entries = CaseEntry.unscoped.filter(case=case).count()
    assert entries >= entries_before
    return entries


def _name(world: World, staff: Staff) -> str:
    return next(name for name, one in world.staff.items() if one.pk == staff.pk)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    st.lists(
        st.tuples(st.sampled_from(STEPS), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)), min_size=3, max_size=14
    )
)
def test_a_case_always_has_an_owner_and_leaves_nothing_undone_in_silence(world: World, path) -> None:
    with transaction.atomic():
        desk = Desk(world)
        entries = holds(desk, 0)
        for step, actor, whom in path:
            desk.do(step, actor, whom)
            entries = holds(desk, entries)
        transaction.set_rollback(True)


@pytest.mark.parametrize("actor", ["wang", "lin"])
def test_who_does_not_work_on_it_changes_nothing(world: World, actor: str) -> None:
    desk = Desk(world)
    before = Case.unscoped.values().get(pk=desk.case.pk)
    assert not any(desk.do(step, actor, "gao") for step in STEPS if step not in {"accept", "leave", "settle"})
    assert Case.unscoped.values().get(pk=desk.case.pk) == before
