"""Appraisal, evaluation of students, incentives, training, supervision as clauses."""

from collections.abc import Sequence

from liangshi.domain.scheme.appraisal import (
    BonusRule,
    CycleRule,
    DeductionRule,
    EvaluatorRule,
    GradeChangeRule,
    GradeRule,
    LineMethod,
    LineRule,
    RemovalRule,
    VetoRule,
)
from liangshi.domain.scheme.base import Rule
from liangshi.domain.scheme.evaluation import StudentMode, StudentModeRule, StudentPartRule, StudentUseRule
from liangshi.domain.scheme.growth import IncentiveKind, IncentiveRule, TrainingKind, TrainingRule
from liangshi.domain.scheme.supervision import SupervisionRule
from liangshi.domain.scheme.terms import term
from liangshi.domain.scheme.vocabulary import Role

from .phrases import Clause, Grid, Names, every, listed, number_words, often, said, when_words, within

LEANING = frozenset(
    {IncentiveKind.DEVELOPMENT, IncentiveKind.HONOUR, IncentiveKind.TITLE, IncentiveKind.PERFORMANCE_PAY}
)
INCENTIVES = {
    IncentiveKind.COMMENDATION: "表彰先进",
    IncentiveKind.EXCELLENT_MENTOR: "评选优秀导师",
    IncentiveKind.MODEL_SCHOOL: "评选示范学校",
    IncentiveKind.SPREAD_EXPERIENCE: "推广先进经验",
    IncentiveKind.CERTIFICATE: "颁发证书",
}
TRAININGS = {
    TrainingKind.COURSE: "开设课程",
    TrainingKind.INDUCTION: "组织上岗培训",
    TrainingKind.EARLY_CAREER: "支持青年教师成长",
    TrainingKind.ADMISSION: "组织任职前培训",
    TrainingKind.WORKSHOP: "开展工作研讨",
    TrainingKind.SEED_TEACHERS: "培养种子教师",
    TrainingKind.ACTION_RESEARCH: "开展行动研究",
    TrainingKind.CASE_STUDIES: "开展案例研究",
    TrainingKind.CASE_LIBRARY: "建立案例库",
    TrainingKind.TIPS: "编写工作锦囊",
    TrainingKind.SCHEMES_LIBRARY: "汇编各学段方案",
    TrainingKind.HANDBOOK: "编写《导师工作指导手册》",
    TrainingKind.DUTY_LIST: "编写《导师任务清单》",
    TrainingKind.EXCHANGE: "开展经验交流",
    TrainingKind.EXPERT_SUPPORT: "提供专家支持",
    TrainingKind.ETHICS: "开展师德教育",
    TrainingKind.RESEARCH_BY_OFFICE: "开展专题教研",
    TrainingKind.FORUM: "举办论坛",
    TrainingKind.SHOWING: "组织展示",
}


def _points(value: float) -> str:
    return f"{value:g}分"


def _assessor(key: str, names: Names) -> str:
    return "导师自评" if key == Role.MENTOR.value else names.role(key)


def cycle_clause(rule: Rule, names: Names) -> Clause:
    """Period, publicity, appeal."""
    assert isinstance(rule, CycleRule)
    kinds = "、".join(n for n, on in (("过程评价", rule.process), ("终结评价", rule.final)) if on)
    parts = [f"{every(rule.every)}考核一次，{kinds}相结合，由{names.role(rule.run_by)}组织"]
    parts.append("结果在校内公布" if rule.published else "")
    parts.append(f"对结果有异议的，可在{rule.appeal_days}天内申诉" if rule.appeal_days else "")
    parts.append(f"结果用于{listed(rule.used_for)}" if rule.used_for else "")
    return Clause(rule.title, said(*parts))


def line_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """The lines of the sheet as a table."""
    found = [rule for rule in rules if isinstance(rule, LineRule)]
    rows = tuple(
        (rule.title, f"{rule.full_points:g}", _method(rule, names),
         "、".join(dict.fromkeys(_assessor(key, names) for key in rule.evaluators)))
        for rule in found
    )  # fmt: skip
    grid = Grid(("考核项目", "满分", "评分办法", "评价人"), rows, (5, 2, 6, 4))
    return Clause("考核项目", "考核看质量，不数条数，项目如下：", (), grid)


def _method(rule: LineRule, names: Names) -> str:
    if rule.method is LineMethod.BANDS:
        return "、".join(f"{band.name}{_points(band.points)}" for band in rule.bands)
    if rule.method is LineMethod.SUM_OF_PARTS:
        return "、".join(
            f"{_assessor(part.evaluator, names)}{_points(part.points)}{'（平均）' if part.mean else ''}"
            for part in rule.parts
        )
    return f"看{listed(rule.looks_at)}" if rule.looks_at else term(rule.method)


def evaluator_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """Who evaluates."""
    found = [rule for rule in rules if isinstance(rule, EvaluatorRule)]
    who = "、".join(
        f"{_assessor(rule.evaluator, names)}{f'（{rule.weight:g}%）' if rule.weight else ''}" for rule in found
    )
    return Clause("评价主体", said(f"由{who}多方参与评价"))


def grade_clause(rule: Rule, names: Names) -> Clause:
    """Grades with their limits."""
    assert isinstance(rule, GradeRule)
    steps = []
    for grade in rule.grades:
        at = f"{grade.from_score:g}分以上" if grade.from_score is not None else ""
        cap = f"不超过{grade.cap_percent:g}%" if grade.cap_percent is not None else ""
        worth = f"记{_points(grade.points)}" if grade.points is not None else ""
        details = "，".join(part for part in (at, cap, worth) if part)
        steps.append(f"{grade.name}（{details}）" if details else grade.name)
    into = f"，计入{rule.carried_into}" if rule.carried_into else ""
    return Clause("考核等级", said(f"分{'、'.join(steps)}{into}"))


def bonus_clause(rule: Rule, names: Names) -> Clause:
    """Points added for a result."""
    assert isinstance(rule, BonusRule)
    steps = "、".join(f"{term(step.level)}加{_points(step.points)}" for step in rule.steps)
    best = "，同一成果按最高一级计" if rule.best_only else ""
    return Clause("加分", said(f"{rule.result}：{steps}{best}"))


def deduction_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """Points taken off."""
    found = [rule for rule in rules if isinstance(rule, DeductionRule)]
    parts = []
    for rule in found:
        cap = f"，累计不超过{_points(-rule.cap)}" if rule.cap is not None else ""
        excuse = "（有正当理由的除外）" if rule.excused_with_reason else ""
        parts.append(f"{term(rule.event)}，每次扣{_points(-rule.points)}{excuse}{cap}")
    return Clause("扣分", said(*parts))


def grade_change_clause(rule: Rule, names: Names) -> Clause:
    """A rule-based change of grade."""
    assert isinstance(rule, GradeChangeRule)
    text = f"{every(rule.every)}{term(rule.duty_kind)}少于{rule.fewer_than}次的，降{rule.steps_down}等"
    return Clause(rule.title, said(text))


def veto_clause(rule: Rule, names: Names) -> Clause:
    """一票否决."""
    assert isinstance(rule, VetoRule)
    heard = "先听取导师陈述，再" if rule.hearing else ""
    length = every(rule.voids).removeprefix("每")
    return Clause("一票否决", said(f"{rule.finding}的，{heard}由{names.role(rule.decided_by)}决定，本{length}考核作废"))


def removal_clause(rule: Rule, names: Names) -> Clause:
    """When somebody is no longer a mentor."""
    assert isinstance(rule, RemovalRule)
    share = f"（不满意超过{rule.dissatisfied_over:g}%）" if rule.dissatisfied_over is not None else ""
    back = f"，{every(rule.returns_after).removeprefix('每')}后可重新担任" if rule.returns_after else ""
    return Clause("退出", said(f"{rule.finding}{share}的，{term(rule.consequence)}{back}"))


def student_mode_clause(rule: Rule, names: Names) -> Clause:
    """Whether and how students are evaluated."""
    assert isinstance(rule, StudentModeRule)
    how = {
        StudentMode.SCORED: "对学生进行综合评价，不排名",
        StudentMode.WORDS: "用文字回看学生的成长，不打分、不排名",
        StudentMode.NONE: "不对学生另作评价",
    }[rule.mode]
    return Clause("学生评价", said(f"{every(rule.every)}{how}"))


def student_part_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """The parts of the evaluation as a table."""
    found = [rule for rule in rules if isinstance(rule, StudentPartRule)]
    rows = tuple(
        (rule.title, f"{rule.weight:g}" if rule.weight is not None else "—",
         listed(rule.looks_at) or names.roles(rule.raters) or "—")
        for rule in found
    )  # fmt: skip
    return Clause("评价内容", "评价由下列部分组成：", (), Grid(("内容", "分值", "依据"), rows, (4, 2, 8)))


def student_use_clause(rule: Rule, names: Names) -> Clause:
    """What the evaluation is for."""
    assert isinstance(rule, StudentUseRule)
    told = f"结果只告知{names.roles(rule.told)}" if rule.told else ""
    return Clause(rule.title, said(f"用于{'、'.join(term(use) for use in rule.uses)}", told))


def incentive_clause(rule: Rule, names: Names) -> Clause:
    """What mentors, or schools, receive."""
    assert isinstance(rule, IncentiveRule)
    whom = f"优秀{names.role(rule.to)}" if rule.only_excellent else names.role(rule.to)
    giver = f"{names.role(rule.given_by)}{every(rule.every)}"
    leaning = "、".join(term(kind) for kind in rule.kinds if kind in LEANING)
    acts = "、".join(INCENTIVES[kind] for kind in rule.kinds if kind in INCENTIVES)
    parts = [f"{giver}在{leaning}等方面向{whom}倾斜" if leaning else "", f"{giver}{acts}" if acts else ""]
    parts.append(f"关心{whom}的身心和负担，负担过重的先减人数" if IncentiveKind.CARE in rule.kinds else "")
    parts.append(f"绩效中安排{rule.pay_percent:g}%" if rule.pay_percent is not None else "")
    parts.append(f"津贴{rule.allowance:g}元" if rule.allowance is not None else "")
    if rule.counted_years is not None:
        parts.append(f"担任导师一年，折算班主任工作年限{rule.counted_years:g}年")
    return Clause(rule.title, said(*parts))


def training_clause(rule: Rule, names: Names) -> Clause:
    """Training, research, sharing."""
    assert isinstance(rule, TrainingRule)
    hours = f"，共{rule.hours:g}学时" if rule.hours else ""
    when = often(rule.rhythm)
    parts = [f"{names.role(rule.organised_by)}{when}面向{names.roles(rule.audience)}{TRAININGS[rule.kind]}{hours}"]
    modules = [f"{one.title}{f'（{one.hours:g}学时）' if one.hours else ''}" for one in rule.modules]
    parts.append(f"课程包括：{listed(modules)}" if modules else "")
    parts.append(f"分为{listed(rule.categories)}" if rule.categories else "")
    parts.append(f"形成{listed(rule.outputs)}" if rule.outputs else "")
    levels = "、".join(term(level) for level in rule.result_levels)
    parts.append(f"成果按{levels}记录" if levels else "")
    return Clause(rule.title, said(*parts))


def supervision_clause(rule: Rule, names: Names) -> Clause:
    """Who looks at whom, at what, and what follows."""
    assert isinstance(rule, SupervisionRule)
    when = when_words(rule.rhythm) if rule.rhythm else ""
    times = number_words(rule.rhythm) if rule.rhythm else ""
    whom = "学校工作" if rule.of == Role.SCHOOL.value else names.role(rule.of)
    parts = [f"{names.role(rule.by)}{when}对{whom}进行{term(rule.kind)}{times}"]
    parts.append(f"重点看{listed(rule.looks_at)}" if rule.looks_at else "")
    parts.append(f"方案应有{'、'.join(term(part) for part in rule.parts)}" if rule.parts else "")
    parts.append(f"报{'、'.join(term(figure) for figure in rule.figures)}，只报数字" if rule.figures else "")
    parts.append(f"抽取{rule.sample:g}%的家庭" if rule.sample else "")
    parts.append(f"发现的问题{within(rule.repaired_within)}整改" if rule.repaired_within else "")
    parts.append("结果予以通报，不点学生的名" if rule.findings_published else "")
    parts.append(f"结果纳入{rule.counts_towards}" if rule.counts_towards else "")
    return Clause(rule.title, said(*parts))
