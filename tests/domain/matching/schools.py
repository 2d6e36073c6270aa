"""Small raw markets written by hand, and hypothesis strategies for larger ones."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from liangshi.domain.matching import Outcome, build_market, solve

Raw = dict[str, Any]


def raw_market(students: dict[str, Any], mentors: dict[str, Any], **more: Any) -> Raw:
    """Students: key -> wishes or a line; mentors: id -> quota or a line. Everybody is eligible with everybody."""
    return {
        "format": "liangshi-market/1",
        "school": "demo",
        "seed": "1",
        "rows": [list(mentors)],
        "students": [
            {"id": name, **(line if isinstance(line, dict) else {"wishes": line})} for name, line in students.items()
        ],
        "mentors": [
            {"id": name, **(line if isinstance(line, dict) else {"quota": line})} for name, line in mentors.items()
        ],
        **more,
    }


def solved(raw: Raw) -> Outcome:
    return solve(build_market(raw))


def result(raw: Raw) -> dict[str, list[str]]:
    """Student key -> mentors."""
    return solved(raw).mentors_of()


def by_wish(raw: Raw) -> dict[str, list[str]]:
    """Student key -> mentors met by wish."""
    outcome = solved(raw)
    met: dict[str, list[str]] = {key: [] for key in outcome.market.student_ids}
    for student, mentor in outcome.wish.pairs:
        met[outcome.market.student_ids[student]].append(outcome.market.mentor_ids[mentor])
    return met


CATEGORIES = [{"grade": grade, "gender": gender} for grade in ("7", "8") for gender in ("f", "m")]
GROUPS: Raw = {
    "seven": {"grade": ["7"]},
    "eight": {"grade": ["8"]},
    "seven girls": {"grade": ["7"], "gender": ["f"]},
    "eight boys": {"grade": ["8"], "gender": ["m"]},
}
TERMS = [
    {"code": "subject", "kind": "overlap", "student": "needs", "mentor": "teaches", "weight": 30},
    {"code": "mix", "kind": "balance", "attribute": "gender", "weight": 5, "most": 2},
]


@st.composite
def schools(draw: st.DrawFn, largest_need: int = 2, *, minimum_first: bool = False, kept: bool = True) -> Raw:
    """Schools of up to a dozen children and five mentors with nested caps, ties, tiers, rankings and kept pairs."""
    mentors = [f"t{number}" for number in range(draw(st.integers(1, 5)))]
    students = [f"s{number}" for number in range(draw(st.integers(0, 12)))]
    rows = [[name for name in mentors if draw(st.integers(0, 5))] for _ in range(2)]
    lines = [_student(draw, name, mentors, largest_need) for name in students]
    raw = {
        "format": "liangshi-market/1",
        "school": "demo",
        "seed": draw(st.sampled_from(["", "1", "2"])),
        "categories": CATEGORIES,
        "groups": GROUPS,
        "rows": rows,
        "students": lines,
        "mentors": [_mentor(draw, name, students) for name in mentors],
        "policy": {"fit": TERMS, "minimum_first": minimum_first},
    }
    if kept and students and draw(st.booleans()):
        raw["kept"] = _keep_one(draw, raw)
    return raw


def _student(draw: st.DrawFn, name: str, mentors: list[str], largest_need: int) -> Raw:
    wishes: list[Any] = draw(st.permutations(mentors))[: draw(st.integers(0, len(mentors)))]
    if len(wishes) > 1 and draw(st.booleans()):
        wishes = [wishes[:2], *wishes[2:]]
    return {
        "id": name,
        "cat": draw(st.integers(0, len(CATEGORIES) - 1)),
        "row": draw(st.integers(0, 1)),
        "wishes": wishes,
        "need": draw(st.integers(1, largest_need)),
        "tier": draw(st.sampled_from([1, 9, 9])),
        "profile": {"needs": [draw(st.sampled_from(["maths", "arts"]))]},
    }


def _mentor(draw: st.DrawFn, name: str, students: list[str]) -> Raw:
    quota = draw(st.integers(0, 4))
    caps = draw(st.dictionaries(st.sampled_from(sorted(GROUPS)), st.integers(0, 3), max_size=3))
    ranked = draw(st.permutations(students))[: draw(st.integers(0, 3))]
    return {
        "id": name,
        "quota": quota,
        "minimum": draw(st.integers(0, min(2, quota))),
        "caps": caps,
        "ranking": ranked,
        "profile": {"teaches": [draw(st.sampled_from(["maths", "arts"]))]},
    }


def _keep_one(draw: st.DrawFn, raw: Raw) -> list[list[str]]:
    """One pair that some placement allows."""
    pairs = solved({**raw, "kept": []}).pairs
    if not pairs:
        return []
    market = build_market(raw)
    student, mentor = draw(st.sampled_from(pairs))
    return [[market.student_ids[student], market.mentor_ids[mentor]]]
