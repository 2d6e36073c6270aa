"""Statements, people, organisation as clauses."""

from collections.abc import Sequence

from liangshi.domain.scheme.base import Rule
from liangshi.domain.scheme.document import EmphasisRule, GuidanceRule, StatementRule
from liangshi.domain.scheme.organisation import BodyRule, MeetingRule, ServiceKind, ServiceRule, SurveyRule
from liangshi.domain.scheme.people import (
    AppointmentAct,
    AppointmentRule,
    CategoryRule,
    CategorySetRule,
    EligibilityRule,
    MenteeRule,
    MenteeScope,
    MentorRule,
    RoleRule,
    TeamRule,
    ViewOfStudent,
    WhenUnmet,
)
from liangshi.domain.scheme.terms import term
from liangshi.domain.scheme.vocabulary import Obligation, Role, Strength

from .phrases import Clause, Names, every, full_width, grade_name, listed, of_sources, often, said, within

ACTS = {
    AppointmentAct.LETTER: "颁发聘书",
    AppointmentAct.CEREMONY: "举行聘任仪式",
    AppointmentAct.AGREEMENT: "签订协议书",
    AppointmentAct.PUBLISHED_LIST: "公布导师名单",
    AppointmentAct.PUBLISHED_PROFILE: "公布导师简介",
    AppointmentAct.PUBLISHED_CRITERIA: "公布任职标准",
}
SERVICES = {
    ServiceKind.FAMILY_LECTURES: "举办家庭教育讲堂",
    ServiceKind.FAMILY_GUIDANCE: "提供家庭教育指导",
    ServiceKind.EXPERT_ADVICE: "答疑解惑",
    ServiceKind.PROFESSIONAL_SUPPORT: "提供专业支持",
    ServiceKind.DOUBLE_REDUCTION: "提供减负增效的指导",
    ServiceKind.PUBLIC_PRODUCTS: "提供公共产品",
}
UNMET = {
    WhenUnmet.TRAIN_THEN_ADMIT: "暂未达到的，先参加培训，合格后担任",
    WhenUnmet.EXEMPT_WITH_REASON: "暂未达到的，写明理由，暂不担任",
    WhenUnmet.NOT_ADMITTED: "未达到的，不担任导师",
}


def statement_clause(rule: Rule, names: Names) -> Clause:
    """The words of the source; items that they do not hold follow."""
    assert isinstance(rule, StatementRule)
    words = of_sources(rule)
    told = any(item[:3] in words for item in rule.items)
    return Clause(rule.title, said(words, f"包括：{listed(rule.items)}" if rule.items and not told else ""))


def guidance_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """All fields of guidance together."""
    fields = [rule for rule in rules if isinstance(rule, GuidanceRule)]
    fields.sort(key=lambda rule: rule.order)
    titles = "、".join(rule.title for rule in fields)
    points = tuple(said(f"{rule.title}：{listed(rule.does)}") for rule in fields if rule.does)
    return Clause("指导内容", said(f"导师从{titles}等方面对学生进行指导"), points)


def emphasis_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """What matters most in which grades."""
    found = [rule for rule in rules if isinstance(rule, EmphasisRule)]
    points = tuple(
        said(f"{term(rule.band)}（{'、'.join(grade_name(grade) for grade in rule.grades)}）：{listed(rule.points)}")
        for rule in found
    )
    return Clause("各年级侧重", "不同年级各有侧重：", points)


def mentor_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """From whom mentors come."""
    found = sorted((rule for rule in rules if isinstance(rule, MentorRule)), key=lambda rule: rule.order)
    return Clause("导师的来源", said(*(_pool(rule, names) for rule in found)))


def _pool(rule: MentorRule, names: Names) -> str:
    principle = "原则上" if rule.strength is Strength.SOFT else ""
    must = {Obligation.REQUIRED: "都担任导师", Obligation.EXPECTED: "应担任导师"}.get(rule.obligation, "可担任导师")
    parts = [f"{term(rule.pool)}{principle}{must}"]
    parts.append("尊重本人意愿" if rule.voluntary else "")
    parts.append(f"由{names.role(rule.approved_by)}批准" if rule.approved_by else "")
    parts.append("只了解与指导有关的学生情况" if rule.view is ViewOfStudent.NARROW else "")
    parts.append(f"名单{every(rule.renewed)}更新一次" if rule.renewed else "")
    return "，".join(part for part in parts if part)


def eligibility_clause(rule: Rule, names: Names) -> Clause:
    """What a mentor must bring."""
    assert isinstance(rule, EligibilityRule)
    asked = "、".join(term(one) for one in rule.criteria)
    early = f"任教{rule.early_career_years}年以内的青年教师，另作培养" if rule.early_career_years else ""
    decided = f"由{names.role(rule.decided_by)}认定是否具备"
    return Clause(
        rule.title, said(f"担任导师的条件包括：{asked}", full_width(rule.details), decided, UNMET[rule.unmet], early)
    )


def mentee_clause(rule: Rule, names: Names) -> Clause:
    """Who is a mentee."""
    assert isinstance(rule, MenteeRule)
    grades = f"（{'、'.join(grade_name(grade) for grade in rule.grades)}）" if rule.grades else ""
    if rule.scope is MenteeScope.EVERY_STUDENT:
        return Clause("受导学生", said(f"全体学生{grades}都有导师"))
    return Clause("受导学生", said(f"{names.called(rule.categories)}{grades}配备导师"))


def category_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """Students who come first, and who may know it."""
    found = [rule for rule in rules if isinstance(rule, CategoryRule)]
    sets = [rule for rule in rules if isinstance(rule, CategorySetRule)]
    readers = names.roles(key for rule in found for key in rule.readers)
    reviewed = every(found[0].reviewed) if found else ""
    kept = f"名单只供{readers}掌握，用于优先关心，不公开、不作评价，{reviewed}复核" if found else ""
    grouped = [said(f"以上{rule.title}包括：{names.called(rule.categories)}") for rule in sets if not found]
    if len(found) == 1:
        return Clause("优先关心的学生", said(f"对{found[0].title}优先关心", kept, *grouped))
    points = tuple(said(rule.title) for rule in found)
    lead = f"对下列{len(found)}类学生优先关心。" if found else ""
    return Clause("优先关心的学生", lead + said(kept) + "".join(grouped), points)


def role_clause(rules: Sequence[Rule], names: Names) -> Clause:
    """Who answers for what, from the top."""
    found = sorted((rule for rule in rules if isinstance(rule, RoleRule)), key=lambda rule: rule.order)
    points = tuple(said(f"{names.role(one.role)}：{listed(one.does or (one.reading,))}") for one in found)
    return Clause("各级职责", "", points)


def team_clause(rule: Rule, names: Names) -> Clause:
    """Who belongs to the team and what each does."""
    assert isinstance(rule, TeamRule)
    places = [
        f"{names.role(place.role)}{'' if place.count == 1 else f'{place.count}人'}"
        + (f"（{place.does or place.field}）" if place.does or place.field else "")
        for place in rule.places
    ]
    lead = f"，由{names.role(rule.lead)}牵头" if rule.lead else ""
    return Clause(rule.title, said(f"由{'、'.join(places)}组成{term(rule.pattern)}{lead}"))


def appointment_clause(rule: Rule, names: Names) -> Clause:
    """How mentors are appointed and made known."""
    assert isinstance(rule, AppointmentRule)
    acts = "、".join(ACTS[act] for act in rule.acts)
    return Clause(rule.title, said(f"{names.role(rule.by)}{every(rule.every)}{acts}"))


def body_clause(rule: Rule, names: Names) -> Clause:
    """A standing body: who, and what for."""
    assert isinstance(rule, BodyRule)
    places = [
        f"由{names.roles(rule.head)}任组长" if rule.head else "",
        f"{names.roles(rule.deputies)}任副组长" if rule.deputies else "",
        f"{names.roles(rule.members)}为成员" if rule.members else "",
    ]
    who = "，".join(place for place in places if place)
    subject = names.role(rule.set_up_by)
    set_up = f"{subject}成立{rule.title}" if rule.set_up_by != Role.SCHOOL.value else f"学校成立{rule.title}"
    duties = tuple(said(one) for one in rule.does)
    if len(duties) == 1:
        return Clause(rule.title, said(f"{set_up}{f'，{who}' if who else ''}", f"职责是{rule.does[0]}"))
    return Clause(rule.title, said(f"{set_up}{f'，{who}' if who else ''}") + "主要职责：", duties)


def meeting_clause(rule: Rule, names: Names) -> Clause:
    """A meeting on its rhythm."""
    assert isinstance(rule, MeetingRule)
    parts = [f"由{names.role(rule.convenor)}召集，{names.roles(rule.members)}参加，{often(rule.rhythm)}"]
    parts.append(f"会上{listed(rule.brings)}" if rule.brings else "")
    parts.append(f"会后形成：{listed(rule.yields)}" if rule.yields else "")
    parts.append(f"议定事项{within(rule.follow_up)}回看落实情况" if rule.follow_up else "")
    parts.append(f"填写{names.papers((rule.form,))}" if rule.form else "")
    return Clause(rule.title, said(*parts))


def service_clause(rule: Rule, names: Names) -> Clause:
    """A service to families, mentors or schools."""
    assert isinstance(rule, ServiceRule)
    how = often(rule.rhythm)
    text = f"{names.role(rule.given_by)}为{names.roles(rule.to)}{how}{SERVICES[rule.kind]}"
    return Clause(rule.title, said(text, f"内容包括：{listed(rule.contains)}" if rule.contains else ""))


def survey_clause(rule: Rule, names: Names) -> Clause:
    """A questionnaire and how its answers are protected."""
    assert isinstance(rule, SurveyRule)
    hidden = f"不具名，少于{rule.smallest_group}份不出结果" if rule.anonymous else ""
    text = f"{every(rule.every)}请{names.roles(rule.answered_by)}就{rule.about}作答"
    return Clause(rule.title, said(text, hidden))
