"""The policy of a market from the scheme: priorities as tiers, fit as weighted terms."""

from dataclasses import dataclass
from typing import Any

from liangshi.domain.scheme import Scheme
from liangshi.domain.scheme.matching_words import Attribute, PriorityGround
from liangshi.pairing.models import Round
from liangshi.pairing.queries.market_rows import CandidateRow

EVERYBODY = 9
FIRST = 0
FIT_TOP = 1000

OVERLAPS: dict[Attribute, tuple[str, str, str, int]] = {
    Attribute.HELP_WANTED: ("help", "help", "strengths", 2),
    Attribute.FIELD_OF_MENTOR: ("help", "help", "strengths", 2),
    Attribute.STRENGTHS_OF_MENTOR: ("help", "help", "strengths", 2),
    Attribute.PROBLEMS: ("help", "help", "strengths", 2),
    Attribute.STUDY_NEEDS: ("subjects", "needs", "subjects", 1),
    Attribute.SUBJECT: ("subjects", "needs", "subjects", 1),
    Attribute.LEARNING_STYLE: ("subjects", "needs", "subjects", 1),
    Attribute.INTERESTS: ("interests", "interests", "interests", 2),
    Attribute.TALENTS: ("interests", "interests", "interests", 2),
}
"""attribute: (code of the term, field of the student, field of the mentor, most)."""

BALANCES: dict[Attribute, str] = {Attribute.GENDER: "gender", Attribute.CLASS: "class", Attribute.GRADE: "grade"}

DEFAULT_WEIGHTS = {"help": 40.0, "subjects": 20.0, "interests": 20.0, "languages": 5.0}
"""Percent points where the scheme says nothing of fit."""

LANGUAGES = ("languages", "languages", "languages", 1)


@dataclass(frozen=True, slots=True)
class Tiers:
    """Priorities of the scheme as tiers of the market, smaller first; None is no priority."""

    by_category: dict[str, int]
    former: int | None
    own_class: int | None
    classes_taught: int | None
    boarders: int | None
    graduating: int | None

    def of(self, row: CandidateRow, categories: set[str], top_level: int | None) -> int:
        """The tier of a student with every mentor."""
        found = [self.by_category[key] for key in categories if key in self.by_category]
        if row.boarding and self.boarders is not None:
            found.append(self.boarders)
        if self.graduating is not None and row.level is not None and row.level == top_level:
            found.append(self.graduating)
        return min(found, default=EVERYBODY)


def tiers_of(scheme: Scheme) -> Tiers:
    """What the scheme puts first where places are short (clause M8)."""
    grounds: dict[PriorityGround, int] = {}
    by_category: dict[str, int] = {}
    sets = {rule.key: rule.categories for rule in scheme.people.category_sets}
    every = tuple(rule.key for rule in scheme.people.categories)
    for rule in sorted(scheme.matching.priorities, key=lambda rule: rule.tier, reverse=True):
        tier = min(rule.tier - 1, EVERYBODY - 1)
        grounds[rule.ground] = tier
        if rule.ground == PriorityGround.SPECIAL_GROUPS:
            for name in rule.categories or every:
                by_category |= dict.fromkeys(sets.get(name, (name,)), tier)
    return Tiers(
        by_category=by_category,
        former=grounds.get(PriorityGround.FORMER_MENTOR),
        own_class=grounds.get(PriorityGround.OWN_CLASS),
        classes_taught=grounds.get(PriorityGround.CLASSES_TAUGHT),
        boarders=grounds.get(PriorityGround.BOARDERS),
        graduating=grounds.get(PriorityGround.GRADUATING),
    )


def policy_of(round_: Round, scheme: Scheme) -> dict[str, Any]:
    """The policy part of the market."""
    policy: dict[str, Any] = {"fit": fit_terms(scheme), "longest_list": round_.longest_list}
    if round_.most_declines is not None:
        policy["most_declines"] = round_.most_declines
    return policy


def fit_terms(scheme: Scheme) -> list[dict[str, Any]]:
    """Weights in percent points become points; the sum of all stays within a thousand."""
    shapes = {shape[0]: shape for shape in (*OVERLAPS.values(), LANGUAGES)}
    weights: dict[str, float] = {}
    for rule in scheme.matching.fits:
        if rule.attribute in OVERLAPS:
            code = OVERLAPS[rule.attribute][0]
            weights[code] = weights.get(code, 0) + rule.weight
    if not weights:
        weights = dict(DEFAULT_WEIGHTS)
    balances = {
        BALANCES[rule.attribute]: rule.weight for rule in scheme.matching.balances if rule.attribute in BALANCES
    }
    total = sum(weights.values()) + sum(balances.values())
    scale = min(10.0, FIT_TOP / total) if total else 0
    terms: list[dict[str, Any]] = []
    for code in sorted(weights):
        _, student, mentor, most = shapes[code]
        weight = int(weights[code] * scale / most)
        terms.append(
            {"code": code, "kind": "overlap", "student": student, "mentor": mentor, "weight": weight, "most": most}
        )
    for attribute in sorted(balances):
        weight = int(balances[attribute] * scale / BALANCE_MOST)
        terms.append(
            {
                "code": f"balance_{attribute}", "kind": "balance", "attribute": attribute,
                "weight": weight, "most": BALANCE_MOST,
            }
        )  # fmt: skip
    return terms


BALANCE_MOST = 4
"""After so many of one kind with a mentor, one more earns nothing."""
