"""Who can read a case: computed from the same facts as the law, and shown on its page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet
from django.utils import timezone

from liangshi.domain.access import Role
from liangshi.domain.case_access import CaseFacts
from liangshi.people.models import DeclaredRelative, RoleAppointment, Staff
from liangshi.wellbeing.case_choices import MemberState
from liangshi.wellbeing.models import Case, CaseConcern, CaseMember, ConcernAdult, KeptAway
from liangshi.wellbeing.queries.glass import open_on


class Why(StrEnum):
    """Why somebody reads the case."""

    OWNER = "owner"
    TEAM = "team"
    COUNSELLOR = "counsellor"
    GLASS = "glass"


@dataclass(frozen=True, slots=True)
class Reader:
    """A person who can read the case; `detail` is the task in the team, `until` the end of an opening."""

    name: str
    why: Why
    detail: str = ""
    until: datetime | None = None


def facts_of(case: Case) -> CaseFacts:
    """The case as the law sees it; four statements."""
    team = CaseMember.unscoped.filter(case=case, state=MemberState.ACCEPTED).values_list("staff", flat=True)
    concerns = CaseConcern.unscoped.filter(case=case).values("part__concern")
    return CaseFacts(
        case=case.pk,
        school=case.school_id,
        student=case.student_id,
        owner=case.owner_id,
        team=frozenset(team),
        kept_away=frozenset(KeptAway.unscoped.filter(concern__in=concerns).values_list("account", flat=True)),
        about_adults=ConcernAdult.unscoped.filter(concern__in=concerns).exists(),
    )


def readers_of(case: Case, now: datetime) -> tuple[Reader, ...]:
    """Everybody who can open the page of the case at the moment, once each."""
    facts = facts_of(case)
    related = DeclaredRelative.unscoped.filter(student=case.student_id).values("staff")
    present = Staff.unscoped.filter(left_on__isnull=True, school=case.school_id, account__is_active=True)
    allowed = present.exclude(account__in=facts.kept_away).exclude(pk__in=related)
    found: dict[int, Reader] = {}
    for staff, reader in _by_role(case, facts, allowed, now):
        found.setdefault(staff, reader)
    glass = [Reader(one.account.name, Why.GLASS, one.reason, one.ends_at) for one in open_on(case, now)]
    return (*found.values(), *glass)


def _by_role(case: Case, facts: CaseFacts, allowed: QuerySet[Staff], now: datetime) -> Iterator[tuple[int, Reader]]:
    for staff in allowed.filter(pk=facts.owner):
        yield staff.pk, Reader(staff.name, Why.OWNER)
    members = CaseMember.unscoped.filter(case=case, state=MemberState.ACCEPTED, staff__in=allowed.values("pk"))
    for member in members.select_related("staff"):
        yield member.staff_id, Reader(member.staff.name, Why.TEAM, member.task)
    if facts.about_adults:
        return
    held = RoleAppointment.unscoped.on(timezone.localdate(now))
    appointed = held.filter(school=case.school_id, role=Role.COUNSELLOR)
    for staff in allowed.filter(account__in=appointed.values("account")):
        yield staff.pk, Reader(staff.name, Why.COUNSELLOR)
