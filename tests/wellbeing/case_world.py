"""Cases of the world: concerns about xiaoming, cases that zhou opens, viewers by name."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from liangshi.access.queries import viewer_of
from liangshi.access.queries.glass import with_broken_glass
from liangshi.domain.access import Viewer
from liangshi.people.models import DeclaredRelative
from liangshi.wellbeing.choices import ConcernState
from liangshi.wellbeing.models import Case, CaseMember, Concern, ConcernAdult, ConcernStudent, Hand, KeptAway
from liangshi.wellbeing.services.case_team import answer_invitation, invite
from liangshi.wellbeing.services.cases import Opening, open_case
from tests.world import TODAY, World

NOW = datetime(2026, 9, 10, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SOON = date(2026, 9, 17)
SECRET = "手臂上有划痕"
WHY = "连续三天没有来上课，需要几位老师一起看"


def by(world: World, name: str, now: datetime = NOW) -> Viewer:
    """The person as a request would see them."""
    return with_broken_glass(viewer_of(world.account(name), TODAY), now)


def concern(world: World, *students: str, raised_by: str = "wang", now: datetime = NOW, adults: tuple[str, ...] = ()):
    """A concern about these students (xiaoming) in the counsellor's hands; the adults and nobody else kept away."""
    school = world.schools["mingde"]
    row = Concern.unscoped.create(
        school=school, raised_by=world.account(raised_by), raised_at=now, sent_key=f"k{Concern.unscoped.count()}",
        danger="no", facts=SECRET, state=ConcernState.IN_HANDS,
    )  # fmt: skip
    for name in students or ("xiaoming",):
        ConcernStudent.unscoped.create(school=school, concern=row, student=world.students[name])
    for name in adults:
        ConcernAdult.unscoped.create(school=school, concern=row, staff=world.staff[name])
        KeptAway.unscoped.create(school=school, concern=row, account=world.account(name))
    return row


def held(world: World, row: Concern, name: str, now: datetime = NOW) -> Concern:
    """In somebody's hands."""
    Hand.unscoped.create(school=row.school, concern=row, person=world.account(name), at=now)
    return row


def part_of(row: Concern, index: int = 0) -> ConcernStudent:
    return ConcernStudent.unscoped.filter(concern=row)[index]


def a_case(world: World, student: str = "xiaoming", owner: str = "zhou", now: datetime = NOW, **kwargs) -> Case:
    """A case that its owner opened."""
    row = held(world, concern(world, student, now=now, **kwargs), owner, now)
    return open_case(by=by(world, owner), part=part_of(row), draft=Opening(WHY, SOON), now=now)


def in_team(world: World, case: Case, name: str, now: datetime = NOW) -> CaseMember:
    """A colleague who was invited by the owner and accepted."""
    member = invite(by=by(world, "zhou"), case=case, staff=world.staff[name], task="每天看一眼", now=now)
    answer_invitation(by=by(world, name), member=member, accepts=True, now=now + timedelta(minutes=1))
    return CaseMember.unscoped.get(pk=member.pk)


def related(world: World, name: str, student: str = "xiaoming") -> None:
    """A declared relative."""
    DeclaredRelative.unscoped.create(
        school=world.schools["mingde"], staff=world.staff[name], student=world.students[student], relation="亲属"
    )


def fresh(case: Case) -> Case:
    return Case.unscoped.get(pk=case.pk)
