"""The demo school's own scheme: the preset of the senior high schools, with a name and an agreement of its own."""

from liangshi.schemes.queries import preset
from liangshi.schemes.services import amend

PRESET = "wuhu-2022"

AGREEMENT = """
[[documents]]
key = "OWN"
title = "望溪市致远中学全员导师制工作实施方案"
issued_by = "望溪市致远中学"

[[matching.agreements]]
id = "own-agreement"
title = "师生职责协议书"
signed_by = ["mentor", "student", "guardian"]
text = "导师与学生在双向选择的基础上结对，愿意一起做到下面几条。"
mentor_duties = [
  "每学年至少家访一次，期初期末和重要考试前后谈心",
  "看见学生的闪光点，期末写成长寄语",
  "遇到不能处理的困难，及时请心理教师和学校帮助",
]
student_duties = ["有事愿意说出来，也可以找别的老师", "和导师一起定目标，隔一段时间看一看"]
guardian_duties = ["和导师保持联系，一起想办法", "尊重孩子的选择和隐私"]
source = { document = "OWN", place = "匹配机制（四）", words = "结对后由导师、学生和家长共同签订师生职责协议书。" }
reading = "三方都签了才算完成。"
"""


def scheme_text() -> str:
    """The text that the demo school publishes."""
    named = amend(
        preset(PRESET).text,
        {
            ("header", "key"): "zhiyuan",
            ("header", "title"): "望溪市致远中学全员导师制工作实施方案",
            ("header", "author"): "望溪市致远中学",
            ("header", "level"): "school",
            ("header", "frame"): PRESET,
        },
    )
    return named + AGREEMENT
