"""Small pieces of official Chinese: names of what a scheme declares, stops, time limits, windows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from liangshi.domain.scheme import Period, Rhythm, Role, Scheme, TimeLimit, Track
from liangshi.domain.scheme.base import Rule
from liangshi.domain.scheme.spoken import time_limit_words
from liangshi.domain.scheme.terms import period_words, role_name, term
from liangshi.domain.scheme.vocabulary import Manner
from liangshi.foundation.papers import numeral

CHINESE = "\u4e00-\u9fff”》）"
FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
NARROW = re.compile(f"(?<=[{CHINESE}])([,;:?!()])|([,;:?!()])(?=[\u4e00-\u9fff“《（])")
ENDS = "。！？：；"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its head, its rows, the shares of its columns."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands under a number: a short title, its text, its items, a table."""

    title: str
    text: str = ""
    points: tuple[str, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What the keys of a scheme are called in its papers."""

    own_roles: Mapping[str, str]
    declared: Mapping[str, str]
    owed_by: Mapping[str, tuple[str, Track | None]]
    kinds: Mapping[Track, str]

    def role(self, key: str) -> str:
        """One role: 政教处（德育处） is 政教处 in a sentence."""
        return self.own_roles.get(key) or role_name(key).split("（", maxsplit=1)[0]

    def owing(self, by: str, track: Track | None) -> str:
        """Who owes something: 导师, 导学导师, or the school's own name for this mentor."""
        if track is None or by in self.own_roles:
            return self.role(by)
        return self.kinds.get(track) or f"{term(track)}{self.role(by)}"

    def owing_duty(self, duty: str) -> str:
        """Who owes the duty of that id."""
        return self.owing(*self.owed_by.get(duty, (Role.MENTOR.value, None)))

    def roles(self, keys: Iterable[str]) -> str:
        """Several roles."""
        return "、".join(dict.fromkeys(self.role(key) for key in keys))

    def called(self, keys: Iterable[str]) -> str:
        """Categories, guidance fields, levels, duties, forms, surveys by their titles."""
        return "、".join(self.declared.get(key, key) for key in keys)

    def papers(self, keys: Iterable[str]) -> str:
        """Forms in title marks: 《谈心记录》."""
        return "".join(f"《{self.declared.get(key, key)}》" for key in keys)


def names_of(scheme: Scheme) -> Names:
    """The names that a scheme declares."""
    known = {rule.role: rule.title.split("：", maxsplit=1)[0] for rule in scheme.people.roles if rule.acts_as}
    declared = {rule.id: rule.title for rule in scheme.rules()}
    declared |= {rule.key: rule.title for rule in scheme.guidance}
    declared |= {rule.key: rule.title for rule in scheme.people.categories}
    declared |= {rule.key: rule.title for rule in scheme.people.category_sets}
    declared |= {rule.key: rule.title for rule in scheme.wellbeing.levels}
    owed_by = {duty.id: (duty.by, duty.track) for duty in scheme.duties}
    return Names(known, declared, owed_by, {r.track: known[r.role] for r in scheme.people.roles if r.track})


def heading_words(number: str, heading: str) -> str:
    """一、指导思想; （一）…; 1. …"""
    if number.endswith(("）", ")")):
        return f"{number}{heading}"
    mark = "、" if re.fullmatch("[一二三四五六七八九十百]+", number) else ". "
    return f"{number}{mark if number[-1] != '附' else '　'}{heading}"


def full_width(text: str) -> str:
    """Chinese with the stops of Chinese."""
    return NARROW.sub(lambda found: FULL[found.group()], text.strip())


def said(*parts: str) -> str:
    """Sentences one after another, each with its stop; empty ones left out."""
    return "".join(part if part[-1] in ENDS else f"{part}。" for part in parts if part)


def listed(items: Iterable[str]) -> str:
    """Items in one sentence: short ones by 、, others by ；."""
    found = [item.rstrip("。；") for item in items]
    return ("；" if any(len(item) > 12 or "，" in item or "、" in item for item in found) else "、").join(found)


def of_sources(rule: Rule) -> str:
    """The words of the clause as they stand in its papers."""
    words = [full_width(source.words).strip("…. ") for source in rule.source]
    return said(*dict.fromkeys(re.sub(r"^(\d+\.|[①-⑨])", "", word) for word in words))


def within(limit: TimeLimit | None) -> str:
    """立即, 当天, 30分钟内."""
    return time_limit_words(limit) if limit else ""


def grade_name(grade: int) -> str:
    """三年级, 高一."""
    return f"高{numeral(grade - 9)}" if grade > 9 else f"{numeral(grade)}年级"


def every(period: Period | None, otherwise: str = "") -> str:
    """每学期, 每学年, 在整个学段."""
    if period is Period.WHOLE_STAGE:
        return "在整个学段"
    return term(period) if period else otherwise


def number_words(rhythm: Rhythm, measure: str = "次") -> str:
    """至少1次, 1次, 1至2次, nothing."""
    if rhythm.exactly is not None:
        return f"{rhythm.exactly}{measure}"
    if rhythm.at_least and rhythm.at_most:
        return f"{rhythm.at_least}至{rhythm.at_most}{measure}"
    if rhythm.at_least:
        return f"至少{rhythm.at_least}{measure}"
    return f"至多{rhythm.at_most}{measure}" if rhythm.at_most else ""


def often(rhythm: Rhythm | None, measure: str = "次") -> str:
    """每两周至少1次, 不定期, nothing."""
    if rhythm is None:
        return ""
    return f"{when_words(rhythm)}{number_words(rhythm, measure)}"


def when_words(rhythm: Rhythm) -> str:
    """每周, 每学年不定期, 及时."""
    manner = "" if rhythm.manner is Manner.COUNTED else MANNERS[rhythm.manner]
    period = period_words(rhythm.every, rhythm.periods) if rhythm.every and rhythm.periods > 1 else every(rhythm.every)
    return f"{period}{manner}"


MANNERS = {
    Manner.IN_GOOD_TIME: "及时",
    Manner.IRREGULARLY: "不定期",
    Manner.REGULARLY: "定期",
    Manner.WHEN_NECESSARY: "必要时",
    Manner.ONGOING: "经常",
}
