"""Warns where a clause conflicts with law or with the field's experience; the owner may keep it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from liangshi.domain.scheme.applying import mentor_roles
from liangshi.domain.scheme.appraisal import Basis, DeductionEvent, LineMethod, LineRule
from liangshi.domain.scheme.base import Keep, Rule
from liangshi.domain.scheme.duties import DutyRule
from liangshi.domain.scheme.forms import FieldType, FormKind, FormRule
from liangshi.domain.scheme.hours import hours_asked
from liangshi.domain.scheme.model import Scheme
from liangshi.domain.scheme.organisation import ServiceKind
from liangshi.domain.scheme.people import CategoryRule
from liangshi.domain.scheme.problems import Parameters
from liangshi.domain.scheme.rates import times_a_year
from liangshi.domain.scheme.vocabulary import (
    Channel,
    DutyKind,
    Level,
    Obligation,
    Period,
    Role,
    Sensitivity,
)
from liangshi.domain.scheme.wellbeing import ChainRule

USUAL_HOURS_LIMIT = 5.0
HEAVIEST_HOURS_LIMIT = 10.0
FAMILY_EVENTS_A_YEAR = 4
_TRACES = ("手册", "记录", "档案", "台账", "留痕", "批阅", "篇数", "次数", "字数")
_COUNTED = ("齐全", "份数", "条数", "篇数", "次数", "字数")
_FAMILY_MEANS = ("收入", "职业", "职务", "工作单位", "财产", "房产")
_OUTSIDE_THE_CARE = frozenset(
    {
        Role.PEERS.value,
        Role.STUDENT.value,
        Role.GUARDIAN.value,
        Role.BUREAU.value,
        Role.COUNTY_BUREAU.value,
        Role.COMMUNITY.value,
    }
)
_DELICATE = frozenset({Sensitivity.SENSITIVE, Sensitivity.RESTRICTED})


@dataclass(frozen=True, slots=True)
class LintWarning:
    """One warning: why and from where is told by its code; `keep` is the owner's answer."""

    code: str
    rule_id: str
    parameters: Parameters = ()
    keep: Keep | None = None


def lint(scheme: Scheme, day: date) -> tuple[LintWarning, ...]:
    """Every warning about a scheme as it stands on one day, kept ones among them."""
    current = scheme.on(day)
    rules = {rule.id: rule for rule in current.rules()}
    return tuple(
        LintWarning(code, rule_id, parameters, _answer(scheme, rules.get(rule_id), code))
        for code, rule_id, parameters in _found(current, day)
    )


def _answer(scheme: Scheme, rule: Rule | None, code: str) -> Keep | None:
    keeps = scheme.header.keeps if rule is None else rule.keeps
    return next((keep for keep in keeps if keep.warning == code), None)


Found = tuple[str, str, Parameters]


def _found(scheme: Scheme, day: date) -> Iterator[Found]:
    for rule in scheme.rules():
        if isinstance(rule, LineRule):
            yield from _line(rule)
        elif isinstance(rule, FormRule):
            yield from _form(rule)
        elif isinstance(rule, CategoryRule):
            yield from _category(rule)
        elif isinstance(rule, ChainRule):
            yield from _chain(rule)
    yield from _events_and_counts(scheme)
    yield from _student_results(scheme)
    yield from _surveys(scheme)
    yield from _load(scheme, day)
    if scheme.header.level is Level.SCHOOL:
        yield from _minimum_visits(scheme)
        yield from _family_events(scheme)
        yield from _reporting(scheme)


def _line(line: LineRule) -> Iterator[Found]:
    looks = (line.title, *line.looks_at)
    traces = [word for word in _TRACES if any(word in text for text in looks)]
    counted = any(word in text for word in _COUNTED for text in looks)
    if line.basis is Basis.RECORD_COUNT or (line.method is LineMethod.SCORE and counted):
        yield "counts_in_appraisal", line.id, ()
    elif line.method is LineMethod.BANDS and line.basis is not Basis.RESULTS and traces:
        yield "traces_in_appraisal", line.id, (("words", "、".join(traces)),)
    elif line.basis is Basis.STUDENT_MARKS:
        yield "student_marks_in_appraisal", line.id, ()


def _events_and_counts(scheme: Scheme) -> Iterator[Found]:
    for deduction in scheme.appraisal.deductions:
        if deduction.event is DeductionEvent.DROPOUT:
            yield "punished_for_dropout", deduction.id, (("points", f"{deduction.points:g}"),)
    for change in scheme.appraisal.grade_changes:
        yield "counts_in_appraisal", change.id, (("fewer_than", str(change.fewer_than)),)


def _form(form: FormRule) -> Iterator[Found]:
    for field in form.fields:
        place = (("field", field.label),)
        readers = set(field.readers or form.readers)
        outside = sorted(readers & _OUTSIDE_THE_CARE)
        if field.sensitivity in _DELICATE and not field.purpose:
            yield "sensitive_without_purpose", form.id, place
        if field.sensitivity in _DELICATE and outside:
            yield "sensitive_read_widely", form.id, (*place, ("readers", "、".join(outside)))
        if field.type is FieldType.PHOTO and field.required:
            yield "photo_required", form.id, place
        if any(word in field.label for word in _FAMILY_MEANS):
            yield "family_means_asked", form.id, place
    if form.kind is FormKind.MENTOR_NOTE and not form.private:
        yield "mentor_note_not_private", form.id, ()


def _category(category: CategoryRule) -> Iterator[Found]:
    outside = sorted(set(category.readers) & _OUTSIDE_THE_CARE)
    if outside:
        yield "category_read_widely", category.id, (("readers", "、".join(outside)),)
    if category.expires is Period.WHOLE_STAGE or category.reviewed is Period.WHOLE_STAGE:
        yield "label_sticks", category.id, ()


def _chain(chain: ChainRule) -> Iterator[Found]:
    for lower, upper in zip(chain.steps, chain.steps[1:], strict=False):
        if lower.reported_to != upper.reported_by:
            pair = (("lower", lower.reported_to), ("upper", upper.reported_by))
            yield "chain_broken", chain.id, pair


def _student_results(scheme: Scheme) -> Iterator[Found]:
    for use in scheme.student_evaluation.uses:
        outside = sorted({Role.PEERS.value, Role.COMMUNITY.value} & set(use.told))
        if outside:
            yield "student_results_shown", use.id, (("roles", "、".join(outside)),)


def _surveys(scheme: Scheme) -> Iterator[Found]:
    targets = [quota.target for quota in scheme.matching.quotas]
    for survey in scheme.surveys:
        if Role.STUDENT.value not in survey.answered_by or not survey.anonymous:
            continue
        if survey.smallest_group < 5:
            size = (("smallest", str(survey.smallest_group)),)
            yield "survey_not_anonymous", survey.id, size
        elif targets and max(targets) <= survey.smallest_group:
            numbers = (("smallest", str(survey.smallest_group)), ("target", str(max(targets))))
            yield "survey_group_never_reached", survey.id, numbers


def _load(scheme: Scheme, day: date) -> Iterator[Found]:
    asked = hours_asked(scheme, day)
    if asked.median_hours > USUAL_HOURS_LIMIT or asked.heaviest_hours > HEAVIEST_HOURS_LIMIT:
        heaviest = max(asked.mentors, key=lambda mentor: mentor.hours_a_week)
        line = max(heaviest.lines, key=lambda asking: asking.minutes_a_week)
        numbers = (
            ("median", f"{asked.median_hours:.1f}"),
            ("heaviest", f"{asked.heaviest_hours:.1f}"),
            ("share", f"{line.minutes_a_week / 60:.1f}"),
        )
        yield "rhythm_cannot_be_kept", line.rule_id, numbers


def _minimum_visits(scheme: Scheme) -> Iterator[Found]:
    visits = [duty for duty in scheme.duties if duty.kind is DutyKind.HOME_VISIT]
    visitors = mentor_roles(scheme) | {Role.HOMEROOM_TEACHER.value}
    if any(_reaches_every_home(duty, visitors) for duty in visits):
        return
    yield "visits_below_minimum", visits[0].id if visits else "", ()


def _reaches_every_home(duty: DutyRule, visitors: frozenset[str]) -> bool:
    shared = duty.shared.roles if duty.shared else ()
    by_right_person = bool(visitors & {duty.by, *shared})
    required = duty.obligation is Obligation.REQUIRED and duty.counts_channel(Channel.HOME_VISIT)
    times = times_a_year(duty.rhythm, duty.stages)
    often = times is not None and times >= 1 and duty.rhythm.at_most is None
    covered = duty.coverage is not None and duty.coverage.share == 100
    whole = covered and duty.coverage is not None and duty.coverage.within is not Period.WHOLE_STAGE
    return by_right_person and required and (often or whole)


def _family_events(scheme: Scheme) -> Iterator[Found]:
    lectures = [s for s in scheme.services if s.kind is ServiceKind.FAMILY_LECTURES]
    meetings = [d for d in scheme.duties if d.kind is DutyKind.PARENTS_MEETING]
    rhythms = [*(s.rhythm for s in lectures if s.rhythm), *(d.rhythm for d in meetings)]
    total = sum(times_a_year(rhythm) or 0 for rhythm in rhythms)
    if total < FAMILY_EVENTS_A_YEAR:
        yield "family_events_below_minimum", "", (("times", f"{float(total):g}"),)


def _reporting(scheme: Scheme) -> Iterator[Found]:
    if not scheme.wellbeing.chains:
        yield "no_reporting_chain", "", ()
    if not scheme.wellbeing.mandatory_reports:
        yield "no_mandatory_report", "", ()
