"""Fixed choices of the pairing app."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RoundWay(TextChoices):
    """How students and mentors find each other in one round (clauses M2, M6)."""

    TWO_SIDED = "two_sided", _("双向选择")
    SURVEY = "survey", _("意向征询")
    CLUB = "club", _("以社团为载体")
    CLASS_GROUP = "class_group", _("班内分组")
    ASSIGNMENT = "assignment", _("学校统筹安排")


WISHING_WAYS = frozenset({RoundWay.TWO_SIDED, RoundWay.SURVEY, RoundWay.CLUB})
"""Ways in which students write wishes."""


class RoundState(TextChoices):
    """How far a round has come."""

    DRAFT = "draft", _("筹备中")
    RUNNING = "running", _("进行中")
    PUBLISHED = "published", _("已公布")
    FINISHED = "finished", _("已结束")
    CANCELLED = "cancelled", _("已取消")


class PhaseKind(TextChoices):
    """The phases of a round, in their order."""

    APPLY = "apply", _("导师报名")
    APPROVE = "approve", _("学校审核")
    READ = "read", _("了解导师")
    NOMINATE = "nominate", _("推荐提名")
    WISH = "wish", _("学生填报志愿")
    ANSWER = "answer", _("导师回应")
    PLAN = "plan", _("名额规划")
    SOLVE = "solve", _("匹配计算")
    REVIEW = "review", _("复核调整")
    PUBLISH = "publish", _("公布结果")
    AGREE = "agree", _("签订协议书")


class PhaseMove(TextChoices):
    """What was done to the dates of a phase."""

    OPENED = "opened", _("提前开始")
    CLOSED = "closed", _("提前结束")
    EXTENDED = "extended", _("延长")
    MOVED = "moved", _("改期")


class Track(TextChoices):
    """What a pairing is for; the empty value is the whole guidance by one mentor."""

    WHOLE = "", _("全面指导")
    STUDY = "study", _("导学")
    CONDUCT = "conduct", _("导德")


class ApplicationState(TextChoices):
    """A mentor's application and what the school decided."""

    SUBMITTED = "submitted", _("待审核")
    APPROVED = "approved", _("已通过")
    DECLINED = "declined", _("未通过")
    IN_TRAINING = "in_training", _("先参加培养")
    EXEMPT = "exempt", _("暂免")
    WITHDRAWN = "withdrawn", _("已撤回")


REFUSALS = (ApplicationState.DECLINED, ApplicationState.IN_TRAINING, ApplicationState.EXEMPT)
"""Decisions that need a reason."""


class NominationKind(TextChoices):
    """For what a student is named."""

    STUDY = "study", _("导学")
    CONDUCT = "conduct", _("导德")
    CATEGORY = "category", _("重点关注类别")


class NominationState(TextChoices):
    """How far a nomination has come."""

    PROPOSED = "proposed", _("待确认")
    CONFIRMED = "confirmed", _("已确认")
    DECLINED = "declined", _("未采纳")
    ENDED = "ended", _("已结束")


OPEN_NOMINATIONS = (NominationState.PROPOSED, NominationState.CONFIRMED)
"""Nominations that stand."""


class ListState(TextChoices):
    """A student's list of wishes."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("已提交")
    WITHDRAWN = "withdrawn", _("已撤回")


class Answer(TextChoices):
    """What a mentor says to one student."""

    WELCOME = "welcome", _("愿意")
    DECLINE = "decline", _("婉拒")


class Ruling(TextChoices):
    """Whether the reason of a decline holds (clause M11)."""

    OPEN = "open", _("待核")
    UPHELD = "upheld", _("理由成立")
    REFUSED = "refused", _("理由不成立")


class KeptOrigin(TextChoices):
    """Where a pair that stands before the wishes comes from."""

    FORMER = "former", _("上一轮的师生")
    ASSIGNED = "assigned", _("学校安排")


class KeptTreatment(TextChoices):
    """What becomes of it in this round."""

    KEEP = "keep", _("保留")
    PREFER = "prefer", _("优先")
    RELEASE = "release", _("不保留")


class DrawState(TextChoices):
    """How far the working out of a draw has come."""

    WAITING = "waiting", _("等待计算")
    SOLVING = "solving", _("正在匹配")
    CHECKING = "checking", _("正在核验")
    DONE = "done", _("已完成")
    FAILED = "failed", _("没有算成")


class Strain(TextChoices):
    """Which rule a change by hand strains."""

    OVER_QUOTA = "over_quota", _("超过导师名额")
    OVER_CAP = "over_cap", _("超过导师的分项名额")
    NOT_ELIGIBLE = "not_eligible", _("不在导师带班范围内")
    DECLINED = "declined", _("导师已婉拒")
    NOT_IN_INPUT = "not_in_input", _("封存数据里没有这名学生或导师")


class CameAbout(TextChoices):
    """How a pairing came about."""

    KEPT = "kept", _("延续")
    WISH = "wish", _("志愿")
    PLACED = "placed", _("学校统筹")
    MANUAL = "manual", _("人工调整")
    CHANGE = "change", _("更换导师")
    LATE = "late", _("插班安排")


class AgreementState(TextChoices):
    """How far an agreement has come."""

    OPEN = "open", _("待签")
    SIGNED = "signed", _("已签订")
    VOID = "void", _("已作废")


class Signer(TextChoices):
    """Who signs."""

    MENTOR = "mentor", _("导师")
    STUDENT = "student", pgettext_lazy("one person", "学生")
    GUARDIAN = "guardian", _("监护人")


class RequestState(TextChoices):
    """How far a request for a change has come."""

    OPEN = "open", _("已收到")
    IN_HANDS = "in_hands", _("处理中")
    GRANTED = "granted", _("已更换")
    REFUSED = "refused", _("暂不更换")
    WITHDRAWN = "withdrawn", _("已撤回")


LIVE_REQUESTS = (RequestState.OPEN, RequestState.IN_HANDS)
"""Requests that wait for a decision."""


class PhaseState(IntegerChoices):
    """Where a phase stands in time; derived from its dates."""

    WAITING = 0, _("未开始")
    OPEN = 1, _("进行中")
    OVER = 2, _("已结束")


DECLINE_WORDS = {
    "quota_full": _("名额已满"),
    "kinship": _("与学生有亲属关系"),
    "conflict": _("不宜由我指导（如曾有矛盾）"),
    "health": _("健康原因"),
    "leave": _("将休假或外派"),
    "out_of_field": _("所需帮助不在我的专长内"),
    "other_stated": _("其他（请写明）"),
}
"""Reasons of the scheme language for a decline, in words."""

ROUTE_WORDS = {
    "subject_teacher": _("任课教师推荐"),
    "homeroom_teacher": _("班主任推荐"),
    "grade_lead": _("年级组长推荐"),
    "grade_group": _("年级组推荐"),
    "coordinator": _("德育处推荐"),
    "student_affairs": _("德育处推荐"),
    "counsellor": _("心理教师推荐"),
    "guardian": _("家长提出"),
    "student": _("学生本人提出"),
}
"""By which route a student was named, in words."""
