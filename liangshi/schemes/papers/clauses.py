"""Rules of a scheme as numbered clauses: each kind has its own words, some kinds are said together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from liangshi.domain.scheme import BundleRule, DutyRule, MomentRule
from liangshi.domain.scheme import appraisal as a
from liangshi.domain.scheme import document as d
from liangshi.domain.scheme import evaluation as e
from liangshi.domain.scheme import growth as g
from liangshi.domain.scheme import matching as m
from liangshi.domain.scheme import organisation as o
from liangshi.domain.scheme import pairings as pr
from liangshi.domain.scheme import people as p
from liangshi.domain.scheme import wellbeing as w
from liangshi.domain.scheme.base import Rule
from liangshi.domain.scheme.forms import FormRule
from liangshi.domain.scheme.supervision import SupervisionRule

from . import care_clauses as care
from . import duty_clauses as duty
from . import growth_clauses as growth
from . import matching_clauses as match
from . import people_clauses as people
from .phrases import Clause, Names, full_width, said

ALONE: dict[type[Rule], Callable[[Rule, Names], Clause]] = {
    d.StatementRule: people.statement_clause,
    p.EligibilityRule: people.eligibility_clause,
    p.MenteeRule: people.mentee_clause,
    p.TeamRule: people.team_clause,
    p.AppointmentRule: people.appointment_clause,
    o.BodyRule: people.body_clause,
    o.MeetingRule: people.meeting_clause,
    o.ServiceRule: people.service_clause,
    o.SurveyRule: people.survey_clause,
    m.CoverageRule: match.coverage_clause,
    m.QuotaRule: match.quota_clause,
    m.StudyGroupRule: match.study_group_clause,
    m.DeclineRule: match.decline_clause,
    m.WishFormRule: match.wish_clause,
    m.PlacementRule: match.placement_clause,
    pr.SeveralMentorsRule: match.several_clause,
    pr.TermRule: match.term_clause,
    pr.AgreementRule: match.agreement_clause,
    pr.KeptRule: match.kept_clause,
    pr.ChangeRule: match.change_clause,
    DutyRule: duty.duty_clause,
    BundleRule: duty.bundle_clause,
    MomentRule: duty.moment_clause,
    w.ChainRule: care.chain_clause,
    w.WatchRule: care.watch_clause,
    w.CaseTeamRule: care.case_team_clause,
    w.FamilyNoticeRule: care.family_notice_clause,
    w.ReferralRule: care.referral_clause,
    w.MandatoryReportRule: care.mandatory_clause,
    a.CycleRule: growth.cycle_clause,
    a.GradeRule: growth.grade_clause,
    a.BonusRule: growth.bonus_clause,
    a.GradeChangeRule: growth.grade_change_clause,
    a.VetoRule: growth.veto_clause,
    a.RemovalRule: growth.removal_clause,
    e.StudentModeRule: growth.student_mode_clause,
    e.StudentUseRule: growth.student_use_clause,
    g.IncentiveRule: growth.incentive_clause,
    g.TrainingRule: growth.training_clause,
    SupervisionRule: growth.supervision_clause,
}
TOGETHER: dict[type[Rule], Callable[[Sequence[Rule], Names], Clause]] = {
    d.GuidanceRule: people.guidance_clause,
    d.EmphasisRule: people.emphasis_clause,
    p.MentorRule: people.mentor_clause,
    p.CategoryRule: people.category_clause,
    p.CategorySetRule: people.category_clause,
    p.RoleRule: people.role_clause,
    m.WayRule: match.way_clause,
    m.RoundRule: match.round_clause,
    m.PhaseRule: match.phase_clause,
    m.PriorityRule: match.priority_clause,
    m.NominationRule: match.nomination_clause,
    m.ImbalanceRule: match.imbalance_clause,
    m.BalanceRule: match.weighing_clause,
    m.FitRule: match.weighing_clause,
    m.PoolRule: match.pool_clause,
    w.LevelRule: care.level_clause,
    a.LineRule: growth.line_clause,
    a.EvaluatorRule: growth.evaluator_clause,
    a.DeductionRule: growth.deduction_clause,
    e.StudentPartRule: growth.student_part_clause,
}


def clauses_of(rules: Iterable[Rule], names: Names) -> tuple[Clause, ...]:
    """The clauses in the order of the rules; forms stand in the attachments and are left out."""
    rules = [rule for rule in rules if not isinstance(rule, FormRule)]
    found: list[Clause] = []
    told: set[Callable[[Sequence[Rule], Names], Clause]] = set()
    for rule in rules:
        if rule.wording:
            found.append(Clause(rule.title, said(full_width(rule.wording))))
            continue
        together = TOGETHER.get(type(rule))
        if together is None:
            found.append(ALONE[type(rule)](rule, names))
        elif together not in told:
            told.add(together)
            kin = [one for one in rules if TOGETHER.get(type(one)) is together and not one.wording]
            found.append(together(kin, names))
    return tuple(_once(found))


def _once(found: Iterable[Clause]) -> Iterable[Clause]:
    """What several clauses say in the same words is said by the first."""
    seen: set[str] = set()
    for clause in found:
        yield replace(clause, text="") if clause.text and clause.text in seen else clause
        seen.add(clause.text)
