"""Duties, bundles and key moments as clauses."""

from dataclasses import dataclass

from liangshi.domain.scheme import (
    BundleRule,
    DutyRule,
    FollowUp,
    MomentRule,
    Obligation,
    Override,
    Period,
    Told,
    Trigger,
    Window,
)
from liangshi.domain.scheme.base import Rule
from liangshi.domain.scheme.spoken import during_words
from liangshi.domain.scheme.terms import term
from liangshi.domain.scheme.vocabulary import Direction, DutyKind, Manner, Per, Role, Weekday, WindowAnchor, WindowUse

from .phrases import Clause, Names, every, grade_name, listed, number_words, often, said, when_words, within


@dataclass(frozen=True, slots=True)
class Act:
    """How a duty is said: 对每名学生 + 开展谈心谈话 + 1次."""

    verb: str
    to: str = "对"
    measure: str = "次"


FAMILY = "与每名学生的家长"
ACTS = {
    DutyKind.TALK: Act("谈心谈话", "与"),
    DutyKind.FAMILY_CONTACT: Act("沟通", FAMILY),
    DutyKind.PHONE_CALL: Act("电访"),
    DutyKind.HOME_VISIT: Act("家访"),
    DutyKind.FAMILY_GUIDANCE: Act("开展家庭教育指导", FAMILY),
    DutyKind.GROWTH_MESSAGE: Act("撰写成长寄语", "为", "份"),
    DutyKind.TERM_COMMENT: Act("写出期末评语", "为", "份"),
    DutyKind.WEEKLY_REFLECTION: Act("写周反思", "", "篇"),
    DutyKind.READ_REFLECTION: Act("批阅周反思", "为"),
    DutyKind.STUDENT_REPORT: Act("主动联系导师", ""),
    DutyKind.WORK_RECORD: Act("做好工作记录", "为"),
    DutyKind.MENTOR_NOTE: Act("写导师手记", "", "篇"),
    DutyKind.MENTOR_PLAN: Act("制定工作计划", "为", "份"),
    DutyKind.GUIDANCE_PLAN: Act("制定指导计划", "为", "份"),
    DutyKind.STAGE_EVALUATION: Act("进行阶段评估"),
    DutyKind.TRACKING_FILE: Act("建立并补充跟踪档案", "为"),
    DutyKind.GROWTH_ARCHIVE: Act("整理成长档案", "为"),
    DutyKind.ACTIVITY: Act("组织或参与活动", "带领"),
    DutyKind.CASE_STUDY: Act("撰写案例", "", "篇"),
    DutyKind.PARENTS_MEETING: Act("参加家长会", ""),
    DutyKind.RECEPTION_DAY: Act("参加家长接待日", ""),
    DutyKind.SUBJECT_CHOICE: Act("进行选科指导"),
    DutyKind.APPLICATION_GUIDANCE: Act("进行志愿填报指导"),
    DutyKind.STUDY_GUIDANCE: Act("进行学业指导"),
    DutyKind.REPORT_CONCERN: Act("上报", ""),
    DutyKind.RELAY_VIEWS: Act("转达学生的意见", ""),
    DutyKind.YEAR_SUMMARY: Act("写出学年总结", "", "份"),
    DutyKind.QUESTIONNAIRE: Act("填写问卷", ""),
    DutyKind.TRAINING: Act("参加培训", ""),
    DutyKind.RESEARCH: Act("开展研究", ""),
    DutyKind.AID: Act("给予帮扶"),
    DutyKind.CARE: Act("关怀疏导"),
}
ANCHORS = {
    WindowAnchor.TERM_START: "开学前后",
    WindowAnchor.TERM_END: "学期末",
    WindowAnchor.HALF_TERM: "期中",
    WindowAnchor.EXAM: "重要考试前后",
    WindowAnchor.HOLIDAY: "寒暑假期间",
    WindowAnchor.PAIRING_START: "结对之后",
    WindowAnchor.SCHOOL_YEAR_END: "学年末",
}
CALENDAR = frozenset({Trigger.TERM_START, Trigger.TERM_END, Trigger.IMPORTANT_EXAM, Trigger.THEME_DAY})
AFTERWARDS = frozenset({Trigger.ENTRY, Trigger.DANGER_OVER, Trigger.MENTOR_CHANGE})
WEIGHTS = {
    Obligation.OPTIONAL: "由导师自愿选择",
    Obligation.CLAIMED: "由学校认领",
}


def duty_clause(rule: Rule, names: Names) -> Clause:
    """The duty in words: who, how often, to whom, when, by which way, with what exceptions, on which form."""
    assert isinstance(rule, DutyRule)
    text = said(
        duty_sentence(rule, names), *(_override(one, names, rule) for one in rule.overrides), _windows(rule),
        _ways(rule), _together(rule, names), _record(rule, names), WEIGHTS.get(rule.obligation, ""),
        _limits(rule, names),
    )  # fmt: skip
    return Clause(rule.title, text + said(f"内容包括：{listed(rule.contents)}" if rule.contents else ""))


def duty_sentence(rule: DutyRule, names: Names) -> str:
    """导师每周与每名学生谈心谈话至少1次."""
    act = ACTS.get(rule.kind, Act(f"做好{rule.title}", "为"))
    when = when_words(rule.rhythm)
    who = names.owing(rule.by, rule.track)
    lead = f"必要时，{who}" if rule.rhythm.manner is Manner.WHEN_NECESSARY else who
    when = when.replace("必要时", "")
    should = "应" if rule.obligation is Obligation.EXPECTED else ""
    return (
        f"{lead}{should}{when}{_to_whom(rule, act)}{act.verb}{number_words(rule.rhythm, act.measure)}{_coverage(rule)}"
    )


def _to_whom(rule: DutyRule, act: Act) -> str:
    if not act.to or rule.direction is not Direction.MENTOR_ACTS:
        return ""
    some = rule.coverage is not None and rule.coverage.share < 100
    if act.to == FAMILY:
        return "与学生家长" if some else FAMILY
    if some and rule.per is Per.MENTEE:
        return f"{act.to}学生"
    whom = {Per.MENTEE: "每名学生", Per.MENTOR_GROUP: "本组学生", Per.CLASS: "每个班"}.get(rule.per, "所带学生")
    return f"{act.to}{whom}"


def _coverage(rule: DutyRule) -> str:
    if rule.coverage is None:
        return ""
    period = every(rule.coverage.within)
    return f"，{period}实现全覆盖" if rule.coverage.share == 100 else f"，{period}覆盖{rule.coverage.share:g}%以上"


def _override(one: Override, names: Names, rule: DutyRule) -> str:
    measure = ACTS[rule.kind].measure if rule.kind in ACTS else "次"
    parts = [often(one.rhythm, measure)]
    if one.session:
        parts.append(f"每次不少于{one.session.minutes}分钟" if one.session.minutes else "")
    if one.channels:
        parts.append("以" + "、".join(term(channel) for channel in one.channels) + "方式计")
    if one.obligation:
        parts.append(term(one.obligation))
    whom = names.called(one.categories)
    whom = f"同时属于{whom}的学生" if one.together else whom
    return f"其中，对{whom}，{'，'.join(part for part in parts if part)}"


def _windows(rule: DutyRule) -> str:
    emphasised = [window_words(w) for w in rule.windows if w.use is WindowUse.EMPHASIS]
    inside = [window_words(w) for w in rule.windows if w.use is WindowUse.INSIDE]
    due = [_due_words(w, rule) for w in rule.windows if w.use is WindowUse.DUE]
    return said(
        f"重点安排在{'、'.join(emphasised)}" if emphasised else "", f"在{'、'.join(inside)}进行" if inside else "",
        "，".join(due),
    )  # fmt: skip


def window_words(window: Window) -> str:
    """开学前后, 每周星期三下午, 第3、9周, 期中考试后7天内."""
    if window.anchor is WindowAnchor.WEEKDAY:
        return _weekday_words(window)
    if window.anchor in (WindowAnchor.TERM_START, WindowAnchor.TERM_END, WindowAnchor.EXAM):
        named = _around(window)
    else:
        named = _day_words(window) or ANCHORS[window.anchor]
    return f"{named}（{window.details}）" if window.details else named


def _weekday_words(window: Window) -> str:
    day = term(window.weekday) if window.weekday else ""
    if window.nth is None:
        return window.details or f"每周{day}"
    which = "最后一个" if window.nth == -1 else f"倒数第{-window.nth}个" if window.nth < 0 else f"第{window.nth}个"
    return window.details or f"{which}{day}"


def _day_words(window: Window) -> str:
    if window.dates:
        days = "、".join(f"{int(day[:2])}月{int(day[3:])}日" for day in window.dates)
        return f"{days}{_nearby(window)}"
    if window.months:
        return "、".join(f"{month}月" for month in window.months)
    if window.weeks:
        counted = "、".join(str(week) for week in window.weeks if week > 0)
        last = "、".join("最后一周" if week == -1 else f"倒数第{-week}周" for week in window.weeks if week < 0)
        return "、".join(part for part in (f"第{counted}周" if counted else "", last) if part)
    return "、".join(term(holiday) for holiday in window.holidays)


def _nearby(window: Window) -> str:
    if window.before and window.after:
        return "前后"
    return f"前{window.before}天内" if window.before else f"起{window.after}天内" if window.after else ""


def _around(window: Window) -> str:
    """开学后14天内, 期中考试后7天内, 期末前21天内; 前后 where both sides belong to it."""
    named = {WindowAnchor.TERM_START: "开学", WindowAnchor.TERM_END: "学期结束"}.get(window.anchor, "重要考试")
    if window.exams:
        named = f"{'、'.join(window.exams)}考试"
    at_the_end = window.anchor is WindowAnchor.TERM_END
    if at_the_end and (window.after or window.use is WindowUse.DUE):
        return "学期末"
    if window.before and window.after:
        return f"{named}前后"
    if window.before:
        return f"{named}前{window.before}天内"
    return f"{named}后{window.after}天内" if window.after else f"{named}当天"


def _due_words(window: Window, rule: DutyRule) -> str:
    if window.anchor is WindowAnchor.WEEKDAY and window.weekday and window.nth is None:
        late = window.next_week or (window.next_week is None and window.weekday is Weekday.MONDAY)
        weekly = rule.rhythm.every is Period.WEEK and rule.rhythm.periods == 1
        which = ("次周" if late else "当周") if weekly else ("期满次周" if late else "最后一周")
        return f"{which}{term(window.weekday)}前完成"
    if window.anchor is WindowAnchor.PAIRING_START:
        return f"结对后{window.days_after}天内完成"
    return f"{'于' if window.anchor is not WindowAnchor.HOLIDAY else '在'}{window_words(window)}完成"


def _ways(rule: DutyRule) -> str:
    channels = "、".join(term(channel) for channel in rule.channels)
    wanted = "、".join(term(channel) for channel in rule.preferred_channels)
    session = ""
    if rule.session:
        lasts = f"{rule.session.minutes}分钟" if rule.session.minutes else f"{rule.session.timetable_periods}课时"
        session = f"每次不少于{lasts}"
    ways = f"以{channels}方式进行" if channels else ""
    return said("，".join(part for part in (ways, f"以{wanted}为主" if wanted else "", session) if part))


def _together(rule: DutyRule, names: Names) -> str:
    if rule.shared is None:
        return ""
    details = rule.shared.details
    when = f"{details}，" if details and not details.startswith("可") else ""
    counted = "，一份记录各方都算" if rule.shared.counts_for_each else ""
    return f"{when}可与{names.roles(rule.shared.roles)}共同进行{counted}"


def _record(rule: DutyRule, names: Names) -> str:
    parts = [f"记入{names.papers(rule.forms)}" if rule.forms else ""]
    parts.append(f"送{names.roles(rule.addressed_to)}" if rule.addressed_to else "")
    parts.append(f"{within(rule.answer_within)}答复" if rule.answer_within else "")
    if rule.keeper:
        after = f"{every(rule.kept_after)}结束后" if rule.kept_after else ""
        parts.append(f"{after.replace('每', '')}由{names.role(rule.keeper)}保管")
    return "，".join(part for part in parts if part)


def _limits(rule: DutyRule, names: Names) -> str:
    grades = "、".join(grade_name(grade) for grade in rule.grades)
    parts = [grades or "、".join(term(stage) for stage in rule.stages)]
    parts.append("住校生" if rule.boarders_only else "")
    parts.append(names.called(rule.categories))
    found = "、".join(part for part in parts if part)
    return f"适用于{found}" if found else ""


def bundle_clause(rule: Rule, names: Names) -> Clause:
    """即：家访、谈心谈话、书面反馈."""
    assert isinstance(rule, BundleRule)
    found = [*(names.called((key,)) for key in rule.duties), *rule.parts]
    return Clause(rule.title, said(f"即{listed(found)}"))


def moment_clause(rule: Rule, names: Names) -> Clause:
    """When this happens, that follows."""
    assert isinstance(rule, MomentRule)
    examples = f"（如{listed(rule.examples)}）" if rule.examples else ""
    measure = f"{rule.percent:g}%以上" if rule.percent else f"{rule.days}天以上" if rule.days else ""
    dates = "、".join(f"{int(day[:2])}月{int(day[3:])}日" for day in rule.dates)
    when = f"学生有{rule.sign or term(rule.trigger)}{measure}情形的{examples}"
    if rule.trigger in AFTERWARDS:
        when = f"{term(rule.trigger)}后{examples}"
    if rule.trigger in CALENDAR:
        when = f"{dates}主题日前后" if dates else f"{_occasion(rule)}{examples}"
    follows = _follows(rule.follow_ups, names)
    tells = [_tell(one, names) for one in rule.tells]
    whom = [*(grade_name(grade) for grade in rule.grades), *(term(one) for one in rule.stages if not rule.grades)]
    whom += [names.called(rule.categories)] if rule.categories else ["学生"] if whom else []
    only = f"对{'、'.join(whom[:-1])}{whom[-1]}" if whom else ""
    opening = "" if when == rule.title else when
    return Clause(rule.title, said("，".join(part for part in (opening, only, *follows, *tells) if part)))


def _occasion(rule: MomentRule) -> str:
    """开学后14天内, 重要考试前后: what the clause gives as days."""
    named = {Trigger.TERM_START: "开学", Trigger.IMPORTANT_EXAM: "重要考试"}.get(rule.trigger)
    if named is None or (rule.days_before and rule.days_after):
        return term(rule.trigger)
    if all(follow.rhythm for follow in rule.follow_ups):
        return f"{named}后"
    days = f"前{rule.days_before}" if rule.days_before else f"后{rule.days_after}"
    return f"{named}{days}天内"


def _follows(follow_ups: tuple[FollowUp, ...], names: Names) -> list[str]:
    """导师应在3个上学日内完成“谈心谈话”, 在5个上学日内完成“家校沟通”: who is named once."""
    found: list[str] = []
    named = ""
    for one in follow_ups:
        by = names.owing(one.by or Role.MENTOR.value, one.track)
        if one.duty and not (one.by or one.track):
            by = names.owing_duty(one.duty)
        found.append(f"{'' if by == named else f'{by}应'}{_limit(within(one.within))}{_again(one)}{_what(one, names)}")
        named = by
    return found


def _again(one: FollowUp) -> str:
    """在1个月内每周至少1次, 每月至少1次，到学期结束."""
    if one.rhythm is None or one.during is None:
        return ""
    times = number_words(one.rhythm)
    often_said = f"{when_words(one.rhythm)}{'' if times == '至少1次' else times}"
    lasting = during_words(one.during)
    return f"{_limit(lasting)}{often_said}" if one.during.amount else f"{often_said}（{lasting}）"


def _what(one: FollowUp, names: Names) -> str:
    details = f"（{one.details}）" if one.details else ""
    if one.duty:
        return f"完成“{names.called((one.duty,))}”{details}"
    act = ACTS.get(one.kind, Act("")) if one.kind else Act("")
    verb = f"与家长{act.verb}" if act.to == FAMILY and act.verb == "沟通" else act.verb
    if one.details and verb.startswith("开展") and one.details.endswith(verb.removeprefix("开展")):
        return f"开展{one.details}"
    return f"{verb}{details}"


def _limit(words: str) -> str:
    return f"在{words}" if words[:1].isdigit() else words


def _tell(one: Told, names: Names) -> str:
    when = "必要时" if one.when_necessary else "随后" if one.after_follow_up else ""
    return f"{when}{_limit(within(one.within))}告知{names.role(one.role)}"
