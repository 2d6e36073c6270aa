"""Clubs with leader and members."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from liangshi.domain.access import Viewer
from liangshi.people.models import AcademicYear, Club, ClubMembership, Staff, Student

from .problems import AlreadyMemberError, NameTakenError, StillInUseError, refusing
from .trail import note, store


@dataclass(frozen=True, slots=True)
class ClubDraft:
    """A club of one year."""

    name: str
    leader: Staff | None


@transaction.atomic
def add_club(*, by: Viewer, year: AcademicYear, draft: ClubDraft, now: datetime) -> Club:
    """A club of `year`."""
    with refusing(NameTakenError):
        club = Club.unscoped.create(school=year.school, year=year, name=draft.name, leader=draft.leader)
    note(by=by, verb="club.added", row=club, school=year.school_id, now=now)
    return club


@transaction.atomic
def change_club(*, by: Viewer, club: Club, draft: ClubDraft, now: datetime) -> None:
    """Another name or leader."""
    with refusing(NameTakenError):
        changed = store(club, {"name": draft.name, "leader_id": draft.leader.pk if draft.leader else None})
    if changed:
        note(by=by, verb="club.changed", row=club, school=club.school_id, now=now, detail={"fields": changed})


@transaction.atomic
def remove_club(*, by: Viewer, club: Club, now: datetime) -> None:
    """Take a club away, with its list of members."""
    note(
        by=by, verb="club.removed", row=club, school=club.school_id, now=now,
        detail={"members": ClubMembership.unscoped.filter(club=club).count()},
    )  # fmt: skip
    with refusing(StillInUseError):
        club.delete()


@transaction.atomic
def join_club(*, by: Viewer, club: Club, student: Student, now: datetime) -> None:
    """The student becomes a member."""
    with refusing(AlreadyMemberError):
        ClubMembership.unscoped.create(school_id=club.school_id, club=club, student=student)
    note(by=by, verb="club.joined", row=club, school=club.school_id, now=now, detail={"student": student.public_id})


@transaction.atomic
def leave_club(*, by: Viewer, club: Club, student: Student, now: datetime) -> bool:
    """The student is a member no more; False where this was so before."""
    gone, _ = ClubMembership.unscoped.filter(club=club, student=student).delete()
    if gone:
        note(by=by, verb="club.left", row=club, school=club.school_id, now=now, detail={"student": student.public_id})
    return bool(gone)
