"""Between school and family: wishes, a few appointments in every state, a few messages, written by hand."""

from datetime import datetime, timedelta

from django.utils import timezone

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer
from liangshi.family.choices import Preferred, Way
from liangshi.family.models import Appointment, AppointmentTime, VisitPreference
from liangshi.family.services.answers import ask_other_time, confirm, decline
from liangshi.family.services.appointments import AppointmentDraft, propose
from liangshi.family.services.messages import MessageDraft, read_messages, write_message
from liangshi.pairing.models import Pairing
from liangshi.people.models import Account, Guardian, Guardianship
from liangshi.project.demo.people import DemoSchool

WISHES = (
    (Preferred.AT_SCHOOL, ""), (Preferred.PHONE, "晚上七点以后"), (Preferred.HOME_VISIT, "周末都可以"),
    (Preferred.VIDEO, "在外地上班"), (Preferred.NOT_NOW, ""),
)  # fmt: skip
SHARE_OF_WISHES = 0.5
MEETINGS = (
    ("proposed", Way.HOME_VISIT, "开学以来的变化"), ("confirmed", Way.AT_SCHOOL, "期中以后怎么安排"),
    ("other_time", Way.HOME_VISIT, "认识一下，聊聊家里的作息"), ("declined", Way.HOME_VISIT, ""),
    ("confirmed", Way.PHONE, "住校的情况"), ("proposed", Way.VIDEO, "选科的想法"),
)  # fmt: skip
WORDS = (
    ("老师您好，孩子这周说作业能跟上了，谢谢您。", False),
    ("他这周主动给同学讲了两道题，自己也很高兴。回家可以听他讲讲。", True),
)


def build_family(demo: DemoSchool, pairings: list[Pairing], now: datetime) -> None:
    """Wishes in bulk; the rest through the services, as people would do it."""
    _wishes(demo, now)
    faces = {demo.students[0].pk, *(student.pk for student in demo.students[1:40:8])}
    shown = [pairing for pairing in pairings if pairing.student_id in faces][: len(MEETINGS)]
    for pairing, (state, way, subject) in zip(shown, MEETINGS, strict=False):
        _meet(pairing, state, way, subject, now)
    if shown:
        _write(shown[0], now)


def _wishes(demo: DemoSchool, now: datetime) -> None:
    ties = Guardianship.unscoped.filter(school=demo.school, position=1).values_list("student", "guardian")
    rows = []
    for student, guardian in ties:
        if demo.random.random() < SHARE_OF_WISHES:
            way, words = demo.random.choice(WISHES)
            at = now - timedelta(days=demo.random.randint(1, 60))
            rows.append(
                VisitPreference(
                    school=demo.school, student_id=student, guardian_id=guardian, way=way, words=words, chosen_at=at
                )
            )
    VisitPreference.unscoped.bulk_create(rows)


def _people(pairing: Pairing, now: datetime) -> tuple[Viewer, Viewer, Guardian]:
    """Mentor and first guardian as viewers."""
    today = timezone.localdate(now)
    tie = Guardianship.unscoped.filter(student=pairing.student).select_related("guardian__account")[0]
    mentor, family = Account.objects.get(staff=pairing.mentor), tie.guardian.account
    assert family is not None
    return viewer_of(mentor, today), viewer_of(family, today), tie.guardian


def _meet(pairing: Pairing, state: str, way: Way, subject: str, now: datetime) -> None:
    mentor, family, guardian = _people(pairing, now)
    day = timezone.localtime(now).replace(hour=19, minute=0, second=0, microsecond=0)
    times = (day + timedelta(days=3), day + timedelta(days=5))
    draft = AppointmentDraft(way, times, subject=subject, guardians=(guardian.pk,), team=True)
    at = now - timedelta(days=1)
    row = propose(by=mentor, student=pairing.student, draft=draft, now=at)
    _answer(row, state, family, at + timedelta(hours=3))


def _answer(row: Appointment, state: str, family: Viewer, at: datetime) -> None:
    if state == "confirmed":
        time = AppointmentTime.unscoped.filter(appointment=row)[0]
        confirm(by=family, appointment=row, revision=1, time=time, now=at)
    elif state == "other_time":
        ask_other_time(by=family, appointment=row, revision=1, times=(), words="这几天在外地，周末可以吗？", now=at)
    elif state == "declined":
        decline(by=family, appointment=row, revision=1, words="", now=at)


def _write(pairing: Pairing, now: datetime) -> None:
    mentor, family, guardian = _people(pairing, now)
    at = timezone.localtime(now).replace(hour=12, minute=10) - timedelta(days=1)
    for text, from_school in WORDS:
        by = mentor if from_school else family
        message = write_message(
            by=by, student=pairing.student, staff=pairing.mentor, guardian=guardian, draft=MessageDraft(text), now=at
        )
        if not from_school:
            read_messages(by=mentor, thread=message.thread, now=at + timedelta(minutes=20))
        at += timedelta(minutes=35)
