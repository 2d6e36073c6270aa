"""Doors of guidance. li guides xiaoming, gao guides xiaogang; wang is xiaoming's homeroom teacher."""

from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from liangshi.domain.guidance.weeks import week_of
from liangshi.guidance.models import Evaluation, Goal, Piece, PlanVersion, ProblemReport, Reflection, TalkRequest
from liangshi.pairing.models import Pairing
from liangshi.people.models import Term
from tests.guidance.conftest import guides
from tests.sweeps.doors import STAFF, DoorRow
from tests.world import World

STUDENTS = frozenset({"xiaoming", "xiaogang", "zheng"})
ALL_STAFF = STAFF | {"he"}
CARES = frozenset({"lin", "shen", "zhou", "gao", "wang", "li"})
"""Who cares for xiaoming: leads, counsellor, grade lead, homeroom teacher, mentor; the administrator does not."""
OWN, MENTOR = frozenset({"xiaoming"}), frozenset({"li"})


def paired(world: World) -> World:
    """The world with its pairings and a term that runs now; made on the first call."""
    if not Pairing.unscoped.exists():
        guides(world, "li", "xiaoming")
        guides(world, "gao", "xiaogang")
        Term.unscoped.update(starts_on="2020-01-01", ends_on="2099-01-01")
    return world


def to(tail: Callable[[World], str]) -> Callable[[World], str]:
    return lambda world: tail(paired(world))


def get(allowed: frozenset[str], tail: Callable[[World], str]) -> DoorRow:
    return DoorRow(allowed, to(tail))


def post(allowed: frozenset[str], tail: Callable[[World], str], status: tuple[int, ...] = (303,)) -> DoorRow:
    return DoorRow(allowed, to(tail), method="post", status=status)


def reflection(world: World) -> str:
    """Handed in by xiaoming."""
    week = week_of(timezone.localdate())
    given = {
        "school": world.schools["mingde"], "due_on": week, "state": "handed_in", "handed_on": timezone.localdate(),
        "saved_at": timezone.now(), "lines": [["well", "顺利", "跑步"]],
    }  # fmt: skip
    row, _ = Reflection.unscoped.get_or_create(student=world.students["xiaoming"], week_on=week, defaults=given)
    return row.public_id


def this_week(world: World) -> str:
    return week_of(timezone.localdate()).isoformat()


def child(world: World) -> str:
    return world.students["xiaoming"].public_id


def plan(world: World) -> str:
    """A plan of xiaoming."""
    given = {
        "school": world.schools["mingde"], "answers": {"wishes": "考上师范"}, "written_by": world.account("li"),
        "written_at": timezone.now(),
    }  # fmt: skip
    PlanVersion.unscoped.get_or_create(student=world.students["xiaoming"], ordinal=1, defaults=given)
    return child(world)


def goal(world: World) -> str:
    given = {"school": world.schools["mingde"], "set_by": world.account("li"), "set_at": timezone.now()}
    row, _ = Goal.unscoped.get_or_create(
        student=world.students["xiaoming"], text="每天背十个单词", field="学业辅导", horizon="short", defaults=given
    )
    return row.public_id


def evaluation(world: World, *, told: bool = False) -> str:
    told_by = {"told_on": timezone.localdate(), "told_by": world.account("li")} if told else {}
    given = {
        "school": world.schools["mingde"], "answers": {"change": "多读书"}, "written_by": world.account("li"),
        "written_at": timezone.now(), **told_by,
    }  # fmt: skip
    row, _ = Evaluation.unscoped.get_or_create(
        student=world.students["xiaoming"], stage="期末" if told else "期中", evaluated_on=timezone.localdate(),
        defaults=given,
    )  # fmt: skip
    return row.public_id


def talk(world: World) -> str:
    """xiaoming asks zhou, who is not the mentor."""
    row, _ = TalkRequest.unscoped.get_or_create(
        student=world.students["xiaoming"], to=world.staff["zhou"],
        defaults={"school": world.schools["mingde"], "asked_at": timezone.now()},
    )  # fmt: skip
    return row.public_id


def report(world: World) -> str:
    """xiaoming writes to the office."""
    given = {"school": world.schools["mingde"], "text": "食堂太挤", "reported_at": timezone.now()}
    row, _ = ProblemReport.unscoped.get_or_create(
        student=world.students["xiaoming"], desk="student_affairs", defaults=given
    )
    return row.public_id


def piece(world: World) -> str:
    """A piece that xiaoming shares with the mentor."""
    found = Piece.unscoped.filter(student=world.students["xiaoming"]).first()
    if found is not None:
        return found.public_id
    row = Piece.unscoped.create(
        school=world.schools["mingde"], student=world.students["xiaoming"], title="作文", made_on=timezone.localdate(),
        text="春天", shared=True, kept_at=timezone.now(), file_name="a.txt",
        file=default_storage.save("portfolio/a.txt", ContentFile(b"a")),
    )  # fmt: skip
    return row.public_id


SHARED = CARES | OWN
TOLD = frozenset({"xiaoming", "zhaoma"})
FAMILIES = STUDENTS | {"zhaoma"}
ZHOU = frozenset({"zhou"})

DOORS = {
    "guidance:reflections": get(STUDENTS, lambda world: "/reflections/"),
    "guidance:to_read": get(ALL_STAFF, lambda world: "/reflections/to-read/"),
    "guidance:reflections_of": get(CARES, lambda world: f"/reflections/of/{child(world)}/"),
    "guidance:reflection_write": get(STUDENTS, lambda world: f"/reflections/weeks/{this_week(world)}/"),
    "guidance:reflection_skip": post(STUDENTS, lambda world: f"/reflections/weeks/{this_week(world)}/skip/"),
    "guidance:reflection_answer": post(MENTOR, lambda world: f"/reflections/{reflection(world)}/answer/", (303, 422)),
    "guidance:plan": get(SHARED, lambda world: f"/guidance/{plan(world)}/plan/"),
    "guidance:plan_write": get(OWN | MENTOR, lambda world: f"/guidance/{plan(world)}/plan/write/"),
    "guidance:plan_tell": get(MENTOR, lambda world: f"/guidance/{plan(world)}/plan/tell/"),
    "guidance:goal_new": get(OWN | MENTOR, lambda world: f"/guidance/{child(world)}/goals/new/"),
    "guidance:goal_reach": get(OWN | MENTOR, lambda world: f"/goals/{goal(world)}/reached/"),
    "guidance:goal_change": get(OWN | MENTOR, lambda world: f"/goals/{goal(world)}/change/"),
    "guidance:evaluations": get(CARES, lambda world: f"/guidance/{child(world)}/evaluations/"),
    "guidance:evaluation_new": get(MENTOR, lambda world: f"/guidance/{child(world)}/evaluations/new/"),
    "guidance:told": get(FAMILIES, lambda world: "/evaluations/told/"),
    "guidance:evaluation_change": get(MENTOR, lambda world: f"/evaluations/{evaluation(world)}/change/"),
    "guidance:evaluation_tell": get(MENTOR, lambda world: f"/evaluations/{evaluation(world)}/tell/"),
    "guidance:evaluation_answer": post(TOLD, lambda world: f"/evaluations/{evaluation(world, told=True)}/answer/"),
    "guidance:my_talks": get(STUDENTS, lambda world: "/asking/"),
    "guidance:talk_ask": get(STUDENTS, lambda world: "/asking/new/"),
    "guidance:talk_withdraw": post(OWN, lambda world: f"/asking/{talk(world)}/withdraw/"),
    "guidance:talk_consent": post(OWN, lambda world: f"/asking/{talk(world)}/consent/"),
    "guidance:talk_inbox": get(ALL_STAFF, lambda world: "/asked/"),
    "guidance:talk": get(ZHOU, lambda world: f"/asked/{talk(world)}/"),
    "guidance:talk_accept": get(ZHOU, lambda world: f"/asked/{talk(world)}/accept/"),
    "guidance:talk_propose": get(ZHOU, lambda world: f"/asked/{talk(world)}/propose/"),
    "guidance:talk_finish": post(ZHOU, lambda world: f"/asked/{talk(world)}/done/"),
    "guidance:my_reports": get(STUDENTS, lambda world: "/problems/mine/"),
    "guidance:report_new": get(STUDENTS, lambda world: "/problems/new/"),
    "guidance:report_inbox": get(ALL_STAFF, lambda world: "/problems/"),
    "guidance:report": get(frozenset({"shen"}), lambda world: f"/problems/{report(world)}/"),
    "guidance:my_pieces": get(STUDENTS, lambda world: "/pieces/"),
    "guidance:piece_new": get(STUDENTS, lambda world: "/pieces/new/"),
    "guidance:pieces_of": get(CARES, lambda world: f"/pieces/of/{child(world)}/"),
    "guidance:piece_file": get(OWN | MENTOR, lambda world: f"/pieces/{piece(world)}/file/"),
    "guidance:piece_share": post(OWN, lambda world: f"/pieces/{piece(world)}/share/"),
    "guidance:piece_delete": post(OWN, lambda world: f"/pieces/{piece(world)}/delete/"),
}
