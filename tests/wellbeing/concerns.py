"""How the tests of concerns begin: somebody raises one, somebody looks, the clock runs."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer
from liangshi.people.models import Account
from liangshi.schemes.models import SchemeVersion
from liangshi.wellbeing.models import Concern, ConcernRun, Tell
from liangshi.wellbeing.services.climbing import climb_concerns
from liangshi.wellbeing.services.raising import ConcernDraft, NamedStudent, raise_concern
from tests.world import World

ZONE = ZoneInfo("Asia/Shanghai")
EVENING = datetime(2026, 9, 10, 21, 40, tzinfo=ZONE)
MINUTE = timedelta(minutes=1)

CHAINS = """
[header]
key = "mingde"
title = "明德中学全员导师制方案"
stages = ["senior"]
level = "school"
version = "2026"
author = "德育处"
valid_from = 2026-09-01

[[documents]]
key = "MD"
title = "明德中学全员导师制方案"
file = "mingde.txt"
issued_by = "明德中学"
date = "2026-08-20"

[[wellbeing.levels]]
id = "level-red"
title = "红色"
source = { document = "MD", place = "一", words = "红色" }
reading = "学校自定"
key = "red"
rank = 1

[[wellbeing.levels]]
id = "level-blue"
title = "蓝色"
source = { document = "MD", place = "一", words = "蓝色" }
reading = "学校自定"
key = "blue"
rank = 2

[[wellbeing.chains]]
id = "chain-red"
title = "红色：立即上报"
source = { document = "MD", place = "二", words = "红色：立即上报" }
reading = "学校自定"
levels = ["red"]
steps = [
  { reported_by = "mentor", reported_to = "counsellor", within = { unit = "at_once" }, channels = ["phone"] },
  { reported_by = "counsellor", reported_to = "principal", within = { unit = "minutes", amount = 10 } },
]

[[wellbeing.chains]]
id = "chain-blue"
title = "蓝色：逐级上报"
source = { document = "MD", place = "二", words = "蓝色：逐级上报" }
reading = "学校自定"
levels = ["blue"]
steps = [
  { reported_by = "mentor", reported_to = "homeroom_teacher", within = { unit = "same_day" } },
  { reported_by = "homeroom_teacher", reported_to = "counsellor", within = { unit = "school_days", amount = 1 } },
]
"""


def viewer(world: World, name: str, now: datetime = EVENING) -> Viewer:
    """The named person as the law sees them."""
    return viewer_of(world.account(name), timezone.localdate(now))


def draft(key: str = "key-1", **changes: object) -> ConcernDraft:
    """What a teacher writes about 赵小明."""
    given: dict[str, object] = {
        "sent_key": key,
        "danger": "unsure",
        "happened_on": None,
        "place": "教室",
        "facts": "连续三天午饭没有吃，手臂上有新的伤痕",
        "own_words": "他说不想回家",
        "done": "陪他坐了一会儿",
        "told_in_person": "",
        "named": (NamedStudent("赵小明", None, "concerned", "小明的情况"),),
    }
    return ConcernDraft(**(given | changes))  # type: ignore[arg-type]


def raised(world: World, by: str = "wang", now: datetime = EVENING, **changes: object) -> Concern:
    """A concern of which the clock has already heard."""
    concern = raise_concern(by=viewer(world, by, now), draft=draft(**changes), now=now)  # type: ignore[arg-type]
    climb_concerns(now)
    return concern


def told(concern: Concern) -> list[str]:
    """The names of those told so far, in order, each once."""
    rows = Tell.unscoped.filter(run__concern=concern).order_by("pk")
    return list(dict.fromkeys(rows.values_list("person__name", flat=True)))


def run_until(until: datetime, since: datetime = EVENING) -> None:
    """The worker asks each minute."""
    now = since
    while now <= until:
        climb_concerns(now)
        now += MINUTE


def run_of(concern: Concern) -> ConcernRun:
    """The last run."""
    return ConcernRun.unscoped.filter(concern=concern).order_by("ordinal").last()  # type: ignore[return-value]


def names(*accounts: Account) -> list[str]:
    return [account.name for account in accounts]


def publish(world: World, text: str, day: str = "2026-09-01") -> SchemeVersion:
    """A scheme in force at 明德中学."""
    return SchemeVersion.unscoped.create(
        school=world.schools["mingde"], ordinal=1, title="方案", text=text, digest="0" * 64,
        valid_from=day, published_at=EVENING, published_by=world.account("shen"),
    )  # fmt: skip
