"""Doors of concerns. The concern of this table was raised by 陈小禾 about 钱小红; the counsellor has it in hand."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from liangshi.access.queries import viewer_of
from liangshi.wellbeing.models import Absence, CareLine, Concern, ConcernStudent, HarmReport
from liangshi.wellbeing.services.assessing import close_concern
from liangshi.wellbeing.services.climbing import climb_concerns
from liangshi.wellbeing.services.hands import take_in_hand
from liangshi.wellbeing.services.raising import ConcernDraft, NamedStudent, raise_concern
from tests.sweeps.doors import FAMILY, STAFF, DoorRow
from tests.world import TODAY, World

NOW = datetime(2026, 9, 10, 21, 40, tzinfo=ZoneInfo("Asia/Shanghai"))
PUPILS = FAMILY | {"zheng"}
COLLEAGUES = STAFF | {"he"}
RAISERS = COLLEAGUES | PUPILS
READERS = frozenset({"zhou"})
GONE_ON = (303,)

Find = Callable[[World], str]


def concern(world: World) -> Concern:
    known = Concern.unscoped.filter(sent_key="door").first()
    return known or _raise(world, "door")


def _raise(world: World, key: str) -> Concern:
    text = dict.fromkeys(("place", "own_words", "done", "told_in_person"), "")
    named = (NamedStudent("钱小红", None, "concerned", "小红的情况"),)
    draft = ConcernDraft(sent_key=key, danger="no", happened_on=None, facts="她一直在哭", named=named, **text)
    row = raise_concern(by=viewer_of(world.account("chen"), TODAY), draft=draft, now=NOW)
    climb_concerns(NOW)
    take_in_hand(by=viewer_of(world.account("zhou"), TODAY), concern=row, now=NOW)
    return row


def closed(world: World) -> str:
    known = Concern.unscoped.filter(sent_key="closed").first()
    row = known or _raise(world, "closed")
    if known is None:
        close_concern(by=viewer_of(world.account("zhou"), TODAY), concern=row, outcome="好了", now=NOW)
    return row.public_id


def part(world: World) -> str:
    row = concern(world)
    given = {"school": row.school, "concern": row, "student": world.students["xiaogang"]}
    return ConcernStudent.unscoped.update_or_create(**given, defaults={"certain": False})[0].public_id


def line(world: World) -> str:
    row = concern(world)
    given = {"student": world.students["xiaohong"], "to": world.staff["wang"], "text": "多留意"}
    account = world.account("zhou")
    return CareLine.unscoped.get_or_create(
        school=row.school, concern=row, written_by=account, at=NOW, **given
    )[0].public_id  # fmt: skip


def report(world: World) -> str:
    given = {"by": world.account("xiaoming"), "told_at": NOW, "told_on": TODAY, "written_at": NOW}
    return HarmReport.unscoped.get_or_create(school=world.schools["mingde"], **given)[0].public_id


def absence(world: World) -> str:
    given = {"staff": world.staff["wang"], "starts_at": NOW, "ends_at": NOW + timedelta(days=1)}
    return Absence.unscoped.get_or_create(school=world.schools["mingde"], **given)[0].public_id


def of(end: str = "", find: Find | None = None) -> Find:
    return lambda world: f"/concerns/{concern(world).public_id}/" + end.format(find(world) if find else "")


def raised(end: str = "") -> Find:
    return lambda world: f"/concerns/raised/{concern(world).public_id}/{end}"


def plain(address: str) -> Find:
    return lambda world: address


def button(allowed: frozenset[str], address: Find) -> DoorRow:
    return DoorRow(allowed, address, method="post", status=GONE_ON)


def act(end: str) -> DoorRow:
    return DoorRow(READERS, of(end))


DOORS = {
    "wellbeing:raise": DoorRow(RAISERS, plain("/concerns/new/")),
    "wellbeing:raise_about": DoorRow(
        RAISERS - {"chen", "he", "xiaogang", "zheng"},
        lambda world: f"/concerns/about/{world.students['xiaoming'].public_id}/",
        status=GONE_ON,
    ),
    "wellbeing:receipts": DoorRow(RAISERS, plain("/concerns/raised/")),
    "wellbeing:receipt": DoorRow(frozenset({"chen"}), raised()),
    "wellbeing:receipt_add": button(frozenset({"chen"}), raised("add/")),
    "wellbeing:concerns": DoorRow(COLLEAGUES | {"feng"}, plain("/concerns/")),
    "wellbeing:concern": DoorRow(READERS, of()),
    "wellbeing:concern_take": button(READERS, of("take/")),
    "wellbeing:concern_answer": button(READERS, of("answer/")),
    "wellbeing:concern_reopen": button(READERS, lambda world: f"/concerns/{closed(world)}/reopen/"),
    "wellbeing:concern_add": button(READERS, of("add/")),
    "wellbeing:concern_settle": button(READERS, of("students/{}/", part)),
    "wellbeing:concern_care_end": button(READERS, of("care/{}/end/", line)),
    "wellbeing:concern_give_back": act("give-back/"),
    "wellbeing:concern_offer": act("offer/"),
    "wellbeing:concern_assess": act("assess/"),
    "wellbeing:concern_close": act("close/"),
    "wellbeing:concern_adult": act("adult/"),
    "wellbeing:concern_care": act("care/"),
    "wellbeing:report_harm": DoorRow(RAISERS | {"feng", "ding"}, plain("/report-harm/")),
    "wellbeing:report_written": DoorRow(frozenset({"xiaoming"}), lambda world: f"/report-harm/{report(world)}/"),
    "wellbeing:care_lines": DoorRow(COLLEAGUES | {"feng"}, plain("/care-lines/")),
    "wellbeing:helplines": DoorRow(RAISERS, plain("/helplines/")),
    "wellbeing:absences": DoorRow(COLLEAGUES, plain("/absences/")),
    "wellbeing:absence_remove": button(
        frozenset({"shen", "lin", "zhou", "wang"}), lambda world: f"/absences/{absence(world)}/remove/"
    ),
}
