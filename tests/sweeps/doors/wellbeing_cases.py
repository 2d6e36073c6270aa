"""Doors of cases. A case of xiaoming that zhou owns, gao in its team, wang invited; xiaohong's stands in a list."""

from collections.abc import Callable
from datetime import date

from liangshi.pairing.models import Nomination
from liangshi.wellbeing.case_choices import EntryKind, MemberState
from liangshi.wellbeing.models import (
    BrokenGlass,
    Case,
    CaseAction,
    CaseEntry,
    CaseMember,
    ConcernStudent,
    Screening,
    StudentCheckIn,
    SupportFile,
)
from liangshi.wellbeing.services.case_entries import EntryDraft, write_entry
from liangshi.wellbeing.services.case_team import ActionDraft, add_action, invite
from liangshi.wellbeing.services.glass import Break, break_glass
from tests.sweeps.doors import STAFF, DoorRow
from tests.wellbeing.case_world import NOW, SOON, a_case, by, concern, held, in_team
from tests.world import World

ALL_STAFF = STAFF | {"he"}
READS = frozenset({"zhou", "gao"})
COUNSELS = frozenset({"zhou"})
PRINCIPAL = frozenset({"lin"})
WATCHES = frozenset({"lin", "shen", "zhou", "he"})
FIGURES = frozenset({"lin", "shen", "zhou", "he"})
BUREAU = frozenset({"feng"})
PUPILS = frozenset({"xiaoming", "xiaogang", "zheng"})
LISTS = frozenset({"shen", "gao", "wang"})
DONE = (303,)


def the_case(world: World) -> Case:
    """The case; made on the first call."""
    found = Case.unscoped.filter(student=world.students["xiaoming"]).first()
    if found is not None:
        return found
    case = a_case(world)
    in_team(world, case, "gao")
    invite(by=by(world, "zhou"), case=case, staff=world.staff["wang"], task="每天看一眼", now=NOW)
    notice = EntryDraft(NOW.date(), {"to": "母亲", "way": "phone", "text": "请今晚陪伴"})
    write_entry(by=by(world, "zhou"), case=case, kind=EntryKind.FAMILY_NOTICE, draft=notice, now=NOW)
    todo = ActionDraft("与家长见面", world.staff["zhou"], SOON, "family")
    add_action(by=by(world, "zhou"), case=case, draft=todo, now=NOW)
    return case


def to(tail: str = "") -> Callable[[World], str]:
    return lambda world: f"/cases/{the_case(world).public_id}/{tail}"


def settle(world: World) -> str:
    case = the_case(world)
    return f"/cases/{case.public_id}/actions/{CaseAction.unscoped.get(case=case).public_id}/"


def notice(world: World) -> str:
    case = the_case(world)
    entry = CaseEntry.unscoped.get(case=case, kind=EntryKind.FAMILY_NOTICE)
    return f"/cases/{case.public_id}/notices/{entry.public_id}.docx"


def new(world: World) -> str:
    part = ConcernStudent.unscoped.filter(student=world.students["xiaohong"]).first()
    if part is None:
        row = held(world, concern(world, "xiaohong", raised_by="li"), "zhou")
        part = ConcernStudent.unscoped.get(concern=row)
    return f"/cases/new/{part.concern.public_id}/{world.students['xiaohong'].public_id}/"


def asked(tail: str = "") -> Callable[[World], str]:
    def address(world: World) -> str:
        member = CaseMember.unscoped.get(case=the_case(world), staff=world.staff["wang"])
        return f"/invitations/{member.public_id}/{tail}"

    return address


def leaving(world: World) -> str:
    """The place of gao, taken again before each try."""
    rows = CaseMember.unscoped.filter(case=the_case(world), staff=world.staff["gao"])
    rows.update(state=MemberState.ACCEPTED)
    return f"/invitations/{rows.get().public_id}/leave/"


def ending(world: World) -> str:
    found = BrokenGlass.unscoped.first()
    if found is None:
        found = break_glass(by=by(world, "lin"), target=the_case(world), draft=Break("要看", 1), now=NOW)
    return f"/care/glass-end/{found.public_id}/"


def orphan(world: World) -> str:
    """A case whose owner has left."""
    case = the_case(world)
    Case.unscoped.filter(pk=case.pk).update(owner=world.staff["chen"])
    world.staff["chen"].left_on = date(2026, 9, 9)
    world.staff["chen"].save()
    return f"/care/overview/{case.public_id}/owner/"


def tapped(world: World) -> str:
    row = StudentCheckIn.unscoped.first() or StudentCheckIn.unscoped.create(
        school=world.schools["mingde"], student=world.students["xiaoming"], on=NOW.date(), at=NOW, mood="rainy",
        wants_talk=True,
    )  # fmt: skip
    return f"/care/check-ins/{row.public_id}/answered/"


def levels(world: World) -> str:
    row = Screening.unscoped.first() or Screening.unscoped.create(
        school=world.schools["mingde"], name="秋季测评", held_on=NOW.date(), forget_on=date(2027, 9, 1),
        imported_at=NOW, imported_by=world.account("zhou"),
    )  # fmt: skip
    return f"/care/screenings/{row.public_id}/"


def listed(world: World) -> str:
    """xiaohong stands in a list that shen keeps."""
    student = world.students["xiaohong"]
    Nomination.unscoped.get_or_create(
        student=student,
        defaults={
            "school": world.schools["mingde"], "kind": "category", "category": "留守", "route": "coordinator",
            "nominated_by": world.account("shen"), "nominated_at": NOW, "reason": "父母在外地", "state": "confirmed",
            "decided_by": world.account("shen"), "decided_at": NOW, "review_on": date(2027, 1, 1),
            "expires_on": date(2027, 7, 1),
        },
    )  # fmt: skip
    return f"/support-files/new/{student.public_id}/"


def kept(tail: str = "") -> Callable[[World], str]:
    def address(world: World) -> str:
        row = SupportFile.unscoped.first() or SupportFile.unscoped.create(
            school=world.schools["mingde"], student=world.students["xiaohong"], keeper=world.staff["li"],
            strengths="画画", aims="按时到校", measures="每周谈一次", opened_at=NOW,
        )  # fmt: skip
        return f"/support-files/{row.public_id}/{tail}"

    return address


def unended(world: World) -> str:
    """The file, running again before each try."""
    address = kept("end/")(world)
    SupportFile.unscoped.update(ended_at=None)
    return address


DOORS = {
    "wellbeing:board": DoorRow(COUNSELS, lambda world: "/care/"),
    "wellbeing:figures": DoorRow(FIGURES, lambda world: "/care/figures/"),
    "wellbeing:region": DoorRow(BUREAU, lambda world: "/care/region/"),
    "wellbeing:overview": DoorRow(PRINCIPAL, lambda world: "/care/overview/"),
    "wellbeing:orphan_owner": DoorRow(PRINCIPAL, orphan),
    "wellbeing:glass": DoorRow(WATCHES, lambda world: "/care/glass/"),
    "wellbeing:glass_break": DoorRow(PRINCIPAL, lambda world: f"/care/glass/case/{the_case(world).public_id}/"),
    "wellbeing:glass_end": DoorRow(PRINCIPAL, ending, method="post", status=DONE),
    "wellbeing:check_ins": DoorRow(COUNSELS, lambda world: "/care/check-ins/"),
    "wellbeing:check_in_answered": DoorRow(COUNSELS, tapped, method="post", status=DONE),
    "wellbeing:screenings": DoorRow(COUNSELS, lambda world: "/care/screenings/"),
    "wellbeing:screening": DoorRow(COUNSELS, levels),
    "wellbeing:check_in": DoorRow(PUPILS, lambda world: "/check-in/"),
    "wellbeing:support_files": DoorRow(ALL_STAFF, lambda world: "/support-files/"),
    "wellbeing:support_new": DoorRow(LISTS, listed),
    "wellbeing:support_file": DoorRow(LISTS | {"li"}, kept()),
    "wellbeing:support_check": DoorRow(LISTS | {"li"}, kept("check/")),
    "wellbeing:support_end": DoorRow(LISTS | {"li"}, unended, method="post", status=DONE),
    "wellbeing:invitation": DoorRow(frozenset({"wang"}), asked()),
    "wellbeing:invitation_answer": DoorRow(frozenset({"wang"}), asked("answer/"), method="post", status=DONE),
    "wellbeing:member_leave": DoorRow(READS, leaving, method="post", status=DONE),
    "wellbeing:cases": DoorRow(ALL_STAFF, lambda world: "/cases/"),
    "wellbeing:case_new": DoorRow(COUNSELS, new),
    "wellbeing:case": DoorRow(READS, to()),
    "wellbeing:case_write": DoorRow(READS, to("write/note/")),
    "wellbeing:action_new": DoorRow(READS, to("actions/new/")),
    "wellbeing:action_settle": DoorRow(READS, settle),
    "wellbeing:case_review": DoorRow(READS, to("review/")),
    "wellbeing:case_care": DoorRow(READS, to("care/")),
    "wellbeing:case_link": DoorRow(READS, to("link/")),
    "wellbeing:case_invite": DoorRow(READS, to("invite/")),
    "wellbeing:case_owner": DoorRow(READS, to("owner/")),
    "wellbeing:case_close": DoorRow(READS, to("close/")),
    "wellbeing:case_reopen": DoorRow(READS, to("reopen/")),
    "wellbeing:case_chronology": DoorRow(READS, to("chronology/")),
    "wellbeing:case_chronology_file": DoorRow(READS, to("chronology.docx")),
    "wellbeing:case_notice_file": DoorRow(READS, notice),
}  # fmt: skip
