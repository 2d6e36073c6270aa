"""What each kind of entry asks for: one table for forms, pages and papers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from liangshi.wellbeing.case_choices import EntryKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST = 4000
OWN = "own answers"
"""Under which key of the stored entry the answers of the school's own form lie; no field has it."""


@dataclass(frozen=True, slots=True)
class EntryField:
    """One field; with `choices` of (code, words) the code is stored."""

    key: str
    label: "StrOrPromise"
    required: bool = True
    short: bool = False
    choices: "tuple[tuple[str, StrOrPromise], ...]" = ()
    hint: "StrOrPromise" = ""

    def words(self, stored: str) -> str:
        """What is stored, as a page says it."""
        return str(dict(self.choices).get(stored, stored))


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What the school's own form asked beyond that, in words as they stood then; `readers` are roles of the scheme."""

    label: str
    words: str
    readers: tuple[str, ...] = ()


WAYS = (
    ("meeting", _("面谈")),
    ("visit", _("家访")),
    ("phone", _("电话")),
    ("video", _("视频")),
    ("letter", _("书面")),
)
ANSWERS_OF_FAMILY = (
    ("agrees", _("知情并同意")),
    ("informed", _("已知情，有不同意见")),
    ("refuses", _("不同意")),
    ("silent", _("没有联系上或未答复")),
)
PARENTS = (("present", _("家长在场")), ("absent", _("家长未能到场，原因见下")))

ENTRY_FIELDS: dict[EntryKind, tuple[EntryField, ...]] = {
    EntryKind.OPENING: (EntryField("text", _("为什么立案")),),
    EntryKind.ASSESSMENT: (
        EntryField("level", _("等级"), short=True),
        EntryField("trigger", _("诱因"), hint=_("最近发生了什么；写事实，不下诊断")),
        EntryField("protective", _("保护因素"), hint=_("信任的人、喜欢的事、能做到的事")),
        EntryField("support", _("可用的支持"), required=False),
        EntryField("danger", _("目前的风险"), required=False),
        EntryField("family_told", _("家长何时、由谁告知"), required=False, short=True),
    ),
    EntryKind.PLAN: (
        EntryField("aims", _("目标")),
        EntryField("measures", _("做什么、谁来做")),
        EntryField("alarm", _("出现什么情况马上找谁"), required=False),
    ),
    EntryKind.NOTE: (EntryField("text", _("记录")),),
    EntryKind.MEETING: (EntryField("present", _("在场的人"), short=True), EntryField("text", _("商定的事"))),
    EntryKind.FAMILY_NOTICE: (
        EntryField("to", _("告知了谁"), short=True),
        EntryField("way", _("方式"), choices=WAYS),
        EntryField("text", _("告知的内容")),
        EntryField("asked", _("请家长做的事"), required=False),
    ),
    EntryKind.FAMILY_ANSWER: (
        EntryField("who", _("谁答复的"), short=True),
        EntryField("answer", _("答复"), choices=ANSWERS_OF_FAMILY),
        EntryField("text", _("家长的原话或要点"), required=False),
    ),
    EntryKind.REFERRAL: (
        EntryField("to", _("转介到哪里"), short=True),
        EntryField("reason", _("为什么转介")),
        EntryField("parents", _("家长的意见")),
    ),
    EntryKind.RETURN: (
        EntryField("parents", _("家长"), choices=PARENTS),
        EntryField("present", _("还有谁在场"), short=True),
        EntryField("agreed", _("返校后的约定")),
        EntryField("watch", _("需要留意"), required=False),
    ),
    EntryKind.REFUSAL: (
        EntryField("who", _("谁不同意，或哪里未受理"), short=True),
        EntryField("reason", _("理由（书面原文或要点）")),
    ),
    EntryKind.APPEAL: (
        EntryField("who", _("谁申诉"), short=True),
        EntryField("text", _("申诉的内容与请求")),
        EntryField("answer", _("处理意见"), required=False),
    ),
    EntryKind.FOLLOW_UP: (
        EntryField("way", _("方式"), choices=WAYS),
        EntryField("text", _("看到的、听到的")),
        EntryField("next", _("接下来"), required=False),
    ),
    EntryKind.ACTION_DONE: (EntryField("what", _("要做的事")), EntryField("text", _("结果"))),
    EntryKind.ACTION_DROPPED: (EntryField("what", _("要做的事")), EntryField("text", _("为什么不做了"))),
    EntryKind.HANDED_OVER: (
        EntryField("before", _("原负责人"), short=True),
        EntryField("after", _("现负责人"), short=True),
        EntryField("text", _("原因")),
    ),
    EntryKind.LINKED: (EntryField("number", _("关联的个案"), short=True), EntryField("text", _("为什么关联"))),
    EntryKind.JOINED: (EntryField("text", _("说明")),),
    EntryKind.CLOSING: (
        EntryField("text", _("结案说明")),
        EntryField("unfinished", _("未完成的事"), required=False, short=True),
    ),
    EntryKind.REOPENING: (EntryField("text", _("为什么重新开启")),),
}
