"""Fixed choices of the records app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Role
from liangshi.domain.scheme import Channel as SchemeChannel
from liangshi.domain.scheme import DutyKind, Trigger
from liangshi.domain.scheme.forms import FormKind


class EntryKind(TextChoices):
    """What was done with a student or a family."""

    TALK = "talk", _("谈心谈话")
    HOME_VISIT = "home_visit", _("家访")
    PHONE_CALL = "phone_call", _("电访")
    MESSAGE = "message", _("消息联系")
    ACTIVITY = "activity", _("集体活动")
    PARENTS_MEETING = "parents_meeting", _("家长会")
    SOCIAL_PRACTICE = "social_practice", _("社会实践")
    STUDY_HELP = "study_help", _("学业辅导")


class Channel(TextChoices):
    """How people met; the same words as in a scheme."""

    FACE_TO_FACE = "face_to_face", _("当面")
    HOME_VISIT = "home_visit", _("在家里")
    SCHOOL_MEETING = "school_meeting", _("来校面谈")
    PHONE = "phone", _("电话")
    VIDEO = "video", _("视频")
    MESSAGE = "message", _("消息")
    WRITTEN = "written", _("书面")
    ACTIVITY = "activity", _("活动中")


class Outcome(TextChoices):
    """How it came out; each is an honest outcome and costs nobody anything."""

    HELD = "held", _("已进行")
    REFUSED = "refused", _("对方婉拒")
    POSTPONED = "postponed", _("改约")
    BY_PHONE = "by_phone", _("改为电话")


class Topic(TextChoices):
    """What a talk was about."""

    DAILY = "daily", _("日常")
    STUDY = "study", _("学业")
    MIND = "mind", _("心理")
    CONDUCT = "conduct", _("品行")
    CAREER = "career", _("生涯")
    FAMILY = "family", _("家庭")


class Readers(TextChoices):
    """Who may read a record besides those who wrote it, the current mentor and the school's own roles of care."""

    MENTORS = "mentors", _("只给导师")
    TEAM = "team", _("导师、班主任和年级组长")
    TEACHERS = "teachers", _("再加上任课教师")


class NoteReaders(TextChoices):
    """Who may read a mentor's note (导师手记)."""

    PRIVATE = "private", _("只有我自己")
    MENTORS = "mentors", _("这名学生的导师")
    TEAM = "team", _("这名学生的导师、班主任和年级组长")


class Audience(TextChoices):
    """For whom words on a record are meant."""

    STUDENT = "student", _("学生本人")
    FAMILY = "family", _("学生和家长")


class Office(TextChoices):
    """Who answers a view of teaching."""

    COORDINATOR = "coordinator", _("德育处")
    PRINCIPAL = "principal", _("校长室")
    GRADE_LEAD = "grade_lead", _("年级组")


class LifeEventKind(TextChoices):
    """What happens in a student's life or studies; the words are those of a scheme's moments."""

    LIFE_CHANGE = "life_change", _("生活中的重大变化")
    STUDY_CHANGE = "study_change", _("学习上的重大变化")
    FAMILY_UPHEAVAL = "family_upheaval", _("家庭变故")
    BEREAVEMENT = "bereavement", _("亲人离世")
    ILLNESS = "illness", _("生病")
    INJURY = "injury", _("受伤")
    TRUANCY = "truancy", _("旷课")
    DISCIPLINE = "discipline", _("违纪")
    CONFLICT = "conflict", _("与人冲突")
    PROGRESS = "progress", _("看得见的进步")
    MOOD_CHANGE = "mood_change", _("情绪波动")
    NOT_ATTENDING = "not_attending", _("没有到校就读")
    REQUEST_FOR_HELP = "request_for_help", _("学生求助")
    PARENT_REQUEST = "parent_request", _("家长请求")


USUAL_CHANNEL = {
    EntryKind.TALK: Channel.FACE_TO_FACE,
    EntryKind.HOME_VISIT: Channel.HOME_VISIT,
    EntryKind.PHONE_CALL: Channel.PHONE,
    EntryKind.MESSAGE: Channel.MESSAGE,
    EntryKind.ACTIVITY: Channel.ACTIVITY,
    EntryKind.PARENTS_MEETING: Channel.SCHOOL_MEETING,
    EntryKind.SOCIAL_PRACTICE: Channel.ACTIVITY,
    EntryKind.STUDY_HELP: Channel.FACE_TO_FACE,
}
"""The channel of a record that does not say otherwise."""

DUTY_KINDS = {
    EntryKind.TALK: DutyKind.TALK,
    EntryKind.HOME_VISIT: DutyKind.HOME_VISIT,
    EntryKind.PHONE_CALL: DutyKind.PHONE_CALL,
    EntryKind.MESSAGE: DutyKind.FAMILY_CONTACT,
    EntryKind.ACTIVITY: DutyKind.ACTIVITY,
    EntryKind.PARENTS_MEETING: DutyKind.PARENTS_MEETING,
    EntryKind.SOCIAL_PRACTICE: DutyKind.ACTIVITY,
    EntryKind.STUDY_HELP: DutyKind.STUDY_GUIDANCE,
}
"""The duty to which a record speaks; a scheme says which other duties that fulfils."""

FORM_KINDS = {
    EntryKind.TALK: FormKind.TALK,
    EntryKind.HOME_VISIT: FormKind.HOME_VISIT,
    EntryKind.PHONE_CALL: FormKind.FAMILY_CONTACT,
    EntryKind.MESSAGE: FormKind.FAMILY_CONTACT,
    EntryKind.ACTIVITY: FormKind.ACTIVITY,
    EntryKind.SOCIAL_PRACTICE: FormKind.ACTIVITY,
}
"""The scheme's form that asks for more; the other kinds have none."""

OFFICE_ROLES = {
    Office.COORDINATOR: Role.COORDINATOR,
    Office.PRINCIPAL: Role.PRINCIPAL,
    Office.GRADE_LEAD: Role.GRADE_LEAD,
}


def scheme_channel(value: str) -> SchemeChannel:
    """The same channel as a word of the scheme."""
    return SchemeChannel(value)


def trigger_of(kind: str) -> Trigger:
    """The same event as a word of the scheme."""
    return Trigger(kind)
