"""Some weeks of talks, visits and calls, a few notes and events: written by hand, drawn by chance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from liangshi.pairing.models import Pairing
from liangshi.people.models import Student
from liangshi.project.demo.people import DemoSchool
from liangshi.records.choices import USUAL_CHANNEL, Channel, EntryKind, NoteReaders, Outcome, Readers, Topic
from liangshi.records.models import Entry, EntryStaff, EntryStudent, LifeEvent, MentorNote, TeamNote
from liangshi.schemes.queries import version_on

ENTRIES = 1500
WEEKS = 9
LATE_SHARE, NEXT_SHARE, JOINT_SHARE = 0.06, 0.25, 0.4

KINDS = (
    (EntryKind.TALK, 70), (EntryKind.PHONE_CALL, 10), (EntryKind.HOME_VISIT, 8), (EntryKind.STUDY_HELP, 6),
    (EntryKind.MESSAGE, 4), (EntryKind.ACTIVITY, 2),
)  # fmt: skip
WORDS = {
    EntryKind.TALK: (
        "在操场走了两圈，聊了聊刚开学的作息，说晚上睡得比上学期早。", "看了这次小测的错题，约好每天先改两道再做新的。",
        "说最近在读一本关于鸟的书，想加入园艺社。", "和同桌有点不愉快，说出来以后轻松了一些，打算自己先去谈。",
        "聊了以后想学什么，对医学有兴趣，约好一起查查要求。", "数学跟得上了，愿意给小组的同学讲题。", "",
    ),
    EntryKind.PHONE_CALL: ("和妈妈通话，说孩子回家愿意讲学校的事了。", "和爸爸约好周末一起陪孩子打球。", ""),
    EntryKind.HOME_VISIT: (
        "和爷爷奶奶坐了一会儿，看了孩子的书桌，说好每周和父母视频一次。", "一家人都在，妈妈提到孩子最近起床早了。",
        "看了孩子画的画，说好带一幅到学校来。",
    ),
    EntryKind.STUDY_HELP: ("一起整理了物理的力学部分。", "讲了作文的开头，改了一段。", ""),
    EntryKind.MESSAGE: ("发消息告诉家长，孩子这周主动报名了值日。", "家长留言问作业量，已回复。"),
    EntryKind.ACTIVITY: ("周末一起去了图书馆，每人选了一本书。", "和几名同学整理了班级的植物角。"),
}  # fmt: skip
STEPS = ("下周看看错题本", "约家长来校聊一聊", "一起去社团看看", "月考后再谈一次", "问问宿舍的情况")
NOTES = (
    "这个月学着少说多听，孩子们说得比我想的多。", "有的话走着说比坐着说容易。",
    "想请心理老师给我们讲讲怎样陪孩子度过考试前的两周。",
)  # fmt: skip
TEAM = ("这周课上发言很多，可以多给机会。", "作业交得比以前及时。", "午休常一个人，课间我会留意。")


@dataclass
class _Drawn:
    """A record with whom it is about and who was there."""

    entry: Entry
    students: list[int]
    staff: list[int]


def build_records(demo: DemoSchool, pairings: list[Pairing], now: datetime) -> None:
    """Everything in bulk."""
    drawn = list(_entries(demo, pairings, now))
    Entry.unscoped.bulk_create([each.entry for each in drawn])
    EntryStudent.unscoped.bulk_create(
        EntryStudent(school=demo.school, entry=each.entry, student_id=student)
        for each in drawn
        for student in each.students
    )
    EntryStaff.unscoped.bulk_create(
        EntryStaff(school=demo.school, entry=each.entry, staff_id=staff, named_at=each.entry.filed_at)
        for each in drawn
        for staff in each.staff
    )
    _lines(demo, pairings, now)


def _entries(demo: DemoSchool, pairings: list[Pairing], now: datetime) -> Iterator[_Drawn]:
    random = demo.random
    homerooms = dict(
        Student.unscoped.filter(pk__in=[pairing.student_id for pairing in pairings]).values_list(
            "pk", "class_group__homeroom_teacher"
        )
    )
    version = version_on(demo.school.pk, timezone.localdate(now))
    by_mentor: dict[int, list[int]] = {}
    for pairing in pairings:
        by_mentor.setdefault(pairing.mentor_id, []).append(pairing.student_id)
    kinds, weights = zip(*KINDS, strict=True)
    for _each in range(ENTRIES if pairings else 0):
        pairing = random.choice(pairings)
        kind = random.choices(kinds, weights)[0]
        happened_at = _moment(demo, now)
        late = random.random() < LATE_SHARE
        step = random.choice(STEPS) if random.random() < NEXT_SHARE else ""
        entry = Entry(
            school=demo.school, kind=kind, author_id=pairing.mentor_id, happened_at=happened_at,
            filed_at=min(now, happened_at + timedelta(days=random.randint(5, 9) if late else 0, minutes=20)),
            channel=_channel(demo, kind), outcome=_outcome(demo, kind), words=random.choice(WORDS[kind]),
            topic=random.choice(Topic.values) if kind is EntryKind.TALK else "", next_step=step,
            next_step_on=timezone.localdate(happened_at) + timedelta(days=7) if step else None,
            next_step_done_at=now if step and random.random() < 0.7 else None,
            readers=Readers.TEACHERS if random.random() < 0.1 else Readers.TEAM, scheme_version=version,
        )  # fmt: skip
        students, staff = [pairing.student_id], [pairing.mentor_id]
        homeroom = homerooms[pairing.student_id]
        if kind is EntryKind.HOME_VISIT and homeroom not in (None, *staff) and random.random() < JOINT_SHARE:
            staff.append(homeroom)
        if kind is EntryKind.ACTIVITY:
            students = by_mentor[pairing.mentor_id][:6]
        yield _Drawn(entry, students, staff)


def _moment(demo: DemoSchool, now: datetime) -> datetime:
    """Some time of a school day of the last weeks, before now."""
    random = demo.random
    while True:
        day = timezone.localdate(now) - timedelta(days=random.randint(0, WEEKS * 7))
        at = timezone.make_aware(datetime.combine(day, time(random.randint(8, 18), random.choice((0, 10, 25, 40, 50)))))
        if day.weekday() < 5 and at < now:
            return at


def _channel(demo: DemoSchool, kind: EntryKind) -> str:
    if kind is EntryKind.TALK and demo.random.random() < 0.12:
        return str(demo.random.choice((Channel.PHONE, Channel.VIDEO)))
    return str(USUAL_CHANNEL[kind])


def _outcome(demo: DemoSchool, kind: EntryKind) -> str:
    if kind is not EntryKind.HOME_VISIT:
        return str(Outcome.HELD)
    return str(
        demo.random.choices((Outcome.HELD, Outcome.REFUSED, Outcome.POSTPONED, Outcome.BY_PHONE), (14, 2, 2, 2))[0]
    )


def _lines(demo: DemoSchool, pairings: list[Pairing], now: datetime) -> None:
    """Notes of mentors, lines among teams, a few events."""
    random, today = demo.random, timezone.localdate(now)
    some = random.sample(pairings, min(40, len(pairings)))
    MentorNote.unscoped.bulk_create(
        MentorNote(
            school=demo.school, author_id=pairing.mentor_id, happened_on=today - timedelta(days=random.randint(1, 50)),
            words=random.choice(NOTES), readers=NoteReaders.PRIVATE, written_at=now, changed_at=now,
        )
        for pairing in some
    )  # fmt: skip
    classes = dict(Student.unscoped.filter(pk__in=[row.student_id for row in some]).values_list("pk", "class_group"))
    TeamNote.unscoped.bulk_create(
        TeamNote(
            school=demo.school, class_group_id=classes[pairing.student_id], student_id=pairing.student_id,
            author_id=pairing.mentor_id, words=random.choice(TEAM),
            written_at=now - timedelta(days=random.randint(1, 20)),
        )
        for pairing in some
    )  # fmt: skip
    LifeEvent.unscoped.bulk_create(
        LifeEvent(
            school=demo.school, student_id=pairing.student_id, kind=kind, happened_on=today - timedelta(days=days),
            words=words, recorded_by_id=pairing.mentor_id, recorded_at=now,
        )
        for pairing, (kind, days, words) in zip(some, EVENTS, strict=False)
    )  # fmt: skip


EVENTS = (
    ("progress", 4, "月考进步明显，自己也很高兴。"), ("illness", 9, "感冒请假三天，作业可以缓一缓。"),
    ("bereavement", 15, ""), ("progress", 12, "第一次主持班会。"), ("injury", 20, "打球扭了脚，上下楼请同学帮忙。"),
    ("family_upheaval", 25, ""), ("conflict", 7, "和室友有争执，宿管老师已经谈过。"),
)  # fmt: skip
