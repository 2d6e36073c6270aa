"""Wellbeing and crisis as clauses."""

from collections.abc import Sequence

from liangshi.domain.scheme.base import Rule
from liangshi.domain.scheme.terms import term
from liangshi.domain.scheme.wellbeing import (
    CaseTeamRule,
    ChainRule,
    FamilyNoticeRule,
    LevelRule,
    MandatoryReportRule,
    ReferralRule,
    WatchRule,
)

from .phrases import Clause, Names, every, listed, said, within


def level_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """Levels of concern, the most urgent first."""
    found = sorted((rule for rule in rules if isinstance(rule, LevelRule)), key=lambda rule: rule.rank)
    points = []
    for rule in found:
        colour = f"（{term(rule.colour)}）" if rule.colour else ""
        signs = f"：{listed(rule.signs)}" if rule.signs else ""
        does = f"。措施：{listed(rule.measures)}" if rule.measures else ""
        points.append(said(f"{rule.title}{colour}{signs}{does}"))
    if len(points) == 1:
        return Clause("关注等级", said(f"需要立即关注的情形：{points[0].rstrip('。')}"))
    return Clause("关注等级", f"分{len(points)}级：", tuple(points))


def chain_clause(rule: Rule, names: Names) -> Clause:
    """Who reports to whom in what time."""
    assert isinstance(rule, ChainRule)
    steps = []
    for step in rule.steps:
        how = f"以{'、'.join(term(one) for one in step.channels)}" if step.channels else ""
        after = f"，{names.role(step.reported_to)}{step.action}" if step.action else ""
        steps.append(f"{names.role(step.reported_by)}{within(step.within)}{how}报{names.role(step.reported_to)}{after}")
    when = f"属{names.called(rule.levels)}的，" if rule.levels else ""
    told = any("应急" in step.action for step in rule.steps)
    urgent = "学校同时采取应急措施" if rule.emergency_measures and not told else ""
    return Clause(rule.title, said(f"{when}{'；'.join(steps)}", urgent))


def watch_clause(rule: Rule, names: Names) -> Clause:
    """What is noticed, and what is then done."""
    assert isinstance(rule, WatchRule)
    text = f"{names.role(rule.by)}平时留意{listed(rule.looks_for)}；发现后{listed(rule.responses)}"
    return Clause(rule.title, said(text, "导师不作诊断，超出能力的转请心理教师"))


def case_team_clause(rule: Rule, names: Names) -> Clause:
    """The team of a case."""
    assert isinstance(rule, CaseTeamRule)
    first = f"{within(rule.first_meeting)}首次会商" if rule.first_meeting else ""
    then = f"此后{every(rule.every)}会商一次" if rule.every else ""
    when = "，".join(part for part in (first, then) if part)
    return Clause(rule.title, said(f"由{names.role(rule.convenor)}召集{names.roles(rule.members)}组成个案小组", when))


def family_notice_clause(rule: Rule, names: Names) -> Clause:
    """The family is told."""
    assert isinstance(rule, FamilyNoticeRule)
    written = "书面" if rule.written else ""
    answer = "，并记录家长的答复" if rule.answer_recorded else ""
    when = f"属{names.called(rule.levels)}的，" if rule.levels else ""
    return Clause(rule.title, said(f"{when}由{names.role(rule.by)}{within(rule.within)}{written}告知家长{answer}"))


def referral_clause(rule: Rule, names: Names) -> Clause:
    """Referral outside and the way back."""
    assert isinstance(rule, ReferralRule)
    agree = "经家长同意，" if rule.parents_agree else ""
    back = f"返校时由{names.roles(rule.return_meeting)}共同商定支持办法" if rule.return_meeting else ""
    follow = f"返校后{every(rule.follow_up)}回访" if rule.follow_up else ""
    return Clause(rule.title, said(f"{agree}转介{names.roles(rule.to)}", back, follow))


def mandatory_clause(rule: Rule, names: Names) -> Clause:
    """The report to the authorities."""
    assert isinstance(rule, MandatoryReportRule)
    signs = f"发现{listed(rule.signs)}的，" if rule.signs else ""
    return Clause(rule.title, said(f"{signs}知情人{within(rule.within)}向{names.roles(rule.to)}报告，不需要任何人批准"))
