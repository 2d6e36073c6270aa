"""Words that leave a child cold, and pronouns that belong to another child.

The list follows what teachers are advised for term comments: strengths first, no labels, no comparison, no rank.
A school may disagree with any of them: they are pointed out, never removed.
"""

import re

from .remarks import Remark

COLD_WORDS: dict[str, tuple[str, ...]] = {
    "label": (
        "差生", "后进生", "问题学生", "双差生", "学困生", "懒惰", "懒散", "太懒", "太笨", "愚笨", "不聪明",
        "不求上进", "调皮捣蛋", "老实巴交", "孤僻", "自私", "小聪明", "没救", "扶不起",
    ),
    "verdict": (
        "屡教不改", "态度不端正", "令人失望", "让人失望", "太让我失望", "一无是处", "毫无进步", "没有任何进步",
        "不可救药", "不听话", "不像话", "无可救药", "影响他人", "影响班级", "拖后腿", "从不", "总是不", "永远不",
        "根本不", "表现很差", "表现较差", "成绩太差", "成绩很差",
    ),
    "comparison": (
        "不如别人", "不如其他同学", "比不上", "向别人看齐", "别的同学都", "人家都", "同龄人都", "落后于同学",
    ),
    "rank": ("排名", "名次", "倒数", "班级第", "年级第", "垫底", "末位", "全班最"),
    "threat": ("否则后果", "后果自负", "再这样下去", "不然就", "小心点", "取消资格", "再不努力", "再不改"),
    "phrase": (
        "百尺竿头", "更上一层楼", "再接再厉，再创佳绩", "希望继续努力", "学习认真，成绩优秀", "团结同学，尊敬师长",
        "该生",
    ),
}  # fmt: skip
"""By kind of remark: labels, verdicts, comparisons, ranks, threats, and phrases that fit every child."""

NEVER = frozenset({"从不", "总是不", "永远不", "根本不"})
PRAISED = (
    "放弃", "言弃", "迟到", "早退", "缺席", "缺勤", "抱怨", "退缩", "气馁", "叫苦", "喊累", "说谎", "计较", "怕",
    "服输", "认输",
)  # fmt: skip
"""What is a strength never to do: 从不放弃."""

_KIND = {word: kind for kind, words in COLD_WORDS.items() for word in words}
_UNLESS = f"(?!{'|'.join(PRAISED)})"
_COLD = re.compile(
    "|".join(word + (_UNLESS if word in NEVER else "") for word in sorted(_KIND, key=lambda word: (-len(word), word)))
)

HE, SHE = "他", "她"
_PRONOUN = re.compile(r"(?<!其)[他她](?![们人])")


def cold_words(text: str) -> list[Remark]:
    """Every cold word in the order of the text."""
    return [Remark(_KIND[found.group()], found.start(), found.end(), found.group()) for found in _COLD.finditer(text)]


def wrong_pronouns(text: str, *, female: bool | None) -> list[Remark]:
    """他 in a message about a girl, 她 in one about a boy; nothing where the gender is not stated (None).

    其他, 他们 and 他人 speak of others.
    """
    if female is None:
        return []
    expected = SHE if female else HE
    return [
        Remark("pronoun", found.start(), found.end(), found.group(), expected)
        for found in _PRONOUN.finditer(text)
        if found.group() != expected
    ]
