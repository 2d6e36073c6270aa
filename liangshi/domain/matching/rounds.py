"""What follows a round: a second round of wishes on the free places, and children who arrive late.

Both make a new raw market in which what was settled is kept, so that no settled pair is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from liangshi.domain.matching.canonical import line_key
from liangshi.domain.matching.solving import Outcome

Json = dict[str, Any]


def second_round(raw: Json, outcome: Outcome, wishes: Mapping[str, Sequence[Any]]) -> Json:
    """The market of a further wish round: kept pairs and wishes met stay, these new wishes (by key) count.

    What the school had placed is free again. The first round stays stable whatever the second gives.
    """
    kept = [*outcome.market.kept, *outcome.wish.pairs]
    students = []
    for line in raw["students"]:
        bare = {name: value for name, value in line.items() if name != "wishes"}
        chosen = wishes.get(line_key(line))
        students.append({**bare, "wishes": list(chosen)} if chosen else bare)
    return _following(raw, students, _named(outcome, kept))


def late_arrivals(raw: Json, outcome: Outcome, arriving: Iterable[Json]) -> Json:
    """The market that places children who came after the round: every pair stays, nobody's wishes are run again."""
    students = [
        {name: value for name, value in line.items() if name != "wishes"} for line in [*raw["students"], *arriving]
    ]
    return _following(raw, students, _named(outcome, outcome.pairs))


def _named(outcome: Outcome, pairs: Iterable[tuple[int, int]]) -> list[list[str]]:
    market = outcome.market
    return [[market.student_ids[s], market.mentor_ids[t]] for s, t in sorted(pairs)]


def _following(raw: Json, students: list[Json], kept: list[list[str]]) -> Json:
    following = {**raw, "students": students, "kept": kept}
    following.pop("commit", None)
    return following
