"""Why the linter warns, from where, and what would be better: the words of each warning."""

from __future__ import annotations

from dataclasses import dataclass

from liangshi.domain.scheme.linter import LintWarning
from liangshi.domain.scheme.terms import role_name


@dataclass(frozen=True, slots=True)
class Advice:
    """The words of a warning: what it is, from where it comes, what would be better."""

    says: str
    source: str
    better: str


ADVICE = {
    "traces_in_appraisal": Advice(
        "考核项目看的是{words}，容易变成数条数、补材料。",
        "教育部2025年11月关于减轻教师负担的通知（据报道，请核对原文）：不以痕迹、台账作为评价教师的依据。",
        "由人看质量定档，不看条数；系统不向考核提供条数。",
    ),
    "counts_in_appraisal": Advice(
        "考核直接数记录条数。",
        "教育部2025年11月关于减轻教师负担的通知（据报道，请核对原文）。",
        "改为评议或问卷；本系统的考核不读取记录的条数和长短。",
    ),
    "student_marks_in_appraisal": Advice(
        "用学生成绩考核导师。",
        "《未成年人学校保护规定》（教育部令第50号）；2025年10月十条措施：不按成绩排名。",
        "改看学生的进步和感受。",
    ),
    "punished_for_dropout": Advice(
        "学生辍学就扣导师的分（每人 {points} 分），导师可能因此回避最需要帮助的学生。",
        "各地实践；控辍保学是学校和政府的责任。",
        "改为看导师做了什么：及时上报、家访、转介；或写明有正当理由不扣。",
    ),
    "visits_below_minimum": Advice(
        "没有保证每个学生每学年至少一次家访。",
        "教基〔2022〕7号：班主任每学年对每名学生至少家访一次。",
        "写明每学年至少一次，与班主任共同家访一次即可。",
    ),
    "family_events_below_minimum": Advice(
        "家庭教育指导活动，方案里每学年写了 {times} 次，不到每学期两次。",
        "教基〔2022〕7号：每学期至少组织两次家庭教育指导服务活动。",
        "家长会、家庭教育讲堂合计每学期两次。",
    ),
    "sensitive_without_purpose": Advice(
        "敏感字段“{field}”没有写用途。",
        "《个人信息保护法》第二十八条：敏感个人信息要有特定目的和充分必要性。",
        "写明用途；说不出用途的字段请删去。",
    ),
    "sensitive_read_widely": Advice(
        "敏感字段“{field}”给了不负责关心的人看：{readers}。",
        "《个人信息保护法》第二十八条；《未成年人网络保护条例》第三十六条（请核对原文）。",
        "只给据此采取行动的人看，在字段上写明 readers。",
    ),
    "category_read_widely": Advice(
        "学生类别给了不负责关心的人看：{readers}。",
        "《个人信息保护法》第二十八条；标签容易伤人。",
        "只给导师、班主任和心理教师。",
    ),
    "label_sticks": Advice(
        "类别要到学段结束才复核或到期，标签会一直跟着学生。",
        "各地实践和研究：标签难以摘下。",
        "每学期复核，每学年到期。",
    ),
    "photo_required": Advice(
        "字段“{field}”要求必须交照片。",
        "减轻教师负担的通知：不要求拍照留痕。",
        "照片改为可选。",
    ),
    "family_means_asked": Advice(
        "字段“{field}”问了家长的职业或收入。",
        "《个人信息保护法》第六条：只收集最少的必要信息。",
        "删去；困难学生由资助部门另行了解。",
    ),
    "mentor_note_not_private": Advice(
        "导师手记不是只有自己可见。",
        "各地实践：要检查的手记写不出真话。",
        "默认只有自己看，愿意时再分享。",
    ),
    "chain_broken": Advice(
        "上报路线断了：上一步报给{lower}，下一步却由{upper}上报。",
        "上报不能停在半路。",
        "让每一步的接报人就是下一步的上报人。",
    ),
    "no_reporting_chain": Advice(
        "没有写发现危险时向谁报、多久内报。",
        "《未成年人学校保护规定》（教育部令第50号）。",
        "补上一条上报路线，写明时限。",
    ),
    "no_mandatory_report": Advice(
        "没有写强制报告。",
        "《未成年人保护法》第十一条；九部门2020年强制报告意见。",
        "补上向公安机关报告的一条，不需要任何人批准。",
    ),
    "student_results_shown": Advice(
        "学生评价的结果给了{roles}看。",
        "《未成年人学校保护规定》：不公布学生的成绩和排名。",
        "只告诉学生本人、家长和有关老师。",
    ),
    "survey_not_anonymous": Advice(
        "问卷不具名，但 {smallest} 人就出结果，猜得出是谁。",
        "各校经验：一位导师只有几名到十几名学生。",
        "最少五人，不够时并入以后学期。",
    ),
    "survey_group_never_reached": Advice(
        "一位导师的目标人数是 {target}，问卷满 {smallest} 人才显示，单独一学期可能看不到结果。",
        "各校经验：人数太少就不是不具名。",
        "按几个学期合并看，或按年级看。",
    ),
    "rhythm_cannot_be_kept": Advice(
        "按目标人数每周约需 {median} 小时，最重的导师每周约需 {heaviest} 小时，其中这一项 {share} 小时。",
        "2024年以来的中小学教师减负行动；做不到的次数只会换来补记录。",
        "减少次数、放宽周期，或减少每位导师的学生数。",
    ),
}


def advice(warning: LintWarning) -> Advice:
    """The words of a warning with its parameters filled in."""
    words = ADVICE[warning.code]
    values = {name: _spoken(name, value) for name, value in warning.parameters}
    return Advice(words.says.format(**values), words.source, words.better)


def _spoken(name: str, value: str) -> str:
    if name in ("readers", "roles", "lower", "upper"):
        return "、".join(role_name(key) for key in value.split("、"))
    return value
