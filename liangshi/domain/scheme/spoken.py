"""Values of the language as Chinese words: rhythms, time limits, lists, whole parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from liangshi.domain.scheme.base import Part, Source, TimeLimit
from liangshi.domain.scheme.breaks import Break
from liangshi.domain.scheme.differences import Change, ChangeKind, FieldChange
from liangshi.domain.scheme.duties import Coverage, Rhythm, Session
from liangshi.domain.scheme.labels import label
from liangshi.domain.scheme.moments import During
from liangshi.domain.scheme.references import named_fields
from liangshi.domain.scheme.supervision import SchemePart
from liangshi.domain.scheme.terms import TERMS, period_words, role_name, term
from liangshi.domain.scheme.vocabulary import (
    Channel,
    DutyKind,
    Manner,
    Obligation,
    Role,
    Stage,
    TimeUnit,
)

_NOTHING = "（无）"


def spoken(value: object) -> str:
    """Any value of a scheme in Chinese."""
    if value is None or value in ((), ""):
        return _NOTHING
    if isinstance(value, tuple):
        return _list(value)
    if isinstance(value, Part):
        return _part(value)
    return _single(value)


def _single(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, StrEnum):
        return term(value)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)


def _list(values: tuple[object, ...]) -> str:
    mark = "；" if any(isinstance(value, Part) for value in values) else "、"
    return mark.join(spoken(value) for value in values)


def _part(part: Part) -> str:
    say = _SAYING.get(type(part))
    return _fields(part) if say is None else say(part)


def _session(part: Session) -> str:
    return f"{part.minutes}分钟" if part.minutes else f"{part.timetable_periods}课时"


def _fields(part: Part) -> str:
    roles = {name for name, kind in named_fields(type(part)).items() if kind == "role"}
    said = []
    for name, field in type(part).model_fields.items():
        value = part.__dict__[name]
        if field.is_required() or value != field.get_default(call_default_factory=True):
            said.append(f"{label(name)}：{_with_roles(value) if name in roles else spoken(value)}")
    return "，".join(said)


def _with_roles(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(role_name(str(key)) for key in value) or _NOTHING
    return role_name(str(value)) if value else _NOTHING


def rhythm_words(rhythm: Rhythm) -> str:
    """每周至少1次, 每学年不定期, 必要时 …"""
    every = period_words(rhythm.every, rhythm.periods) if rhythm.every else ""
    manner = "" if rhythm.manner is Manner.COUNTED else term(rhythm.manner)
    numbers = []
    if rhythm.exactly is not None:
        numbers.append(f"{rhythm.exactly}次")
    if rhythm.at_least is not None:
        numbers.append(f"至少{rhythm.at_least}次")
    if rhythm.at_most is not None:
        numbers.append(f"至多{rhythm.at_most}次")
    counted = every + "、".join(numbers)
    return "，".join(words for words in (counted, manner) if words)


def time_limit_words(limit: TimeLimit) -> str:
    """立即, 当天, 30分钟内, 3个上学日内 …"""
    if limit.unit in (TimeUnit.AT_ONCE, TimeUnit.SAME_DAY):
        return term(limit.unit)
    return f"{limit.amount}{term(limit.unit)}内"


def during_words(during: During) -> str:
    """1个月内, 4周内, 到学期结束."""
    return term(during.unit) if during.amount is None else f"{during.amount}{term(during.unit)}内"


_SAYING: dict[type[Part], Callable[[Any], str]] = {
    Rhythm: rhythm_words,
    TimeLimit: time_limit_words,
    During: during_words,
    Session: _session,
    Coverage: lambda part: f"{term(part.within)}覆盖{part.share:g}%",
    Source: lambda part: f"{part.document} {part.place}“{part.words}”",
}


def change_sentence(change: Change) -> str:
    """One changed clause as a sentence: 任务“个别谈心”：节奏由“每周至少1次”改为“每天至少1次”。"""
    table = label(change.table.rsplit(".", 1)[-1])
    name = f"{table}“{change.title}”" if change.title else table
    if change.kind is ChangeKind.ADDED:
        return f"新增{name}。"
    if change.kind is ChangeKind.REMOVED:
        return f"删去{name}。"
    return f"{name}：{'；'.join(_field_change(change.part, field) for field in change.fields)}。"


def _field_change(part: Part, changed: FieldChange) -> str:
    is_role = named_fields(type(part)).get(changed.field) == "role"
    say = _with_roles if is_role else spoken
    name, before, after = label(changed.field), changed.before, changed.after
    if isinstance(before, tuple) and isinstance(after, tuple) and before and after:
        return f"{name}{_list_change(before, after, say)}"
    return f"{name}由“{say(before)}”改为“{say(after)}”"


def _list_change(before: tuple[object, ...], after: tuple[object, ...], say: Callable[[object], str]) -> str:
    """Only what came and what went, so that a long list stays readable."""
    came = tuple(item for item in after if item not in before)
    went = tuple(item for item in before if item not in after)
    said = [f"增加“{say(came)}”"] if came else []
    said += [f"删去“{say(went)}”"] if went else []
    return "，".join(said) or "次序有变"


BREAKS = {
    "outside_stages": "学段超出框架：{stages}。",
    "part_missing": "缺少框架要求的部分：{part}。",
    "quota_over_frame": "每位导师 {own} 名学生，超过框架的上限 {frame}。",
    "quota_fixed": "框架规定每位导师 {frame} 名学生，不得改动，这里写的是 {own}。",
    "quota_softened": "框架的上限 {frame} 必须遵守，这里改成了“原则上”。",
    "students_not_covered": "框架要求学生人人有导师，这里没有。",
    "mentors_not_covered": "框架要求教师人人是导师，这里没有。",
    "mentees_narrowed": "框架覆盖全体学生，这里只有名单内的学生。",
    "duty_rarer": "次数少于框架：框架每学年 {frame} 次，这里 {own} 次。",
    "duty_weakened": "要求程度低于框架：框架是“{frame}”，这里是“{own}”。",
    "channels_widened": "计入了框架不计入的方式：{channels}。",
    "duty_coverage_lower": "覆盖比例低于框架：框架 {frame}%，这里 {own}%。",
    "not_addressed": "框架要求也写给：{roles}。",
    "moment_weakened": "这个时刻少了框架要求的任务：{kinds}。",
    "moment_not_told": "这个时刻少了框架要求告知的人：{roles}。",
}


_SPOKEN_PARAMETERS: dict[str, type[StrEnum]] = {
    "stages": Stage,
    "part": SchemePart,
    "roles": Role,
    "kinds": DutyKind,
    "channels": Channel,
}


NO_TITLES: Mapping[str, str] = MappingProxyType({})


def break_sentence(found: Break, titles: Mapping[str, str] = NO_TITLES) -> str:
    """One break of the frame as a sentence, with the rules concerned by their titles where these are known."""
    named = dict.fromkeys(titles.get(rule, rule) for rule in (found.own_rule, found.frame_rule) if rule)
    rules = "、".join(f"“{rule}”" for rule in named)
    values = dict(found.parameters)
    for name, kind in _SPOKEN_PARAMETERS.items():
        if name in values:
            values[name] = _words(kind, values[name])
    if found.code == "duty_weakened":
        values = {name: _words(Obligation, value) for name, value in values.items()}
    said = BREAKS[found.code].format(**values)
    return f"{rules}：{said}" if rules else said


def _words(kind: type[StrEnum], listed: str) -> str:
    return "、".join(TERMS[kind].get(word, word) for word in listed.split("、"))
