"""A scheme as the sections of a printed paper: in its own order, or in the usual one where it has none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from liangshi.domain.scheme import Scheme
from liangshi.domain.scheme.base import Rule
from liangshi.domain.scheme.organisation import BodyKind
from liangshi.foundation.papers import numeral

from .clauses import clauses_of
from .facts import PaperFacts
from .phrases import Clause, Grid, Names, full_width, heading_words, names_of, said

USUAL = (
    ("总体要求", ("statements", "emphases")),
    ("组织领导", ("bodies", "people.roles", "meetings")),
    ("导师与受导学生", ("people.mentors", "people.eligibility", "people.mentees", "people.categories",
                 "people.category_sets", "people.teams", "people.appointments")),
    ("师生匹配", ("matching",)),
    ("职责任务", ("guidance", "duties", "bundles", "moments")),
    ("心理关怀与危机应对", ("wellbeing",)),
    ("服务与调查", ("services", "surveys")),
    ("考核评价", ("appraisal", "student_evaluation")),
    ("激励与研训", ("incentives", "training")),
    ("督导检查", ("supervision",)),
)  # fmt: skip
"""The headings of a scheme without an order of its own, and the tables under each."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its number as printed, and what stands under it."""

    number: str
    heading: str
    depth: int
    text: str
    clauses: tuple[Clause, ...]

    @property
    def words(self) -> str:
        """一、指导思想; （一）…; 1. …"""
        return heading_words(self.number, self.heading)


def sections_of(facts: PaperFacts) -> tuple[Section, ...]:
    """All sections, the leadership group by name where the scheme speaks of it."""
    scheme = facts.in_force
    names = names_of(scheme)
    found = _own(scheme, names) if scheme.outline else _usual(scheme, names)
    return _with_people(found, facts, scheme)


def _own(scheme: Scheme, names: Names) -> list[Section]:
    by_id: dict[str, list[Rule]] = {}
    for rule in scheme.rules():
        by_id.setdefault(rule.id, []).append(rule)
    found = [
        Section(
            item.number, item.heading, item.depth, full_width(item.text),
            clauses_of([rule for key in item.rules for rule in by_id.get(key, ())], names),
        )
        for item in scheme.outline
    ]  # fmt: skip
    others = clauses_of(scheme.unplaced_rules(), names)
    return found if not others else [*found, Section(_next(found), "其他", 1, "", others)]


def _usual(scheme: Scheme, names: Names) -> list[Section]:
    placed = [(".".join(table), rule) for table, rule in scheme.placed_rules()]
    found: list[Section] = []
    for heading, tables in USUAL:
        rules = [rule for name in tables for table, rule in placed if table == name or table.startswith(f"{name}.")]
        clauses = clauses_of(rules, names)
        if clauses:
            found.append(Section(numeral(len(found) + 1), heading, 1, "", clauses))
    return found


def _next(found: Iterable[Section]) -> str:
    return numeral(sum(re.fullmatch("[一二三四五六七八九十]+", one.number) is not None for one in found) + 1)


def _with_people(found: list[Section], facts: PaperFacts, scheme: Scheme) -> tuple[Section, ...]:
    people = _people(facts)
    if not people:
        return tuple(found)
    bodies = {rule.title for rule in scheme.bodies if rule.kind is BodyKind.LEADERSHIP_GROUP}
    for index, section in enumerate(found):
        if any(clause.title in bodies for clause in section.clauses):
            said_already = {clause.title for clause in section.clauses}
            new = tuple(clause for clause in people if clause.title not in said_already)
            found[index] = replace(section, clauses=(*section.clauses, *new))
            return tuple(found)
    return (*found, Section(_next(found), "组织领导", 1, "", people))


def _people(facts: PaperFacts) -> tuple[Clause, ...]:
    clauses = []
    if facts.posts:
        rows = tuple((post.post, post.name, post.charge) for post in facts.posts)
        clauses.append(Clause("领导小组成员", "", (), Grid(("职务", "姓名", "分工"), rows, (3, 3, 8))))
    if facts.levels:
        points = tuple(said(f"{level.name}：{level.charge}") for level in facts.levels)
        clauses.append(Clause("各级职责", "", points))
    return tuple(clauses)
