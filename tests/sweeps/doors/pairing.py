"""Doors of rounds. The round is that of 高一 in 明德中学, running, with gao, wang and li as mentors."""

from collections.abc import Callable

from liangshi.pairing.choices import PhaseKind
from liangshi.pairing.models import (
    Acceptance,
    Candidate,
    KeptPair,
    MentorApplication,
    Nomination,
    Round,
    RoundMentor,
    StudyGroup,
)
from liangshi.pairing.services.rounds import create_round
from tests.pairing.conftest import NOW, SCHEME, Running, by, draft_of, publish, start
from tests.sweeps.doors import FAMILY, STAFF, DoorRow
from tests.world import World

RUNS = frozenset({"shen"})
FOLLOWS = frozenset({"shen", "lin", "gao"})
SCHOOL = STAFF | FAMILY
MENTORS = frozenset({"gao", "wang", "li"})
ASKED = frozenset({"wang"})
OWN = frozenset({"xiaoming"})
HOUSE = OWN | {"zhaoma"}
REACH_XIAOMING = frozenset({"gu", "lin", "shen", "gao", "zhou", "wang", "li"}) | HOUSE
DECIDES = frozenset({"shen", "gao"})
DONE = (303,)


def the_round(world: World) -> Round:
    """The round; made on the first call, with xiaoming asking wang."""
    found = Round.unscoped.filter(school=world.schools["mingde"]).first()
    if found is not None:
        return found
    publish(world, SCHEME)
    row = create_round(by=by(world, "shen"), school=world.schools["mingde"].pk, draft=draft_of(world), now=NOW)
    running: Running = start(world, row)
    running.hand_in("xiaoming", "wang")
    running.over(*PhaseKind)
    return row


def to(tail: str) -> Callable[[World], str]:
    return lambda world: f"/rounds/{the_round(world).public_id}/{tail}"


def line(world: World) -> str:
    return Candidate.unscoped.get(round=the_round(world), student=world.students["xiaoming"]).public_id


def mentor(world: World) -> str:
    return RoundMentor.unscoped.get(round=the_round(world), staff=world.staff["wang"]).public_id


def application(world: World) -> str:
    given = {"quota": 4, "submitted_at": NOW, "school": world.schools["mingde"]}
    row = MentorApplication.unscoped.get_or_create(round=the_round(world), staff=world.staff["zhou"], defaults=given)[0]
    return row.public_id


def answer(world: World) -> str:
    row = the_round(world)
    given = {"school": row.school, "answer": "decline", "decline_reason": "health", "answered_at": NOW}
    return Acceptance.unscoped.get_or_create(
        mentor=RoundMentor.unscoped.get(public_id=mentor(world)),
        candidate=Candidate.unscoped.get(public_id=line(world)), defaults=given,
    )[0].public_id  # fmt: skip


def pair(world: World) -> str:
    row = the_round(world)
    given = {
        "school": row.school, "round": row, "origin": "assigned", "treatment": "keep",
        "decided_by": world.account("shen"), "decided_at": NOW,
    }  # fmt: skip
    return KeptPair.unscoped.get_or_create(
        mentor=RoundMentor.unscoped.get(public_id=mentor(world)),
        candidate=Candidate.unscoped.get(public_id=line(world)), defaults=given,
    )[0].public_id  # fmt: skip


def group(world: World) -> str:
    row = the_round(world)
    given = {"school": row.school, "class_group": world.classes["c101"], "name": "第一组"}
    return StudyGroup.unscoped.get_or_create(round=row, **given)[0].public_id


def nomination(world: World) -> str:
    the_round(world)
    given = {
        "school": world.schools["mingde"], "route": "homeroom_teacher", "nominated_by": world.account("wang"),
        "nominated_at": NOW, "reason": "父母在外地工作", "review_on": NOW.date(), "expires_on": NOW.date(),
    }  # fmt: skip
    return Nomination.unscoped.get_or_create(
        student=world.students["xiaoming"], kind="category", category="left_behind", defaults=given
    )[0].public_id


def get(allowed: frozenset[str], tail: Callable[[World], str]) -> DoorRow:
    return DoorRow(allowed, tail)


def post(allowed: frozenset[str], tail: Callable[[World], str], status: tuple[int, ...] = DONE) -> DoorRow:
    return DoorRow(allowed, tail, method="post", status=status)


DOORS = {
    "pairing:rounds": get(SCHOOL | {"he", "zheng"}, lambda world: "/rounds/"),
    "pairing:round_new": get(RUNS | {"he"}, lambda world: "/rounds/new/"),
    "pairing:round": get(FOLLOWS, to("")),
    "pairing:round_start": post(RUNS, to("start/")),
    "pairing:round_cancel": get(RUNS, to("cancel/")),
    "pairing:phase": get(FOLLOWS, to("phases/wish/")),
    "pairing:phase_remind": get(RUNS, to("phases/wish/remind/")),
    "pairing:phase_dates": get(RUNS, to("phases/wish/extend/")),
    "pairing:candidates": get(FOLLOWS, to("students/")),
    "pairing:candidates_late": post(RUNS, to("students/late/")),
    "pairing:candidate_need": get(RUNS, lambda world: to(f"students/{line(world)}/need/")(world)),
    "pairing:candidate_leave": get(RUNS, lambda world: to(f"students/{line(world)}/leave/")(world)),
    "pairing:apply": get(STAFF, to("apply/")),
    "pairing:apply_withdraw": post(
        frozenset({"zhou"}), lambda world: to("apply/withdraw/")(world) if application(world) else ""
    ),
    "pairing:applications": get(FOLLOWS, to("applications/")),
    "pairing:application": get(RUNS, lambda world: to(f"applications/{application(world)}/")(world)),
    "pairing:mentors": get(SCHOOL, to("mentors/")),
    "pairing:mentors_appoint": post(RUNS, to("mentors/appoint/")),
    "pairing:mentors_publish": post(RUNS, to("mentors/publish/")),
    "pairing:mentor": get(SCHOOL, lambda world: to(f"mentors/{mentor(world)}/")(world)),
    "pairing:mentor_photo": get(frozenset(), lambda world: to(f"mentors/{mentor(world)}/photo/")(world)),
    "pairing:mentor_limits": get(RUNS, lambda world: to(f"mentors/{mentor(world)}/limits/")(world)),
    "pairing:mentor_remove": get(RUNS, lambda world: to(f"mentors/{mentor(world)}/remove/")(world)),
    "pairing:answers": get(MENTORS, to("answers/")),
    "pairing:answers_finish": post(MENTORS, to("answers/finish/")),
    "pairing:answer_welcome": post(ASKED, lambda world: to(f"answers/{line(world)}/welcome/")(world)),
    "pairing:answer_decline": get(ASKED, lambda world: to(f"answers/{line(world)}/decline/")(world)),
    "pairing:declines": get(RUNS, to("declines/")),
    "pairing:decline_uphold": post(RUNS, lambda world: to(f"declines/{answer(world)}/uphold/")(world)),
    "pairing:decline_refuse": get(RUNS, lambda world: to(f"declines/{answer(world)}/refuse/")(world)),
    "pairing:plan": get(FOLLOWS, to("plan/")),
    "pairing:plan_split": post(RUNS, to("plan/split/")),
    "pairing:input_close": post(RUNS, to("plan/close/")),
    "pairing:input_reopen": get(RUNS, to("plan/reopen/")),
    "pairing:kept": get(RUNS, to("kept/")),
    "pairing:kept_assign": get(RUNS, to("kept/assign/")),
    "pairing:kept_draw": post(RUNS, to("kept/draw/")),
    "pairing:kept_treat": post(RUNS, lambda world: to(f"kept/{pair(world)}/")(world)),
    "pairing:groups": get(RUNS, to("groups/")),
    "pairing:groups_divide": post(RUNS, to("groups/divide/")),
    "pairing:group": get(RUNS, lambda world: to(f"groups/{group(world)}/")(world)),
    "pairing:wishes": get(HOUSE, lambda world: f"/rounds/wishes/{line(world)}/"),
    "pairing:wish_submit": post(OWN, lambda world: f"/rounds/wishes/{line(world)}/submit/", (422,)),
    "pairing:wish_draft": post(OWN, lambda world: f"/rounds/wishes/{line(world)}/draft/", (409,)),
    "pairing:wish_withdraw": post(OWN, lambda world: f"/rounds/wishes/{line(world)}/withdraw/"),
    "pairing:wish_change": post(OWN, lambda world: f"/rounds/wishes/{line(world)}/add/{mentor(world)}/"),
    "pairing:nominations": get(SCHOOL, lambda world: "/rounds/nominations/" if the_round(world) else ""),
    "pairing:nomination_new": get(
        REACH_XIAOMING,
        lambda world: f"/rounds/nominations/new/{world.students['xiaoming'].public_id}/" if the_round(world) else "",
    ),
    "pairing:nomination_confirm": post(DECIDES, lambda world: f"/rounds/nominations/{nomination(world)}/confirm/"),
    "pairing:nomination_decline": get(DECIDES, lambda world: f"/rounds/nominations/{nomination(world)}/decline/"),
    "pairing:nomination_end": get(DECIDES | {"wang"}, lambda world: f"/rounds/nominations/{nomination(world)}/end/"),
    "pairing:nomination_renew": post(
        DECIDES | {"wang"}, lambda world: f"/rounds/nominations/{nomination(world)}/renew/"
    ),
}
