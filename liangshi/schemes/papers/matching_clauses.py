"""Matching as clauses."""

from collections.abc import Sequence

from liangshi.domain.scheme.base import Rule
from liangshi.domain.scheme.matching import (
    BalanceRule,
    CoverageRule,
    DeclineRule,
    FitRule,
    ImbalanceRule,
    NominationRule,
    PhaseRule,
    PlacementRule,
    PoolRule,
    PriorityRule,
    QuotaRule,
    RoundRule,
    StudyGroupRule,
    WayRule,
    WishFormRule,
)
from liangshi.domain.scheme.matching_words import ChoiceOfNumber, KeptPairs, TermLength
from liangshi.domain.scheme.pairings import AgreementRule, ChangeRule, KeptRule, SeveralMentorsRule, TermRule
from liangshi.domain.scheme.terms import term
from liangshi.domain.scheme.vocabulary import Strength

from .phrases import Clause, Grid, Names, grade_name, listed, said, within

LENGTHS = {
    TermLength.TERM: "一学期",
    TermLength.SCHOOL_YEAR: "一学年",
    TermLength.STAGE: "到本学段结束",
    TermLength.ENTRY_TO_GRADUATION: "从入学到毕业",
}
KEPT = {
    KeptPairs.KEEP: "原有结对予以保留",
    KeptPairs.KEEP_IF_BOTH_WISH: "双方愿意的，原有结对予以保留",
    KeptPairs.PREFER_FORMER: "重新结对时原导师优先",
    KeptPairs.DISSOLVE: "每轮重新结对",
}


def coverage_clause(rule: Rule, names: Names) -> Clause:
    """学生人人有导师，教师人人是导师."""
    assert isinstance(rule, CoverageRule)
    principle = "原则上" if rule.strength is Strength.SOFT else ""
    parts = ["学生人人有导师" if rule.every_student else "", "教师人人是导师" if rule.every_mentor else ""]
    return Clause("全员覆盖", said(principle + "、".join(part for part in parts if part)))


def quota_clause(rule: Rule, names: Names) -> Clause:
    """每位导师一般指导3至5名学生，最多不超过8名."""
    assert isinstance(rule, QuotaRule)
    who = f"{names.roles(rule.roles)}中的导师" if rule.roles else "每位导师"
    if rule.pools:
        who = f"{'、'.join(term(pool) for pool in rule.pools)}中的导师每人"
    who = f"{who}（任教初期）" if rule.early_career_only else who
    low, high = rule.target_low, rule.target_high
    target = f"一般指导{low}至{high}名学生，" if low and high and low != high else ""
    target = target or (f"一般指导{low or high}名学生，" if low or high else "")
    scope = {"per_class": "每班", "per_grade": "每年级"}.get(rule.scope.value, "")
    limit = "原则上不超过" if rule.strength is Strength.SOFT else "最多不超过"
    least = f"，不少于{rule.minimum}名" if rule.minimum else ""
    parts = [f"{who}{target}{scope}{limit}{rule.ceiling}名{'' if target else '学生'}{least}"]
    parts.append("确需超过的，写明理由" if rule.strength is Strength.SOFT else "")
    parts.append("可根据实际适当减少" if rule.school_may_set is ChoiceOfNumber.LOWER and not target else "")
    where = "、".join([*(term(stage) for stage in rule.stages), *(grade_name(grade) for grade in rule.grades)])
    return Clause("名额", said(*parts, f"适用于{where}" if where and rule.grades else ""))


def way_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """By which ways, one after the other."""
    found = sorted((rule for rule in rules if isinstance(rule, WayRule)), key=lambda rule: rule.order)
    ways = list(dict.fromkeys(term(rule.way) for rule in found))
    others = list(dict.fromkeys(term(way) for rule in found for way in rule.alternatives if term(way) not in ways))
    ordered = len({rule.order for rule in found}) > 1
    text = f"先后采用{'、'.join(ways)}的方式" if ordered else f"采用{'、'.join(ways)}的方式"
    return Clause("匹配方式", said(text, f"也可采用{'、'.join(others)}" if others else ""))


def study_group_clause(rule: Rule, names: Names) -> Clause:
    """Groups of students that merge to one mentor."""
    assert isinstance(rule, StudyGroupRule)
    text = f"学生{rule.size_low}至{rule.size_high}人组成学习小组，{rule.groups_per_mentor}个小组由一位导师指导"
    return Clause(rule.title, said(text))


def round_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """Rounds of wishes."""
    found = sorted((rule for rule in rules if isinstance(rule, RoundRule)), key=lambda rule: rule.number)
    return Clause("志愿", said(*(_round(rule, names, only=len(found) == 1) for rule in found)))


def _round(rule: RoundRule, names: Names, *, only: bool) -> str:
    start = "" if only else f"第{rule.number}轮"
    who = "尚无导师的学生" if rule.only_unplaced else "学生"
    answer = f"，由{names.role(rule.confirmed_by)}答复" if rule.confirmed_by else ""
    return f"{start}每名{who}可填{rule.choices}个志愿，填报开放{rule.days}天{answer}"


def phase_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """The steps of a round as a table."""
    found = sorted((rule for rule in rules if isinstance(rule, PhaseRule)), key=lambda rule: rule.order)
    rows = tuple(
        (str(number), rule.title, names.role(rule.by), f"{rule.days}天" if rule.days else "当日")
        for number, rule in enumerate(found, start=1)
    )
    return Clause("工作步骤", "匹配按下列步骤进行：", (), Grid(("序号", "工作", "负责", "用时"), rows, (1, 5, 3, 2)))


def priority_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """Who comes first."""
    found = sorted((rule for rule in rules if isinstance(rule, PriorityRule)), key=lambda rule: rule.tier)
    order = [term(rule.ground) + (f"（{names.called(rule.categories)}）" if rule.categories else "") for rule in found]
    when = "报名人数超过名额时，" if all(rule.only_when_short for rule in found) else ""
    return Clause("优先次序", said(f"{when}依次优先考虑{'、'.join(order)}；优先的原因不对外显示"))


def nomination_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """By which routes a student is named for 导学 or 导德."""
    found = [rule for rule in rules if isinstance(rule, NominationRule)]
    points = []
    for rule in found:
        routes = [
            f"{names.role(route.by)}{f'会同{names.roles(route.together_with)}' if route.together_with else ''}"
            f"{_ground(names.role(route.by), route.on_ground_of)}提出"
            for route in rule.routes
        ]
        will = "，尊重学生本人意愿" if rule.voluntary else ""
        quiet = "，理由不公开" if rule.quietly else ""
        points.append(said(f"{term(rule.kind)}：可由{'、'.join(routes)}{will}{quiet}"))
    return Clause("受导学生的提名", "需要专门指导的学生，按下列途径提名：", tuple(points))


def _ground(who: str, ground: str) -> str:
    return f"根据{ground.removeprefix('根据').removeprefix(who)}" if ground else ""


def imbalance_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """Too many, too few."""
    found = [rule for rule in rules if isinstance(rule, ImbalanceRule)]
    return Clause("报名不均时的办法", said(*(_imbalance(rule, names) for rule in found)))


def _imbalance(rule: ImbalanceRule, names: Names) -> str:
    acts = "、".join(term(action) for action in rule.actions)
    return f"{term(rule.when)}时，由{names.role(rule.by)}{'依次' if len(rule.actions) > 1 else ''}{acts}"


def decline_clause(rule: Rule, names: Names) -> Clause:
    """Whether a mentor may decline."""
    assert isinstance(rule, DeclineRule)
    if not rule.allowed:
        return Clause("答复学生", said("导师不得拒绝学生的求助"))
    reasons = "、".join(term(reason) for reason in rule.reasons)
    cap = f"，每轮不超过{rule.cap}次" if rule.cap is not None else ""
    decided = f"理由是否成立由{names.role(rule.decided_by)}认定"
    return Clause("答复学生", said(f"导师没有正当理由不拒绝学生；确需谢绝的，写明理由（{reasons}）{cap}", decided))


def weighing_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """What is weighed and balanced."""
    fits = [rule for rule in rules if isinstance(rule, FitRule)]
    balances = [rule for rule in rules if isinstance(rule, BalanceRule)]
    weighed = "、".join(dict.fromkeys(term(rule.attribute) for rule in fits))
    even = "、".join(f"{term(rule.across)}{term(rule.attribute)}{term(rule.aim)}" for rule in balances)
    return Clause("兼顾因素", said(f"匹配兼顾{weighed}" if weighed else "", f"力求{even}" if even else ""))


def wish_clause(rule: Rule, names: Names) -> Clause:
    """What is written at sign-up, and what each side learns."""
    assert isinstance(rule, WishFormRule)
    parts = [f"学生报名写明{listed(rule.student)}" if rule.student else ""]
    parts.append(f"导师写明{listed(rule.mentor)}" if rule.mentor else "")
    parts.append(f"选择之前，学生可以了解导师的{listed(rule.student_learns)}" if rule.student_learns else "")
    parts.append(f"导师在隐私允许的范围内了解学生的{listed(rule.mentor_learns)}" if rule.mentor_learns else "")
    return Clause("报名", said(*parts))


def placement_clause(rule: Rule, names: Names) -> Clause:
    """Who places, confirms and files."""
    assert isinstance(rule, PlacementRule)
    weighs = f"，兼顾{'、'.join(term(one) for one in rule.weighs)}" if rule.weighs else ""
    first = "先看学生的选择，再由" if rule.student_choice_first else "由"
    parts = [f"{names.role(rule.proposed_by)}提出结对名单" if rule.proposed_by else ""]
    parts.append(f"{first}{names.role(rule.placed_by)}为尚无导师的学生统筹安排{weighs}，不遗漏一人")
    parts.append(f"由{names.role(rule.confirmed_by)}确认" if rule.confirmed_by else "")
    parts.append(f"报{names.role(rule.filed_with)}备案" if rule.filed_with else "")
    return Clause("统筹安排", said(*parts))


def pool_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """Which students a role may be paired with."""
    found = [rule for rule in rules if isinstance(rule, PoolRule)]
    return Clause("结对范围", said(*(f"{names.role(r.role)}：{term(r.reach)}" for r in found)))


def several_clause(rule: Rule, names: Names) -> Clause:
    """When one student has several mentors."""
    assert isinstance(rule, SeveralMentorsRule)
    whom = names.called(rule.categories) or "有特殊指导需求的学生"
    purposes = f"，分别负责{names.called(rule.purposes)}" if rule.purposes else "，各有分工"
    decided = f"经{names.role(rule.decided_by)}决定"
    return Clause("多位导师", said(f"对{whom}，{decided}，可配备至多{rule.up_to}位导师{purposes}"))


def term_clause(rule: Rule, names: Names) -> Clause:
    """How long a pairing lasts."""
    assert isinstance(rule, TermRule)
    renew = "，期满可以续结" if rule.renewable else ""
    review = "，期满时回看是否合适" if rule.reviewed else ""
    return Clause("期限", said(f"师生结对以{LENGTHS[rule.length]}为期{review}{renew}"))


def agreement_clause(rule: Rule, names: Names) -> Clause:
    """Who signs the agreement, and what it holds."""
    assert isinstance(rule, AgreementRule)
    points = [
        said(f"{who}职责：{listed(duties)}")
        for who, duties in (("导师", rule.mentor_duties), ("学生", rule.student_duties), ("家长", rule.guardian_duties))
        if duties
    ]
    return Clause("签订协议书", said(f"结对后由{names.roles(rule.signed_by)}签订《{rule.title}》"), tuple(points))


def kept_clause(rule: Rule, names: Names) -> Clause:
    """What becomes of pairings that exist."""
    assert isinstance(rule, KeptRule)
    return Clause("原有结对", said(KEPT[rule.policy]))


def change_clause(rule: Rule, names: Names) -> Clause:
    """How a pairing changes in between."""
    assert isinstance(rule, ChangeRule)
    causes = "、".join(term(cause) for cause in rule.causes)
    limit = f"，{within(rule.within)}答复" if rule.within else ""
    parts = [f"{causes}时可以调整，由{names.role(rule.decided_by)}决定{limit}"]
    parts.append("学生提出的，不告知原导师是谁提出" if rule.quiet else "")
    parts.append("导师离岗的，及时安排接任并做好交接" if rule.successor else "")
    return Clause("结对的调整", said(*parts))
