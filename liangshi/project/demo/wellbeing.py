"""The demo school's concerns: one that waits for the counsellor, one in her hands; the school's numbers."""

from datetime import datetime, timedelta

from django.utils import timezone

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer
from liangshi.people.models import Account
from liangshi.project.demo.people import DemoSchool
from liangshi.wellbeing.services.care_lines import write_care_line
from liangshi.wellbeing.services.climbing import climb_concerns
from liangshi.wellbeing.services.hands import take_in_hand
from liangshi.wellbeing.services.manning import Number, set_helplines
from liangshi.wellbeing.services.raising import ConcernDraft, NamedStudent, raise_concern

NUMBERS = (Number("心理辅导室", "000-0000-0001", "上学日白天"), Number("值班电话", "000-0000-0002", "24 小时"))


def build_concerns(demo: DemoSchool, now: datetime) -> None:
    """Two concerns of this morning and the numbers to phone."""
    school = demo.school.pk
    counsellor = _viewer(Account.unscoped.get(school=school, appointments__role="counsellor"), now)
    set_helplines(by=counsellor, school=school, numbers=NUMBERS, now=now)
    first, second = demo.students[4], demo.students[8]
    group = first.class_group
    assert group is not None
    assert group.homeroom_teacher is not None
    teacher = _viewer(group.homeroom_teacher.account, now)
    earlier = now - timedelta(hours=2)
    held = raise_concern(
        by=teacher,
        draft=_draft("demo-1", first.number, "这一周三次没有吃午饭，午休一个人坐在楼梯上。", "“没胃口，不想说话。”"),
        now=earlier,
    )
    climb_concerns(earlier)
    take_in_hand(by=counsellor, concern=held, now=earlier + timedelta(minutes=6))
    write_care_line(
        by=counsellor, concern=held, student=first, to=[group.homeroom_teacher],
        text="这几天每天打个招呼，午饭时留意他是否去食堂", until=None, now=now,
    )  # fmt: skip
    raise_concern(
        by=teacher,
        draft=_draft("demo-2", second.number, "周记里写“最近总睡不着”，上课趴在桌上。", ""),
        now=now - timedelta(minutes=8),
    )
    climb_concerns(now - timedelta(minutes=8))


def _viewer(account: Account | None, now: datetime) -> Viewer:
    assert account is not None
    return viewer_of(account, timezone.localdate(now))


def _draft(key: str, number: str, facts: str, words: str) -> ConcernDraft:
    return ConcernDraft(
        sent_key=key, danger="no", happened_on=None, place="学校", facts=facts, own_words=words,
        done="课后聊了几句，没有追问。", told_in_person="", named=(NamedStudent(number, None, "concerned", ""),),
    )  # fmt: skip
