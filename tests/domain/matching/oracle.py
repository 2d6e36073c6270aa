"""The truth about tiny markets, found by trying everything.

Reads the raw market of ``docs/matching-format.md`` with its own eyes and shares no code with the engine or
the verifier. A set of pairs is one integer: bit ``8 * mentor + line``. The same integer, shifted by ``WANTS``,
carries who would rather have whom, so that one sum over the lines gives an assignment together with its
possible complaints.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Any

WANTS = 32
Pairs = int
Limit = tuple[int, int]  # pairs that count, at most so many
Held = tuple[tuple[str, str], ...]  # (mentor id, group), one entry for each place


def number(*words: str) -> int:
    return int.from_bytes(hashlib.sha256("|".join(words).encode()).digest()[:8], "big")


def flat(entries: list[Any]) -> list[list[str]]:
    return [entry if isinstance(entry, list) else [entry] for entry in entries]


@dataclass(frozen=True)
class Line:
    index: int
    key: str
    need: int
    category: dict[str, str]
    eligible: tuple[int, ...]
    wishes: tuple[int, ...]  # strict, as numbered for the family
    lottery: int
    raw: dict[str, Any]


@dataclass
class TinyMarket:
    raw: dict[str, Any]
    lines: list[Line] = field(init=False)

    def __post_init__(self) -> None:
        self.mentors: list[dict[str, Any]] = self.raw["mentors"]
        self.ids = [mentor["id"] for mentor in self.mentors]
        self.policy: dict[str, Any] = self.raw.get("policy", {})
        self.terms: list[dict[str, Any]] = self.policy.get("fit", [])
        words = (self.raw.get("seed", ""), self.raw["school"])
        self.mentor_draw = [number(*words, name, "mentor") for name in self.ids]
        self.lines = [self._line(index, student, words) for index, student in enumerate(self.raw["students"])]
        places = {line.key: line.index for line in self.lines}
        kept = [(places[key], self.ids.index(mentor)) for key, mentor in self.raw.get("kept", [])]
        self.kept = self.pairs(kept)

    def _line(self, index: int, student: dict[str, Any], words: tuple[str, str]) -> Line:
        key = student["id"] + ("|" + student["track"] if "track" in student else "")
        rows = self.raw.get("rows", [])
        named = set(rows[student.get("row", 0)] if rows else []) | set(student.get("plus", []))
        eligible = tuple(
            place
            for place, mentor in enumerate(self.mentors)
            if mentor["id"] in named - set(student.get("minus", {})) and key not in mentor.get("declines", {})
        )
        lottery = number(*words, student["id"])
        category = self.raw.get("categories", [{}])[student.get("cat", 0)]
        wishes = tuple(
            place
            for entry in flat(student.get("wishes", []))
            for place in sorted(
                (self.ids.index(name) for name in entry),
                key=lambda t: (-self.overlap(student, t), self._pair_number(lottery, t), self.ids[t]),
            )
        )
        return Line(index, key, student.get("need", 1), category, eligible, wishes, lottery, student)

    # fit and draw

    def _pair_number(self, lottery: int, mentor: int) -> int:
        return ((lottery ^ self.mentor_draw[mentor]) * 0x9E3779B97F4A7C15 % 2**64) >> 40

    def pair_number(self, s: int, t: int) -> int:
        return self._pair_number(self.lines[s].lottery, t)

    def overlap(self, student: dict[str, Any], mentor: int) -> int:
        total = 0
        for term in self.terms:
            if term["kind"] == "overlap":
                have = set(student.get("profile", {}).get(term["student"], []))
                offer = set(self.mentors[mentor].get("profile", {}).get(term["mentor"], []))
                total += term["weight"] * min(term.get("most", 1), len(have & offer))
        return total

    def fit(self, s: int, t: int, taken: Pairs) -> int:
        total = self.overlap(self.lines[s].raw, t)
        for term in self.terms:
            if term["kind"] == "balance":
                value = self.lines[s].category.get(term["attribute"], "")
                same = sum(
                    self.lines[other].category.get(term["attribute"], "") == value for other in self.children(taken, t)
                )
                total += term["weight"] * max(0, term.get("most", 1) - same)
        return total

    # pairs and limits

    def pairs(self, some: Iterable[tuple[int, int]]) -> Pairs:
        return sum(1 << (8 * t + s) for s, t in set(some))

    def listed(self, pairs: Pairs) -> list[tuple[int, int]]:
        return [(s, t) for s in range(len(self.lines)) for t in range(len(self.ids)) if pairs >> (8 * t + s) & 1]

    def children(self, pairs: Pairs, t: int) -> list[int]:
        return [s for s in range(len(self.lines)) if pairs >> (8 * t + s) & 1]

    def mine(self, s: int, pairs: Pairs) -> list[int]:
        return [t for t in range(len(self.ids)) if pairs >> (8 * t + s) & 1]

    def members(self, group: str) -> frozenset[int]:
        """The categories of a group, by their place in the list."""
        wanted = self.raw.get("groups", {}).get(group, {})
        return frozenset(
            place
            for place, category in enumerate(self.raw.get("categories", [{}]))
            if all(category.get(name, "") in values for name, values in wanted.items())
        )

    @cached_property
    def groups(self) -> list[tuple[int, str, Pairs, int, frozenset[int]]]:
        """(mentor, group, pairs that count, cap, categories) of every group of every mentor."""
        found = []
        for t, mentor in enumerate(self.mentors):
            for name, cap in {**mentor.get("caps", {}), "": mentor["quota"]}.items():
                cats = self.members(name)
                inside = [(line.index, t) for line in self.lines if line.raw.get("cat", 0) in cats]
                found.append((t, name, self.pairs(inside), cap, cats))
        return found

    def held_in(self, t: int, name: str, cats: frozenset[int], held: Held) -> int:
        return sum(
            self.ids[t] == mentor and (name in ("", group) or cats >= self.members(group)) for mentor, group in held
        )

    def limits(self, held: Held = ()) -> list[Limit]:
        return [(mask, cap - self.held_in(t, name, cats, held)) for t, name, mask, cap, cats in self.groups]

    def priority(self, s: int, t: int, promoted: frozenset[int]) -> tuple[Any, ...]:
        line, mentor = self.lines[s], self.mentors[t]
        tier = line.raw.get("tier_at", {}).get(mentor["id"], line.raw.get("tier", 9))
        ranking = flat(mentor.get("ranking", []))
        rank = next((place for place, entry in enumerate(ranking) if line.key in entry), len(ranking))
        return (tier, rank, s not in promoted, line.lottery, line.key)

    def open_need(self, s: int, taken: Pairs) -> int:
        return self.lines[s].need - len(self.mine(s, taken))

    def effective(self, s: int) -> list[int]:
        line = self.lines[s]
        gone = set(self.mine(s, self.kept))
        return [t for t in line.wishes if t in line.eligible and t not in gone]


def subsets(items: list[int], most: int) -> list[tuple[int, ...]]:
    return [chosen for size in range(min(most, len(items)) + 1) for chosen in combinations(items, size)]


def grow(start: Pairs, options: list[list[int]], limits: list[Limit]) -> list[int]:
    """Every sum of one option a line that keeps every limit."""
    reached = [start]
    for choices in options:
        reached = [
            grown
            for pairs in reached
            for choice in choices
            for grown in (pairs | choice,)
            if all((grown & mask).bit_count() <= cap for mask, cap in limits)
        ]
    return reached


def chooser(market: TinyMarket, held: Held, promoted: frozenset[int]) -> Callable[[int, int], int]:
    """``chooser(t, children)``: which further children mentor ``t`` would take, given those he has."""
    limits = market.limits(held)
    order = [
        sorted(range(len(market.lines)), key=lambda s, t=t: market.priority(s, t, promoted))
        for t in range(len(market.ids))
    ]
    known: dict[tuple[int, int], int] = {}

    def taken(t: int, children: int) -> int:
        got = market.kept & 0xFF << 8 * t
        for s in order[t]:
            grown = got | 1 << (8 * t + s)
            if children >> s & 1 and all((grown & mask).bit_count() <= cap for mask, cap in limits):
                got = grown
        return got >> 8 * t

    def more(t: int, children: int) -> int:
        if (t, children) not in known:
            others = [1 << s for s in range(len(market.lines)) if not children >> s & 1]
            known[t, children] = sum(one for one in others if taken(t, children | one) & one)
        return known[t, children]

    return more


def wish_options(market: TinyMarket, s: int) -> list[int]:
    """What the line may get from its list, each with the mentors it would rather have."""
    wishes, need = market.effective(s), market.open_need(s, market.kept)
    options = []
    for got in subsets(wishes, need):
        wants = [t for t in wishes if t not in got and sum(wishes.index(u) < wishes.index(t) for u in got) < need]
        options.append(market.pairs((s, t) for t in got) | market.pairs((s, t) for t in wants) << WANTS)
    return options


def stable_matchings(market: TinyMarket, held: Held = (), promoted: frozenset[int] = frozenset()) -> list[Pairs]:
    """All of them, kept pairs included."""
    more = chooser(market, held, promoted)
    options = [wish_options(market, s) for s in range(len(market.lines))]
    mentors = range(len(market.ids))
    return [
        both & (1 << WANTS) - 1
        for both in grow(market.kept, options, market.limits(held))
        if not any(
            both >> (WANTS + 8 * t) & 0xFF and more(t, both >> 8 * t & 0xFF) & both >> (WANTS + 8 * t) & 0xFF
            for t in mentors
        )
    ]


def weakly_best(market: TinyMarket, best: Pairs, other: Pairs) -> bool:
    """No line would exchange anything of ``best`` for something of ``other``."""
    for s in range(len(market.lines)):
        both = [t for t in market.effective(s) if t in market.mine(s, best | other)]
        if set(both[: market.open_need(s, market.kept)]) != set(market.mine(s, best & ~market.kept)):
            return False
    return True


def student_optimal(market: TinyMarket, held: Held = (), promoted: frozenset[int] = frozenset()) -> Pairs:
    stable = stable_matchings(market, held, promoted)
    if len(stable) == 1:
        return stable[0]
    best = [one for one in stable if all(weakly_best(market, one, other) for other in stable)]
    if len(best) != 1:
        raise AssertionError(f"{len(best)} student-optimal matchings of {len(stable)} stable ones")
    return best[0]


def wish_round(market: TinyMarket, held: Held = ()) -> tuple[Pairs, frozenset[int]]:
    """The wish matching (with kept pairs) and the promoted lines."""
    shortest = market.policy.get("promotion", 0)
    promoted: frozenset[int] = frozenset()
    while True:
        matching = student_optimal(market, held, promoted)
        grown = promoted | {
            s
            for s in range(len(market.lines))
            if shortest and market.open_need(s, market.kept) >= 1
            if len(market.effective(s)) >= shortest and not market.mine(s, matching & ~market.kept)
        }
        if grown == promoted:
            return matching, promoted
        promoted = frozenset(grown)


def completions(market: TinyMarket, taken: Pairs) -> list[Pairs]:
    """Every allowed assignment that contains ``taken``; held places are free again."""
    options = []
    for s, line in enumerate(market.lines):
        free = [t for t in line.eligible if t not in market.mine(s, taken)]
        options.append([market.pairs((s, t) for t in some) for some in subsets(free, market.open_need(s, taken))])
    return grow(taken, options, market.limits())


def shortfall(market: TinyMarket, pairs: Pairs) -> int:
    return sum(
        max(0, mentor.get("minimum", 0) - (pairs >> 8 * t & 0xFF).bit_count())
        for t, mentor in enumerate(market.mentors)
    )


Goal = tuple[int, int]


def reach(market: TinyMarket, taken: Pairs) -> Goal:
    """The best that any completion reaches: fewest missing, then least shortfall if that counts before wishes."""
    all_needs = sum(line.need for line in market.lines)
    counts = market.policy.get("minimum_first", False)
    return min(
        (all_needs - pairs.bit_count(), shortfall(market, pairs) if counts else 0)
        for pairs in completions(market, taken)
    )


def best_placements(market: TinyMarket, taken: Pairs) -> list[Pairs]:
    """The completions that are best in size, shortfall, fit, draw; more than one only if the draw ties."""
    worth = {}
    for s, line in enumerate(market.lines):
        for t in line.eligible:
            worth[s, t] = (-market.fit(s, t, taken), market.pair_number(s, t))

    def value(pairs: Pairs) -> tuple[int, ...]:
        placed = [worth[pair] for pair in market.listed(pairs & ~taken)]
        return (sum(one[0] for one in placed), sum(one[1] for one in placed))

    rough = [(-one.bit_count(), shortfall(market, one), one) for one in completions(market, taken)]
    top = min(one[:2] for one in rough)
    fine = [(value(pairs), pairs) for *worst, pairs in rough if tuple(worst) == top]
    least = min(one[0] for one in fine)
    return [pairs for worst, pairs in fine if worst == least]


def needless(market: TinyMarket, held: Held, goal: Goal) -> Held:
    """Held places that could be released alone; everything if nothing need be held at all."""
    if held and reach(market, wish_round(market)[0]) == goal:
        return held
    return tuple(
        one
        for place, one in enumerate(held)
        if reach(market, wish_round(market, held[:place] + held[place + 1 :])[0]) == goal
    )
