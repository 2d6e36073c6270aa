"""Some weeks of reflections with answers, plans, goals, a few requests to talk."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from liangshi.domain.guidance.weeks import WEEK, due_of, week_of
from liangshi.domain.vocabulary import GUIDANCE_FIELDS
from liangshi.guidance.choices import FreeTime, GoalState, Horizon, ReflectionState
from liangshi.guidance.models import Goal, PlanVersion, Reflection, TalkRequest
from liangshi.guidance.queries.forms import reflection_terms
from liangshi.pairing.models import Pairing
from liangshi.people.models import Account
from liangshi.project.demo.people import DemoSchool

WEEKS = 4
SHARE_WRITTEN, SHARE_ANSWERED, SHARE_PLANNED = 0.6, 0.85, 0.7
WELL = (
    "数学小测比上次多对了两道大题。",
    "英语课主动举手回答了一次。",
    "跑操没有掉队。",
    "把错题本补到了第三章。",
    "和同桌一起做完了物理实验，数据很准。",
    "宿舍拿了文明宿舍。",
    "背完了《劝学》，默写全对。",
    "帮值日的同学一起关了窗。",
    "周末读完了半本书，写了两页笔记。",
    "社团排练第一次没有忘词。",
    "化学方程式终于配平得快了。",
    "按时睡觉，早上不困了。",
)
HARD = (
    "作业多的时候不知道先做哪一科。",
    "晚自习最后一节总是走神。",
    "物理受力分析还是画不对。",
    "和室友为熄灯时间闹了点别扭。",
    "英语听力跟不上，听到后面就慌。",
    "早上起不来，早读差点迟到。",
    "语文阅读题不知道怎么答。",
    "考前有点紧张，睡不踏实。",
    "手机时间没管住。",
    "地理图总是看反。",
    "不太敢问老师问题。",
    "",
)
TRY = (
    "先把第二天要交的写完，再写别的。",
    "每天睡前十分钟整理错题。",
    "坐到前排听课。",
    "和室友商量一个大家都行的时间。",
    "每天听一段听力，听不懂就再听一遍。",
    "把手机放在书包里，写完再拿。",
    "找物理老师问一次。",
    "早睡半小时。",
    "每周跑三次步。",
    "课前五分钟翻一下上节课的笔记。",
    "把不会的题先圈出来，集中问。",
    "",
)
ANSWERS = (
    "坚持了这么久，真不容易。先做要交的，这个办法好，下周告诉我效果。",
    "能说出来就好了一半。周三中午有空，来办公室我们画几道受力图。",
    "看到你主动举手，很替你高兴。",
    "睡前别想着题，写在纸上就放下。我们一起试一周。",
    "和室友好好商量，需要我出面就说一声。",
    "错题本补到第三章，进度不错，挑两道最想弄懂的给我看看。",
    "紧张说明在乎。考前一天照常作息就好。",
    "不敢问老师，可以先问我，我陪你去一次。",
    "手机放书包里，这个决定不简单，做到一天就记一天。",
    "读的什么书？下次聊聊。",
)
STATES = (
    "上课专注，数学和物理有兴趣，英语词汇量少一些；话不多，做事踏实。",
    "性格开朗，愿意帮人，作业有时赶；喜欢运动。",
    "文科见长，写作有想法；数学遇到难题容易着急。",
    "自理能力强，时间安排清楚；想试试竞选班委。",
)
WISHES = (
    "想考师范类大学，将来当老师。",
    "想把物理学好，将来学工程。",
    "先把英语提上来，不拖后腿。",
    "想学医，知道要很努力。",
)
MEASURES = (
    "每周三中午一起看错题，每月看一次进展。",
    "每天背十个单词，周五听写。",
    "每周读一篇文章写三句话。",
    "和任课老师商量分层作业。",
)
GOALS = (
    ("每天背十个单词，周五自己听写", "学业辅导", Horizon.SHORT),
    ("这个月每天十点半前睡觉", "生活指导", Horizon.SHORT),
    ("期中前把错题本补齐", "学业辅导", Horizon.MIDDLE),
    ("想清楚选物理还是历史", "生涯规划", Horizon.MIDDLE),
    ("学会遇到难题先停一分钟", "心理疏导", Horizon.SHORT),
    ("参加一次志愿服务", "思想引导", Horizon.MIDDLE),
    ("高考前英语稳定在一百二十分", "学业辅导", Horizon.LONG),
)
SIGNS = ("连续三周做到", "自己满意", "老师也看得出来", "")


def build_guidance(demo: DemoSchool, pairings: list[Pairing], now: datetime) -> None:
    """What students and mentors have written to each other since the term began."""
    writers = dict(Account.unscoped.filter(staff__school=demo.school).values_list("staff__pk", "pk"))
    Reflection.unscoped.bulk_create(_reflections(demo, pairings, writers, now), batch_size=500)
    PlanVersion.unscoped.bulk_create(_plans(demo, pairings, writers, now), batch_size=500)
    Goal.unscoped.bulk_create(_goals(demo, pairings, writers, now), batch_size=500)
    TalkRequest.unscoped.bulk_create(_talks(demo, pairings, now))


def _reflections(
    demo: DemoSchool, pairings: Iterable[Pairing], writers: dict[int, int], now: datetime
) -> Iterator[Reflection]:
    random, today = demo.random, timezone.localdate(now)
    terms = reflection_terms(demo.school.pk, today)
    for week in (week_of(today) - WEEK * back for back in range(1, WEEKS + 1)):
        due = due_of(week, terms.weekday)
        for pairing in pairings:
            if random.random() > SHARE_WRITTEN:
                continue
            handed = min(due + timedelta(days=random.choice((-2, -1, 0, 0, 0, 2))), today)
            answered = handed < today - timedelta(days=2) and random.random() < SHARE_ANSWERED
            texts = (random.choice(WELL), random.choice(HARD), random.choice(TRY))
            labels = [(line.key, line.label) for line in terms.asked]
            yield Reflection(
                school=demo.school, student_id=pairing.student_id, week_on=week, due_on=due,
                state=ReflectionState.HANDED_IN, handed_on=handed, saved_at=_at(handed, 20), revision=1,
                lines=[[key, label, text] for (key, label), text in zip(labels, texts, strict=False)],
                homeroom_reads=terms.homeroom_reads, answer=random.choice(ANSWERS) if answered else "",
                read_at=_at(handed + timedelta(days=2), 12) if answered else None,
                read_by_id=writers[pairing.mentor_id] if answered else None,
            )  # fmt: skip


def _plans(
    demo: DemoSchool, pairings: Iterable[Pairing], writers: dict[int, int], now: datetime
) -> Iterator[PlanVersion]:
    random, today = demo.random, timezone.localdate(now)
    for pairing in pairings:
        if random.random() > SHARE_PLANNED:
            continue
        answers = {
            "state": random.choice(STATES), "wishes": random.choice(WISHES), "aim_short": "养成预习的习惯",
            "aim_middle": "期中各科不退步", "aim_long": "朝着自己想去的大学努力", "measures": random.choice(MEASURES),
        }  # fmt: skip
        family = {"family": "父母工作忙，平时和奶奶住，周末见面。"} if random.random() < 0.1 else {}
        yield PlanVersion(
            school=demo.school, student_id=pairing.student_id, ordinal=1, answers=answers,
            sealed=json.dumps(family, ensure_ascii=False) if family else "",
            strategies=random.sample(GUIDANCE_FIELDS, 2), written_by_id=writers[pairing.mentor_id],
            written_at=now - timedelta(days=random.randint(3, 20)), review_on=_review(random, today),
        )  # fmt: skip


def _review(random: Random, today: date) -> date:
    """In the coming weeks; for a few students the day has come."""
    return today + timedelta(days=random.choice((-1, 0, 7, 14, 21, 28, 35, 42, 49, 56)))


def _goals(demo: DemoSchool, pairings: Iterable[Pairing], writers: dict[int, int], now: datetime) -> Iterator[Goal]:
    random = demo.random
    for pairing in pairings:
        for text, field, horizon in random.sample(GOALS, random.choice((1, 2, 2))):
            reached = random.random() < 0.2
            yield Goal(
                school=demo.school, student_id=pairing.student_id, text=text, field=field, horizon=horizon,
                sign=random.choice(SIGNS), by_when=timezone.localdate(now) + timedelta(days=random.randint(10, 90)),
                state=GoalState.REACHED if reached else GoalState.ACTIVE, words="坚持下来了" if reached else "",
                set_by_id=writers[pairing.mentor_id], set_at=now - timedelta(days=14),
                closed_by_id=writers[pairing.mentor_id] if reached else None, closed_at=now if reached else None,
            )  # fmt: skip


def _talks(demo: DemoSchool, pairings: list[Pairing], now: datetime) -> Iterator[TalkRequest]:
    """A few students ask their own mentor."""
    for pairing in demo.random.sample(pairings, min(12, len(pairings))):
        yield TalkRequest(
            school=demo.school, student_id=pairing.student_id, to_id=pairing.mentor_id,
            times=[FreeTime.NOON, FreeTime.AFTER], words=demo.random.choice(("想聊聊选科", "最近有点累", "")),
            asked_at=now - timedelta(hours=demo.random.randint(1, 40)),
        )  # fmt: skip


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, 15)))
