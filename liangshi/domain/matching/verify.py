"""Check a certificate of a mentor matching without trusting, or even having, the program that made it.

    python verify.py market.json certificate.json      a complete check
    python verify.py both.json                         {"market": ..., "certificate": ...}; "-" reads standard input
    python verify.py certificate.json                  only what a certificate shows by itself

Exit code 0: nothing wrong was found; 1: something is wrong; 2: a file could not be read. One file, standard library
only, Python 3.9 or newer. It follows docs/matching-format.md (numbers like 6.1 name its sections) from top to bottom:
shapes, meaning of the market, lottery, wish round, then one check for each promise.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
import sys
import unicodedata
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, repeat
from operator import ge
from typing import Any

Json = dict[str, Any]
Named = tuple[str, str]  # student key, mentor id
Pair = tuple[int, int]  # line, mentor, by position

# ---------------------------------------------------------------------- 1. what is said in the end

SENTENCES = {
    "shape": ("{0}的格式不对：{1}", "the {0} is not in the published format: {1}"),
    "market": ("输入数据本身有问题：{0} {1}", "the market itself is not valid: {0} {1}"),
    "text": ("输入数据的文字不是规范形式(NFC)", "the market's text is not in normal form (NFC)"),
    "commit": ("数据摘要不符，输入数据被改过", "the digest does not belong to this market: it was changed"),
    "digest": ("摘要与种子不符", "the digest does not follow from the commitment and the seed"),
    "copied": ("{0} 与输入数据不一致", "{0} is not what the market says"),
    "sorted": ("{0} 没有按规定排序或有重复", "{0} is not in order or names something twice"),
    "unknown": ("{0} 提到了不存在的 {1}", "{0} names {1}, who is not in the market"),
    "ineligible": ("{0} 不能由 {1} 指导", "{0} may not have {1} as a mentor"),
    "twice": ("{0} 被重复安排给 {1}", "{0} is given to {1} more than once"),
    "need": ("{0} 的导师数超过所需", "{0} has more mentors than needed"),
    "cap": ("{0} 的名额“{1}”被超出", "{0} has more children in group '{1}' than places"),
    "unlisted": ("{0} 没有填报 {1}", "{0} did not wish for {1}"),
    "number": ("{0} 的 {1} 志愿序号不对", "the wish number of {0} at {1} is wrong"),
    "promoted": ("同分优先名单不对", "the list of promoted children is wrong"),
    "not_offered": ("落选记录不成立：{0} 此时并未申请 {1}", "rejected without asking: {0} by {1}"),
    "had_room": ("落选记录不成立：{1} 此时应接收 {0}", "rejected without reason: {0} by {1}"),
    "over": ("落选记录不全：{1} 排不下 {0}", "a rejection is missing: {1} has no place for {0}"),
    "wish_result": ("志愿录取与落选记录不符：{0} {1}", "the wish result contradicts the log: {0} {1}"),
    "cutoff": ("{0} 的分数线“{1}”不对", "the cut-off line of {0}, group '{1}', is wrong"),
    "held_room": ("{0} 预留的名额“{1}”超过名额数", "{0} holds more places in '{1}' than there are"),
    "held_none": ("不预留名额也能做到，不应预留", "no place had to be held at all"),
    "held_spare": ("{0} 的预留名额“{1}”没有必要", "a place held at {0}, group '{1}', was not needed"),
    "least": ("各位老师的最低人数本可满足得更好", "the minimums could have been met better"),
    "fit": ("{0} 与 {1} 的契合度不对", "the fit of {0} and {1} is wrong"),
    "unplaced": ("未安排名单不对", "the list of children without a mentor is wrong"),
    "shortfall": ("老师缺额名单不对", "the list of mentors below their minimum is wrong"),
    "wall": ("缺额说明第 {0} 组不成立：{1}", "shortage {0} does not hold: {1}"),
    "full": ("未证明已安排到最多", "it is not shown that nobody else could be placed"),
    "price": ("统筹最优的证明不成立：{0} {1}", "the proof of the placement fails at {0} {1}"),
    "unique": ("“结果唯一”的说法不对", "the claim about uniqueness is wrong"),
    "totals": ("合计“{0}”不对", "the total '{0}' is wrong"),
    "contradiction": ("{0} 与 {1} 的记录自相矛盾", "the entries for {0} and {1} contradict each other"),
}
UNCHECKED = {
    "no_market": (
        "没有输入数据：资格、名额、稳定性、分数线、预留、统筹最优和唯一性都无法核对",
        "without the market: eligibility, places, stability, lines, held places, placement, uniqueness",
    ),
    "later": (
        "发现问题后不再往下核对，可能还有别的问题",
        "checking stopped at the first stage that failed; there may be more",
    ),
    "fields": ("证书没有公布：{0}", "not in the published certificate: {0}"),
    "draw": ("种子是否由公开抽签产生，文件无法证明", "no file can show that the seed came from a public draw"),
    "commitment": (
        "摘要是否在抽签之前公布，文件无法证明",
        "no file can show that the digest was announced before the draw",
    ),
    "choice": (
        "预留哪些名额不止一种选法；已核对每一个都必要",
        "another choice of held places may be possible; each was checked to be needed",
    ),
}


@dataclass(frozen=True)
class Finding:
    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class Verdict:
    findings: tuple[Finding, ...]
    unchecked: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return not self.findings


def finding(code: str, *words: object) -> Finding:
    zh, en = SENTENCES[code] if code in SENTENCES else UNCHECKED[code]
    return Finding(code, zh.format(*words), en.format(*words))


Findings = Iterator[Finding]

# ---------------------------------------------------------------------- 2. shapes of the two files


Shape = Callable[[list[Any]], bool]  # whether all of these values have the form: asked of many at once
Fields = dict[str, Shape]
LIST, OBJECT = frozenset((list,)), frozenset((dict,))


def a(kind: type) -> Shape:
    only = frozenset((kind,))
    return lambda values: only.issuperset(map(type, values))


def within(numbers: range) -> Shape:
    whole = a(int)
    return lambda values: not values or (whole(values) and min(values) in numbers and max(values) in numbers)


def each(shape: Shape) -> Shape:
    return lambda values: LIST.issuperset(map(type, values)) and shape(list(chain.from_iterable(values)))


def row(*shapes: Shape) -> Shape:
    size = frozenset((len(shapes),))
    return lambda values: (
        LIST.issuperset(map(type, values))
        and size.issuperset(map(len, values))
        and all(shape([value[at] for value in values]) for at, shape in enumerate(shapes))
    )


def table(shape: Shape) -> Shape:
    return lambda values: (
        OBJECT.issuperset(map(type, values)) and shape([one for value in values for one in value.values()])
    )


def unless_a(kind: type, other: Shape) -> Shape:
    return lambda values: other([value for value in values if type(value) is not kind])


def either(one: Shape, other: Shape) -> Shape:
    return lambda values: all(one([value]) or other([value]) for value in values)


def record(fields: Fields) -> Shape:
    """An object with these fields and no others; a field with a question mark may be absent."""
    known = {name.rstrip("?"): shape for name, shape in fields.items()}
    names = frozenset(known)
    required = names.intersection(fields)

    def hold(values: list[Any]) -> bool:
        if not OBJECT.issuperset(map(type, values)) or not names.issuperset(chain.from_iterable(values)):
            return False
        columns: dict[str, list[Any]] = {name: [] for name in known}
        for value in values:
            for name, one in value.items():
                columns[name].append(one)
        return all(
            known[name](column) and (len(column) == len(values) or name not in required)
            for name, column in columns.items()
        )

    return hold


TEXT, NUMBER, FLAG, COUNT = a(str), a(int), a(bool), within(range(10**6))
DIGIT, PLACES = within(range(10)), within(range(10**4))
TEXTS, PAIRS = each(TEXT), each(row(TEXT, TEXT))
TRIPLES, PRICED = each(row(TEXT, TEXT, NUMBER)), each(row(TEXT, NUMBER))
NAMES, PROFILE = each(unless_a(str, TEXTS)), table(TEXTS)
TERM: Fields = {"code": TEXT, "kind": TEXT, "weight": PLACES, "most?": COUNT}
TERMS = each(either(record({**TERM, "student": TEXT, "mentor": TEXT}), record({**TERM, "attribute": TEXT})))
STUDENT: Fields = {
    "id": TEXT, "track?": TEXT, "cat?": COUNT, "row?": COUNT, "plus?": TEXTS, "minus?": table(TEXT),
    "need?": within(range(1, 10)), "wishes?": NAMES, "tier?": DIGIT, "tier_at?": table(DIGIT), "profile?": PROFILE,
}  # fmt: skip
MENTOR: Fields = {
    "id": TEXT, "quota": PLACES, "minimum?": PLACES, "caps?": table(PLACES), "ranking?": NAMES,
    "declines?": table(TEXT), "profile?": PROFILE,
}  # fmt: skip
POLICY: Fields = {
    "minimum_first?": FLAG, "promotion?": COUNT, "longest_list?": COUNT, "most_declines?": COUNT, "sensitive?": TEXTS,
    "smallest_told?": COUNT, "fit?": TERMS,
}  # fmt: skip
MARKET: Fields = {
    "format": TEXT, "school": TEXT, "seed?": TEXT, "commit?": TEXT, "categories?": each(table(TEXT)),
    "rows?": each(TEXTS), "groups?": table(table(TEXTS)), "students": each(record(STUDENT)),
    "mentors": each(record(MENTOR)), "kept?": PAIRS, "policy?": record(POLICY),
}  # fmt: skip
LINE = unless_a(type(None), row(DIGIT, unless_a(type(None), COUNT), within(range(2)), TEXT))
HALL: Fields = {
    "students": TEXTS, "walls": PAIRS, "alone": NUMBER, "need": NUMBER, "places": NUMBER, "short": NUMBER,
}  # fmt: skip
TOTALS = ("need", "full", "kept", "wish", "placed", "unplaced", "held", "shortfall", "fit")
CERTIFICATE: Fields = {
    "format": TEXT, "engine": TEXT, "draw_rule": TEXT, "market_digest": TEXT, "commit": TEXT, "school": TEXT,
    "seed": TEXT, "kept": PAIRS, "promoted": TEXTS, "wish": TRIPLES, "placed": TRIPLES, "rejections": PAIRS,
    "cutoffs": table(table(LINE)), "held": each(row(TEXT, TEXT, within(range(1, 10**4)))),
    "shortage": each(record(HALL)), "unplaced": each(row(TEXT, DIGIT)), "shortfall": each(row(TEXT, PLACES)),
    "prices": record({"students": PRICED, "groups": TRIPLES, "minimum": PRICED}), "unique": FLAG,
    "totals": record(dict.fromkeys(TOTALS, NUMBER)),
}  # fmt: skip
FIXED = {"format": "liangshi-certificate/1", "draw_rule": "sha256(seed|school|id)/64"}


def misshapen(document: Any, fields: Fields, name: str) -> Findings:
    """The fields that are missing, unknown or of a wrong form."""
    if type(document) is not dict:
        yield finding("shape", name, "{}")
        return
    for field, shape in fields.items():
        plain = field.rstrip("?")
        if not shape([document[plain]]) if plain in document else plain == field:
            yield finding("shape", name, plain)
    known = {field.rstrip("?") for field in fields}
    yield from (finding("shape", name, field) for field in sorted(map(str, document.keys() - known)))


# ---------------------------------------------------------------------- 3. the market (section 1)


MIX, MASK = 0x9E3779B97F4A7C15, 0xFFFFFFFFFFFFFFFF


class Paths(dict[int, tuple[int, ...]]):
    """Kind of category -> the groups of one mentor that contain it, from inside to outside."""

    def __init__(self, groups: list[int], members: list[frozenset[int]]) -> None:
        super().__init__()
        self.groups, self.inside = groups, [(g, members[g]) for g in groups[:-1]]
        self.whole = (groups[-1],)  # has everybody

    def __missing__(self, category: int) -> tuple[int, ...]:
        inner = [g for g, members in self.inside if category in members] if self.inside else ()
        self[category] = found = (*inner, *self.whole) if inner else self.whole
        return found


class Market:
    """The market by position: lines ``i``, mentors ``j``, groups ``g`` (every group of every mentor)."""

    def __init__(self, raw: Json) -> None:
        self.raw = raw
        self.mentors: list[Json] = raw["mentors"]
        self.policy: Json = raw.get("policy", {})
        self.read_lines()
        self.ids: list[str] = [mentor["id"] for mentor in self.mentors]
        self.line_at = {key: i for i, key in enumerate(self.keys)}
        self.mentor_at = {name: j for j, name in enumerate(self.ids)}
        self.strict = [list(map(self.mentor_at.get, names, repeat(NOWHERE))) for names in self.wished]
        self.categories: list[dict[str, str]] = raw.get("categories", [{}])
        self.kinds, self.sets = kinds_and_sets(raw.get("groups", {}), self.categories)
        self.minimum: list[int] = [mentor.get("minimum", 0) for mentor in self.mentors]

    def read_lines(self) -> None:
        """Lines are many, so they are read column by column; what few have is kept by position."""
        lines: list[Json] = self.raw["students"]
        self.children: list[str] = [line["id"] for line in lines]
        self.keys = [key_of(line) for line in lines] if any("track" in line for line in lines) else self.children
        self.handed_in: list[list[Any]] = [line.get("wishes", NOBODY) for line in lines]
        self.wished = [flat(wishes) if list in map(type, wishes) else wishes for wishes in self.handed_in]
        self.need: list[int] = [line.get("need", 1) for line in lines]
        self.tier: list[int] = [line.get("tier", 9) for line in lines]
        self.of_category: list[int] = [line.get("cat", 0) for line in lines]
        self.of_row: list[int] = [line.get("row", 0) for line in lines]
        self.profiles: list[dict[str, list[str]]] = [line.get("profile", NO_PROFILE) for line in lines]
        self.plus, self.minus, self.tier_at = [
            {i: line[field] for i, line in enumerate(lines) if field in line} for field in ("plus", "minus", "tier_at")
        ]

    def read(self) -> None:
        """Everything that follows once the names are known to be right."""
        self.category = [self.kinds[c] for c in self.of_category]
        self.read_groups()
        self.eligible = self.read_eligible()
        self.kept = [(self.line_at[key], self.mentor_at[name]) for key, name in self.raw.get("kept", [])]
        self.kept_of: dict[int, set[int]] = defaultdict(set)
        for i, j in self.kept:
            self.kept_of[i].add(j)
        self.read_draw()
        self.read_fit()
        for i, names in enumerate(self.wished):
            if names is not self.handed_in[i]:
                self.settle_ties(i)
        self.asks = [
            wishes if i not in self.kept_of and mine.issuperset(wishes) else
            [j for j in wishes if j in mine and j not in self.kept_of.get(i, ())]
            for i, (wishes, mine) in enumerate(zip(self.strict, self.eligible))  # noqa: B905 - Python 3.9
        ]  # fmt: skip
        self.rank = [ranks(mentor.get("ranking", [])) for mentor in self.mentors]
        self.ranked = {self.line_at[key] for own in self.rank for key in own}.union(self.tier_at)  # not alike with all

    def read_groups(self) -> None:
        self.group_at: dict[tuple[int, str], int] = {}
        self.names: list[tuple[int, str]] = []
        self.cap: list[int] = []
        inside: list[frozenset[int]] = []
        self.paths: list[Paths] = []
        for j, mentor in enumerate(self.mentors):
            caps = mentor.get("caps", {})
            start = len(self.names)
            for name in [*sorted(caps, key=lambda one: (len(self.sets[one]), one)), ""]:
                self.group_at[j, name] = len(self.names)
                self.names.append((j, name))
                self.cap.append(caps[name] if name else mentor["quota"])
                inside.append(self.sets[name])
            self.paths.append(Paths(list(range(start, len(self.names))), inside))

    def read_eligible(self) -> list[frozenset[int]]:
        rows = [frozenset(self.mentor_at[name] for name in row) for row in self.raw.get("rows", [])]
        declined: dict[str, list[str]] = {}
        for mentor in self.mentors:
            for key in mentor.get("declines", {}):
                declined.setdefault(key, []).append(mentor["id"])
        found = [rows[at] for at in self.of_row] if rows else [frozenset()] * len(self.keys)
        for i in {*self.plus, *self.minus, *map(self.line_at.__getitem__, declined)}:
            found[i] |= {self.mentor_at[name] for name in self.plus.get(i, ())}
            gone = (*self.minus.get(i, ()), *declined.get(self.keys[i], ()))
            found[i] -= {self.mentor_at[name] for name in gone}
        return found

    def read_draw(self) -> None:
        """Section 2: lottery numbers from the seed, the school and the id; nothing else enters."""
        start = self.raw.get("seed", "") + "|" + self.raw["school"] + "|"
        self.lottery = first_64_bits([start + name for name in self.children])
        self.mentor_draw = first_64_bits([start + name + "|mentor" for name in self.ids])
        order = list(range(len(self.keys)))
        if len(set(self.lottery)) < len(order):  # two tracks of a child have one number
            order.sort(key=self.keys.__getitem__)
        order.sort(key=self.lottery.__getitem__)
        self.drawn = order
        self.turn = [0] * len(order)
        for place, i in enumerate(order):
            self.turn[i] = place

    def read_fit(self) -> None:
        """Section 5: for each overlap term, the words of every mentor, and which mentors have a word."""
        terms = self.policy.get("fit", [])
        self.balance = [term for term in terms if term["kind"] == "balance"]
        self.overlap: list[tuple[Json, list[frozenset[str]], dict[str, list[int]]]] = []
        self.given: dict[tuple[int, tuple[str, ...]], dict[int, int]] = {}
        for term in terms:
            if term["kind"] == "overlap":
                words = [frozenset(mentor.get("profile", {}).get(term["mentor"], ())) for mentor in self.mentors]
                having: dict[str, list[int]] = defaultdict(list)
                for j, theirs in enumerate(words):
                    for word in theirs:
                        having[word].append(j)
                self.overlap.append((term, words, having))

    def overlaps(self, i: int) -> list[dict[int, int]]:
        """For each overlap term the mentors with whom it gives points, and how many."""
        found = []
        for at, (term, _, having) in enumerate(self.overlap):
            words = at, tuple(self.profiles[i].get(term["student"], ()))
            if words not in self.given:
                common = Counter([j for word in set(words[1]) for j in having.get(word, ())])
                weight, most = term["weight"], term.get("most", 1)
                self.given[words] = {j: weight * min(most, times) for j, times in common.items()}
            found.append(self.given[words])
        return found

    def settle_ties(self, i: int) -> None:
        """Section 3.1: those liked equally by more fit, then the pair number (24 bits), then the id."""
        strict, profile, ids = self.strict[i], self.profiles[i], self.ids
        draw, draws = self.lottery[i], self.mentor_draw
        wanted = [
            (term["weight"], term.get("most", 1), words, profile[term["student"]])
            for term, words, _ in self.overlap
            if term["student"] in profile
        ]
        at = 0
        for entry in self.handed_in[i]:
            if type(entry) is str:
                at += 1
                continue
            likes = []
            for j in strict[at : at + len(entry)]:
                like = ((draw ^ draws[j]) * MIX & MASK) >> 40
                for weight, most, words, own in wanted:
                    if not words[j].isdisjoint(own):
                        like -= weight * min(most, len(words[j].intersection(own))) << 24
                likes.append((like, ids[j], j))
            strict[at : at + len(entry)] = [j for _, _, j in sorted(likes)]
            at += len(entry)

    def standing(self, i: int, j: int) -> tuple[int, int | None]:
        """Tier and rank of a line with a mentor."""
        tier = self.tier[i]
        if i in self.tier_at:
            tier = self.tier_at[i].get(self.ids[j], tier)
        return tier, self.rank[j].get(self.keys[i])

    def load(self, pairs: Iterable[Pair]) -> list[int]:
        """How many of these pairs count in each group."""
        load, paths, category = [0] * len(self.cap), self.paths, self.category
        for i, j in pairs:
            for g in paths[j][category[i]]:
                load[g] += 1
        return load

    def counted(self, j: int, name: str) -> list[int]:
        """Section 3.4: the groups in which a place held in this group counts."""
        own, inner = self.paths[j].groups, self.sets[name]
        return [g for g in own if self.names[g][1] in ("", name) or self.sets[self.names[g][1]] >= inner]


NOBODY: list[Any] = []
NOWHERE = -1  # the position of a mentor who does not exist
NO_PROFILE: dict[str, list[str]] = {}


def key_of(line: Json) -> str:
    return str(line["id"] + "|" + line["track"] if "track" in line else line["id"])


def kinds_and_sets(groups: Json, categories: list[dict[str, str]]) -> tuple[list[int], dict[str, frozenset[int]]]:
    """Categories that belong to the same groups are one kind; each group is a set of kinds, ``""`` has them all."""
    having: dict[str, dict[str, set[int]]] = {}
    for attribute in {attribute for wanted in groups.values() for attribute in wanted}:
        having[attribute] = defaultdict(set)
        for c, category in enumerate(categories):
            having[attribute][category.get(attribute, "")].add(c)
    groups_of: list[list[str]] = [[] for _ in categories]
    for name, wanted in groups.items():
        held = [set().union(*(having[a].get(value, ()) for value in values)) for a, values in wanted.items()]
        for c in set.intersection(*sorted(held, key=len)) if held else range(len(categories)):
            groups_of[c].append(name)
    numbers: dict[tuple[str, ...], int] = {}
    kinds = [numbers.setdefault(tuple(mine), len(numbers)) for mine in groups_of]
    sets: dict[str, set[int]] = {name: set() for name in groups}
    for mine, kind in numbers.items():
        for name in mine:
            sets[name].add(kind)
    return kinds, {**{name: frozenset(found) for name, found in sets.items()}, "": frozenset(numbers.values())}


def first_64_bits(texts: list[str]) -> list[int]:
    return list(struct.unpack(f">{4 * len(texts)}Q", b"".join(map(sha256, texts)))[::4])


def flat(entries: list[Any]) -> list[str]:
    return (
        entries if TEXT(entries) else [name for entry in entries for name in ([entry] if type(entry) is str else entry)]
    )


def ranks(ranking: list[Any]) -> dict[str, int]:
    if TEXT(ranking):
        return {key: place for place, key in enumerate(ranking)}
    return {key: place for place, entry in enumerate(ranking) for key in flat([entry])}


def market_problems(market: Market) -> Findings:
    """What makes the meaning of a market unclear; with any of it nothing further is checked."""
    raw, mentors = market.raw, market.mentors
    if raw["format"] != "liangshi-market/1" or "|" in raw["school"] + raw.get("seed", ""):
        yield finding("market", raw["format"], raw["school"])
    named = [*market.children, *market.ids, *(line["track"] for line in raw["students"] if "track" in line)]
    yield from (finding("market", name, "id") for name in named if not name or "|" in name)
    for names in (market.keys, market.ids):
        if len(set(names)) < len(names):
            yield from (finding("market", name, "× 2") for name, times in Counter(names).items() if times > 1)
    yield from line_problems(market)
    for row in raw.get("rows", ()):
        if len(set(row)) != len(row) or not set(row) <= market.mentor_at.keys():
            yield finding("market", "rows", ", ".join(row))
    for key, name in raw.get("kept", ()):
        if key not in market.line_at or name not in market.mentor_at:
            yield finding("market", key, name)
    for mentor in mentors:
        yield from mentor_problems(mentor, raw.get("groups", {}), market)
    yield from policy_problems(market)


def line_problems(market: Market) -> Findings:
    names, mentors = market.children, market.mentor_at.keys()
    times = Counter(names) if len(set(names)) < len(names) else {}
    yield from (finding("market", name, "track") for name in market.keys if times.get(name, 0) > 1)
    longest = market.policy.get("longest_list", 0) or 10**9
    sizes = zip(map(len, market.strict), map(len, map(set, market.strict)))  # noqa: B905 - Python 3.9
    yield from (
        finding("market", names[i], "wishes") for i, (all_, own) in enumerate(sizes) if own != all_ or all_ > longest
    )
    categories, rows = len(market.categories), max(1, len(market.raw.get("rows", ())))
    places = zip(market.of_category, market.of_row)  # noqa: B905 - Python 3.9
    yield from (
        finding("market", names[i], "cat, row") for i, (c, r) in enumerate(places) if c >= categories or r >= rows
    )
    told: list[tuple[int, Iterable[str]]] = [*market.plus.items(), *market.minus.items(), *market.tier_at.items()]
    if NOWHERE in chain.from_iterable(market.strict):
        told += enumerate(market.wished)
    yield from (finding("market", names[i], name) for i, others in told for name in sorted(set(others) - mentors))


def mentor_problems(mentor: Json, groups: Json, market: Market) -> Findings:
    caps = mentor.get("caps", {})
    if mentor.get("minimum", 0) > mentor["quota"]:
        yield finding("market", mentor["id"], "minimum > quota")
    ranked = flat(mentor.get("ranking", []))
    if len(set(ranked)) != len(ranked) or not {*ranked, *mentor.get("declines", ())} <= market.line_at.keys():
        yield finding("market", mentor["id"], "ranking, declines")
    if len(mentor.get("declines", ())) > market.policy.get("most_declines", 10**9):
        yield finding("market", mentor["id"], "declines")
    yield from (finding("market", mentor["id"], name) for name in caps if name not in groups)
    if len(caps) > 1 and crossing([market.sets[name] for name in caps if name in groups]):
        yield finding("market", mentor["id"], "caps")


def crossing(sets: list[frozenset[int]]) -> bool:
    return any(
        one & other and not (one <= other or one >= other) for place, one in enumerate(sets) for other in sets[:place]
    )


def policy_problems(market: Market) -> Findings:
    if "" in market.raw.get("groups", {}):
        yield finding("market", "groups", "''")
    terms = market.policy.get("fit", [])
    for term in terms:
        if term["kind"] not in ("overlap", "balance") or (term["kind"] == "balance") != ("attribute" in term):
            yield finding("market", "fit", term["code"])
    codes = {term["code"] for term in terms}
    weights = [(term["weight"], term.get("most", 1)) for term in terms]
    if len(codes - {""}) != len(terms) or sum(w * m for w, m in weights) > 1000 or any(m < 1 for _, m in weights):
        yield finding("market", "fit", "weights")


def kept_problems(market: Market) -> Findings:
    """Kept pairs and tracks, after the groups are known."""
    for i, j in sorted(set(market.kept)):
        if j not in market.eligible[i]:
            yield finding("market", market.keys[i], market.ids[j])
    if len(set(market.kept)) != len(market.kept):
        yield finding("market", "kept", "× 2")
    if any(len(mine) > market.need[i] for i, mine in market.kept_of.items()):
        yield finding("market", "kept", "need")
    if any(count > market.cap[g] for g, count in enumerate(market.load(market.kept))):
        yield finding("market", "kept", "caps")
    taken: dict[str, frozenset[int]] = {}
    for i, child in enumerate(market.children):
        if market.keys[i] != child:
            if taken.get(child, frozenset()) & market.eligible[i]:
                yield finding("market", child, "tracks_overlap")
            taken[child] = taken.get(child, frozenset()) | market.eligible[i]


# ---------------------------------------------------------------------- 4. digest (section 2)


def digest_findings(raw: Json, certificate: Json) -> Findings:
    """The certificate belongs to exactly this market."""
    body = {name: value for name, value in raw.items() if name not in ("seed", "commit")}
    body["students"] = sorted(raw["students"], key=key_of)
    body["mentors"] = sorted(raw["mentors"], key=lambda mentor: str(mentor["id"]))
    if "kept" in raw:
        body["kept"] = sorted(raw["kept"])
    # No circle can be in it: its shape was checked.
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False)
    if not text.isascii() and (not unicodedata.is_normalized("NFC", text) or HALF_CHARACTER.search(text)):
        yield finding("text")
    commit = sha256(text).hex()
    if commit != certificate["commit"] or raw.get("commit", commit) != commit:
        yield finding("commit")


def seed_findings(certificate: Json) -> Findings:
    if sha256(certificate["commit"] + "|" + certificate["seed"]).hex() != certificate["market_digest"]:
        yield finding("digest")


HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def sha256(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


# ---------------------------------------------------------------------- 5. the wish round (section 3)


class WishRound:
    """Children offer down their lists; each mentor keeps the best that fit. Who is dropped is told to the caller."""

    def __init__(self, market: Market, promoted: frozenset[int]) -> None:
        self.market, self.promoted = market, promoted
        base = market.load(market.kept)
        self.room = [cap - base[g] for g, cap in enumerate(market.cap)]
        self.chosen: list[list[int]] = [[] for _ in market.ids]  # priorities; each tells its line, see 'line_of'
        self.next = [0] * len(market.keys)
        last = {tier: (tier * 10**7 + 10**7 - 1) * 2 * len(market.keys) for tier in set(market.tier)}
        self.unranked = [
            last[tier] + turn if i in promoted else last[tier] + turn + len(market.keys)
            for i, (tier, turn) in enumerate(zip(market.tier, market.turn))  # noqa: B905 - Python 3.9
        ]  # the priority of a line with every mentor who has not ranked it

    def copy(self) -> WishRound:
        twin = WishRound.__new__(WishRound)
        twin.market, twin.promoted = self.market, self.promoted
        twin.room, twin.next, twin.unranked = self.room[:], self.next[:], self.unranked
        twin.chosen = [some[:] for some in self.chosen]
        return twin

    def priority(self, i: int, j: int) -> int:
        """Section 3.2 as one number, smaller wins."""
        if i not in self.market.ranked:
            return self.unranked[i]
        tier, rank = self.market.standing(i, j)
        place = tier * 10**7 + (10**7 - 1 if rank is None else rank)
        return (place * 2 + (i not in self.promoted)) * len(self.next) + self.market.turn[i]

    def line_of(self, priority: int) -> int:
        return self.market.drawn[priority % len(self.next)]

    def ask(self, i: int) -> Pair | None:
        """The line asks its next wish, if any is left; returns who is refused, if anybody is."""
        market, room, at = self.market, self.room, self.next[i]
        wishes = market.asks[i]
        if at >= len(wishes):
            return None
        j = wishes[at]
        self.next[i] = at + 1
        insort(self.chosen[j], self.priority(i, j) if i in market.ranked else self.unranked[i])
        full = None
        for g in market.paths[j][market.category[i]]:
            room[g] = left = room[g] - 1
            if left < 0 and full is None:
                full = g
        return None if full is None else self.relieve(j, full)

    def relieve(self, j: int, full: int) -> Pair | None:
        """Drop the worst child of the innermost group that is now too full."""
        paths, category, chosen, room = self.market.paths[j], self.market.category, self.chosen[j], self.room
        drawn, lines = self.market.drawn, len(self.next)
        for place in range(len(chosen) - 1, -1, -1):
            i = drawn[chosen[place] % lines]
            path = paths[category[i]]
            if full in path:
                del chosen[place]
                for g in path:
                    room[g] += 1
                return i, j
        return None

    def hold(self, j: int, name: str) -> Pair | None:
        counted = self.market.counted(j, name)
        for g in counted:
            self.room[g] -= 1
        full = next((g for g in counted if self.room[g] < 0), None)
        return None if full is None else self.relieve(j, full)

    def run(self, waiting: list[int]) -> None:
        while waiting:
            refused = self.ask(waiting.pop())
            if refused is not None:
                waiting.append(refused[0])

    def run_held(self, held: Iterable[tuple[int, str]]) -> None:
        """Hold further places in a finished round and let it settle again."""
        refused = [self.hold(j, name) for j, name in held]
        self.run([pair[0] for pair in refused if pair is not None])

    def pairs(self) -> list[Pair]:
        return [(self.line_of(one), j) for j, some in enumerate(self.chosen) for one in some]


def open_needs(market: Market) -> list[int]:
    return [i for i, need in enumerate(market.need) for _ in range(need - len(market.kept_of.get(i, ())))]


def deferred_acceptance(market: Market, held: list[tuple[int, str]], promoted: frozenset[int]) -> WishRound:
    one = WishRound(market, promoted)
    for j, name in held:
        one.hold(j, name)
    one.run(open_needs(market))
    return one


def settle(market: Market, held: list[tuple[int, str]]) -> WishRound:
    """Deferred acceptance with the promoted set of section 3.3."""
    promoted: frozenset[int] = frozenset()
    shortest = market.policy.get("promotion", 0)
    asking = frozenset(open_needs(market)) if shortest else frozenset()
    while True:
        one = deferred_acceptance(market, held, promoted)
        served = {i for i, _ in one.pairs()}
        more = promoted | {i for i in asking if i not in served and len(market.asks[i]) >= shortest}
        if more == promoted:
            return one
        promoted = more


# ---------------------------------------------------------------------- 6. who can be placed (max-flow)


class Filling:
    """Adds pairs to fixed ones, line by line along augmenting paths, until no line can get another."""

    def __init__(self, market: Market, fixed: list[Pair], whole: list[int]) -> None:
        self.market = market
        self.fixed = set(fixed)
        load = market.load(fixed)
        self.room = [market.cap[g] - load[g] for g in range(len(load))]
        for j, most in enumerate(whole):
            self.room[market.group_at[j, ""]] = most
        self.added: list[set[int]] = [set() for _ in market.ids]
        self.dead: set[int] = set()
        self.dead_at: dict[int, set[int]] = defaultdict(set)

    def add(self, start: int) -> bool:
        """One more mentor for this line, perhaps by moving others. What a failed search saw stays closed."""
        came: dict[int, Pair | None] = {start: None}
        ahead: dict[tuple[frozenset[int], int], set[int]] = {}
        queue = [start]
        for i in queue:
            if i in self.dead:
                continue
            c, eligible = self.market.category[i], self.market.eligible[i]
            if (eligible, c) not in ahead:
                ahead[eligible, c] = set(eligible) - self.dead_at[c]
            unseen = ahead[eligible, c]
            for j in [j for j in unseen if i not in self.added[j] and (i, j) not in self.fixed]:
                unseen.remove(j)
                full = next((g for g in self.market.paths[j][c] if self.room[g] <= 0), None)
                if full is None:
                    self.shift(i, j, came)
                    return True
                for other in self.added[j]:
                    if other not in came and full in self.market.paths[j][self.market.category[other]]:
                        came[other] = (i, j)
                        queue.append(other)
        self.dead.update(queue)
        for (eligible, c), unseen in ahead.items():
            self.dead_at[c] |= eligible - unseen
        return False

    def shift(self, i: int, j: int, came: dict[int, Pair | None]) -> None:
        while True:
            self.count(i, j, -1)
            self.added[j].add(i)
            before = came[i]
            if before is None:
                return
            self.added[before[1]].remove(i)
            self.count(i, before[1], 1)
            i, j = before

    def count(self, i: int, j: int, change: int) -> None:
        for g in self.market.paths[j][self.market.category[i]]:
            self.room[g] += change


def fill(market: Market, fixed: list[Pair], whole: list[int], first: Iterable[int], most: int) -> tuple[int, set[int]]:
    """How many needs stay open, and all children that compete for the places they lack; stops at ``most`` + 1."""
    got = Counter(i for i, _ in fixed)
    filling = Filling(market, fixed, whole)
    missing = 0
    for i in dict.fromkeys([*first, *range(len(market.keys))]):
        for _ in range(market.need[i] - got[i]):
            missing += not filling.add(i)
            if missing > most:
                return missing, filling.dead
    return missing, filling.dead


def least_shortfall(market: Market, fixed: list[Pair]) -> int:
    """Least total shortfall of any largest completion: filling minimums first never costs a place elsewhere."""
    load = market.load(fixed)
    wanted = [max(0, least - load[market.group_at[j, ""]]) for j, least in enumerate(market.minimum)]
    still_open: int = sum(market.need) - len(fixed)
    missing, _ = fill(market, fixed, wanted, (), still_open)
    return sum(wanted) - still_open + missing


class Goal:
    """What holding places is for: nobody left out who could be placed and, if so ruled, least shortfall."""

    def __init__(self, market: Market, unplaced: int) -> None:
        self.market, self.unplaced = market, unplaced
        self.competing: set[int] = set()
        self.minimum_first = market.policy.get("minimum_first", False)
        self.shortfall = least_shortfall(market, market.kept) if self.minimum_first else 0

    def reached(self, wish: list[Pair]) -> bool:
        fixed = self.market.kept + wish
        load = self.market.load(fixed)
        whole = [mentor["quota"] - load[self.market.group_at[j, ""]] for j, mentor in enumerate(self.market.mentors)]
        missing, competing = fill(self.market, fixed, whole, self.competing, self.unplaced)
        if missing > self.unplaced:
            self.competing = competing  # likely to fail soonest next time
            return False
        return not self.minimum_first or least_shortfall(self.market, fixed) == self.shortfall


# ---------------------------------------------------------------------- 7. the certificate, promise by promise


class Claim:
    """The certificate by position."""

    def __init__(self, market: Market, certificate: Json) -> None:
        lines, mentors = market.line_at, market.mentor_at

        def pairs(field: str) -> list[Pair]:
            return [(lines[one[0]], mentors[one[1]]) for one in certificate[field]]

        self.certificate = certificate
        self.kept, self.wish, self.placed = pairs("kept"), pairs("wish"), pairs("placed")
        self.rejections = pairs("rejections")
        self.promoted = frozenset(market.line_at[key] for key in certificate["promoted"])
        self.held = [
            (market.mentor_at[name], group) for name, group, places in certificate["held"] for _ in range(places)
        ]
        self.held_load = [0] * len(market.cap)
        for j, name in self.held:
            for g in market.counted(j, name):
                self.held_load[g] += 1
        self.result = self.kept + self.wish + self.placed
        self.got = Counter([i for i, _ in self.result])
        self.load = market.load(self.result)
        self.order = WishRound(market, self.promoted)


SORTED_PAIRS = ("kept", "wish", "placed")
SORTED_ONES = ("unplaced", "shortfall")


def order_findings(certificate: Json) -> Findings:
    """Lists are sorted and name nothing twice."""
    lists: list[tuple[str, Any]]
    lists = [(name, [one[:2] for one in certificate[name]]) for name in (*SORTED_PAIRS, "held") if name in certificate]
    lists += [(name, [one[:1] for one in certificate[name]]) for name in SORTED_ONES if name in certificate]
    if "promoted" in certificate:
        lists.append(("promoted", [[key] for key in certificate["promoted"]]))
    if "prices" in certificate:
        prices = certificate["prices"]
        lists += [("prices", [one[:-1] for one in prices[name]]) for name in ("students", "groups", "minimum")]
    for hall in certificate.get("shortage", ()):
        lists += [("shortage", [[key] for key in hall["students"]]), ("shortage", hall["walls"])]
    yield from (finding("sorted", name) for name, entries in lists if any(map(ge, entries, entries[1:])))
    if len({tuple(one) for one in certificate.get("rejections", ())}) != len(certificate.get("rejections", ())):
        yield finding("sorted", "rejections")


def name_findings(market: Market, certificate: Json) -> Findings:
    """Everybody named is in the market."""
    prices = certificate["prices"]
    fields = {
        name: [one[0] for one in certificate[name]] for name in ("kept", "wish", "placed", "rejections", "unplaced")
    }
    fields["promoted"] = certificate["promoted"]
    fields["prices"] = [one[0] for one in prices["students"]]
    fields["shortage"] = [key for hall in certificate["shortage"] for key in hall["students"]]
    for name, keys in fields.items():
        yield from (finding("unknown", name, key) for key in sorted(set(keys) - market.line_at.keys()))
    for name in ("kept", "wish", "placed", "rejections"):
        others = {one[1] for one in certificate[name]} - market.mentor_at.keys()
        yield from (finding("unknown", name, other) for other in sorted(others))
    places = {(one[0], one[1]) for one in (*certificate["held"], *prices["groups"])}
    places |= {(one[0], one[1]) for hall in certificate["shortage"] for one in hall["walls"]}
    places |= {(one[0], "") for one in (*prices["minimum"], *certificate["shortfall"])}
    for name, group in sorted(places):
        if name not in market.mentor_at or (market.mentor_at[name], group) not in market.group_at:
            yield finding("unknown", "mentors, groups", name + " " + group)


def allowed_findings(market: Market, claim: Claim) -> Findings:
    """Nobody twice, only eligible pairs, no more than needed, no group over its cap."""
    for (i, j), times in Counter(claim.result).items():
        if times > 1:
            yield finding("twice", market.keys[i], market.ids[j])
        if j not in market.eligible[i]:
            yield finding("ineligible", market.keys[i], market.ids[j])
    yield from (finding("need", market.keys[i]) for i, times in claim.got.items() if times > market.need[i])
    for g, load in enumerate(claim.load):
        if load > market.cap[g]:
            j, name = market.names[g]
            yield finding("cap", market.ids[j], name)


def wish_findings(market: Market, claim: Claim) -> Findings:
    """6.1: the log of rejections, replayed, proves the wish result stable and best for the children."""
    for at, (i, j) in enumerate(claim.wish):
        if j not in market.strict[i]:
            yield finding("unlisted", market.keys[i], market.ids[j])
        elif claim.certificate["wish"][at][2] != market.strict[i].index(j) + 1:
            yield finding("number", market.keys[i], market.ids[j])
    yield from replay_findings(market, claim)


def replay_findings(market: Market, claim: Claim) -> Findings:
    """An entry is valid if the mentor's choice among all who offer to him at that moment leaves the child out."""
    one = claim.order.copy()
    for j, name in claim.held:
        one.hold(j, name)
    refused = set(map(one.ask, open_needs(market)))
    for i, j in claim.rejections:
        if (i, j) not in refused:
            asked = j in market.asks[i][: one.next[i]]
            yield finding("had_room" if asked else "not_offered", market.keys[i], market.ids[j])
            return
        refused.remove((i, j))
        refused.add(one.ask(i))
    over = sorted(pair for pair in refused if pair is not None)
    yield from (finding("over", market.keys[i], market.ids[j]) for i, j in over)
    for i, j in sorted(set(claim.wish) ^ set(one.pairs())):
        yield finding("wish_result", market.keys[i], market.ids[j])


def promoted_findings(market: Market, claim: Claim) -> Findings:
    """3.3: exactly those children go first among equals whom the rule names."""
    expected = settle(market, claim.held).promoted if market.policy.get("promotion", 0) else frozenset()
    if expected != claim.promoted:
        yield finding("promoted")


def cutoff_findings(market: Market, claim: Claim) -> Findings:
    """6.2: a line for each full group that refused somebody, and no other."""
    expected, said = expected_cutoffs(market, claim), claim.certificate["cutoffs"]
    yield from (finding("cutoff", mentor, "") for mentor in sorted(expected.keys() ^ said.keys()))
    for mentor in sorted(expected.keys() & said.keys()):
        mine, theirs = expected[mentor], said[mentor]
        for name in sorted(mine.keys() | theirs.keys()):
            if name not in mine or name not in theirs or mine[name] != theirs[name]:
                yield finding("cutoff", mentor, name)


def expected_cutoffs(market: Market, claim: Claim) -> dict[str, Json]:
    load, paths, category = market.load(claim.kept + claim.wish), market.paths, market.category
    full = [load[g] + claim.held_load[g] >= cap for g, cap in enumerate(market.cap)]
    refusing = {g for i, j in claim.rejections for g in paths[j][category[i]] if full[g]}
    worst: dict[int, int] = {}
    order = claim.order
    for i, j in claim.wish:
        for g in paths[j][category[i]]:
            if g in refusing:
                worst[g] = max(worst.get(g, 0), order.priority(i, j))
    expected: dict[str, Json] = defaultdict(dict)
    for g in refusing:
        j, name = market.names[g]
        expected[market.ids[j]][name] = cutoff_line(market, claim, j, order.line_of(worst[g])) if g in worst else None
    return expected


def cutoff_line(market: Market, claim: Claim, j: int, i: int) -> list[Any]:
    tier, rank = market.standing(i, j)
    return [tier, rank, int(i in claim.promoted), format(market.lottery[i], "016x")]


def held_findings(market: Market, claim: Claim) -> Findings:
    """3 of section 4: places are held only if, without any single one of them, the goal is missed."""
    load = market.load(claim.kept)
    for g, held in enumerate(claim.held_load):
        if held and load[g] + held > market.cap[g]:
            yield finding("held_room", market.ids[market.names[g][0]], market.names[g][1])
            return
    goal = Goal(market, sum(market.need) - len(claim.result))
    if goal.minimum_first and sum(one[1] for one in claim.certificate["shortfall"]) != goal.shortfall:
        yield finding("least")
    if claim.held:
        yield from spare_findings(market, claim, goal)


def spare_findings(market: Market, claim: Claim, goal: Goal) -> Findings:
    free = settle(market, [])
    if goal.reached(free.pairs()):
        yield finding("held_none")
    for one in sorted(set(claim.held)):
        others = list(claim.held)
        others.remove(one)
        if market.policy.get("promotion", 0):
            released = settle(market, others)
        else:
            released = free.copy()
            released.run_held(others)
        if goal.reached(released.pairs()):
            yield finding("held_spare", market.ids[one[0]], one[1])


def coverage_findings(market: Market, claim: Claim) -> Findings:
    """6.3: who is left out, and for each of them a set of children with too few places open to it."""
    certificate = claim.certificate
    left: list[list[Any]] = [[key, market.need[i] - claim.got[i]] for key, i in sorted(market.line_at.items())]
    if certificate["unplaced"] != [one for one in left if one[1] > 0]:
        yield finding("unplaced")
    full = [claim.load[market.group_at[j, ""]] for j in range(len(market.ids))]
    short: list[list[Any]] = [[name, market.minimum[j] - full[j]] for name, j in sorted(market.mentor_at.items())]
    if certificate["shortfall"] != [one for one in short if one[1] > 0]:
        yield finding("shortfall")
    named: set[str] = set()
    for number, hall in enumerate(certificate["shortage"], 1):
        yield from (finding("wall", number, why) for why in hall_problems(market, claim, hall, named))
        named |= set(hall["students"])
    total = sum(market.need) - len(claim.result)
    if sum(hall["short"] for hall in certificate["shortage"]) != total:
        yield finding("full")


def hall_problems(market: Market, claim: Claim, hall: Json, named: set[str]) -> Iterator[str]:
    inside = [market.line_at[key] for key in hall["students"]]
    walls = [market.group_at[market.mentor_at[name], group] for name, group in hall["walls"]]
    wall_set, inside_set = set(walls), set(inside)
    if named & set(hall["students"]):
        yield "students"
    if any(crowded_walls(market, j, wall_set) for j in {market.names[g][0] for g in walls}):
        yield "walls"
    alone = 0
    for i in inside:
        c = market.category[i]
        alone += sum(wall_set.isdisjoint(market.paths[j][c]) for j in market.eligible[i])
    places = sum(market.cap[g] for g in walls)
    for i, j in claim.kept:
        if i not in inside_set:
            places -= len(wall_set.intersection(market.paths[j][market.category[i]]))
    need = sum(market.need[i] for i in inside)
    counted = {"alone": alone, "places": places, "need": need, "short": need - places - alone}
    yield from (name for name, value in counted.items() if hall[name] != value)
    if hall["short"] < 1:
        yield "short"


def crowded_walls(market: Market, j: int, walls: set[int]) -> bool:
    """Some child would stand before two walls of the same mentor."""
    sets = [market.sets[market.names[g][1]] for g in market.paths[j].groups if g in walls]
    return sum(map(len, sets)) > len(frozenset().union(*sets))


# ---------------------------------------------------------------------- 8. placement (sections 4, 5, 6.4)


Node = Any  # a line, a group, or everybody


class Placing:
    """Costs and prices of the placement."""

    def __init__(self, market: Market, claim: Claim) -> None:
        self.market, self.claim = market, claim
        fixed = claim.kept + claim.wish
        got = Counter(i for i, _ in fixed)
        self.taken = set(fixed)
        self.open = {i: need - got[i] for i, need in enumerate(market.need) if need > got[i]}
        self.placed = set(claim.placed)
        self.places: dict[int, list[int]] = defaultdict(list)
        for i, j in claim.placed:
            self.places[i].append(j)
        self.spread = [(term, Counter((j, self.value(i, term)) for i, j in fixed)) for term in market.balance]
        self.balances: dict[tuple[str, ...], list[int]] = {}
        self.sigma = (sum(self.open.values()) + 1) * 1001 << 24
        self.most = self.sigma * (sum(market.minimum) + 1)
        prices = claim.certificate["prices"]
        at = market.mentor_at
        self.alpha = {market.line_at[key]: price for key, price in prices["students"]}
        self.beta = {market.group_at[at[name], group]: price for name, group, price in prices["groups"]}
        self.gamma = {at[name]: price for name, price in prices["minimum"]}
        self.base = [
            (1000 << 24) - self.gamma.get(j, 0) + self.beta.get(market.group_at[j, ""], 0)
            for j in range(len(market.ids))
        ]
        self.told_fit = {pair: claim.certificate["placed"][at][2] for at, pair in enumerate(claim.placed)}
        self.full = [claim.load[market.group_at[j, ""]] for j in range(len(market.ids))]

    def value(self, i: int, term: Json) -> str:
        category: dict[str, str] = self.market.categories[self.market.of_category[i]]
        return category.get(term["attribute"], "")

    def fits(self, i: int) -> list[int]:
        """The fit of a line with each mentor."""
        values = tuple(self.value(i, term) for term, _ in self.spread)
        if values not in self.balances:
            self.balances[values] = [
                sum(
                    term["weight"] * max(0, term.get("most", 1) - same[j, values[at]])
                    for at, (term, same) in enumerate(self.spread)
                )
                for j in range(len(self.full))
            ]
        fits = self.balances[values][:]
        for given in self.market.overlaps(i):
            for j, points in given.items():
                fits[j] += points
        return fits

    def left(self, i: int) -> int:
        return self.market.need[i] - self.claim.got[i]

    def findings(self) -> Findings:
        yield from self.price_findings()
        if self.alpha.keys() != self.open.keys():
            yield finding("price", "students", "")
            return
        self.tight: set[Pair] = set()
        for i in self.open:
            yield from self.line_findings(i)

    def price_findings(self) -> Findings:
        """Each price may only stand where its limit is reached."""
        for g, beta in self.beta.items():
            if beta <= 0 or self.claim.load[g] != self.market.cap[g]:
                yield finding("price", self.market.ids[self.market.names[g][0]], self.market.names[g][1])
        for j, name in enumerate(self.market.ids):
            gamma, short = self.gamma.get(j, 0), self.market.minimum[j] - self.full[j]
            listed_badly = j in self.gamma and not (0 < gamma <= self.sigma and short >= 0)
            if listed_badly or (short > 0 and gamma != self.sigma):
                yield finding("price", name, "minimum")
        for i, alpha in self.alpha.items():
            if alpha > self.most or (self.left(i) > 0 and alpha != self.most):
                yield finding("price", self.market.keys[i], "")

    def line_findings(self, i: int) -> Findings:
        """No free place is cheaper than what the line got, no place it got is dearer than its price."""
        market, fits, base, alpha = self.market, self.fits(i), self.base, self.alpha[i]
        mine = self.places[i]
        yield from (finding("fit", market.keys[i], market.ids[j]) for j in mine if self.told_fit[i, j] != fits[j])
        draw, draws = market.lottery[i], market.mentor_draw
        near = [j for j in market.eligible[i] if base[j] - (fits[j] << 24) <= alpha]
        for j in {*near, *mine}:
            tie = ((draw ^ draws[j]) * MIX & MASK) >> 40
            reduced = base[j] - (fits[j] << 24) + tie - alpha
            if (reduced > 0 and j not in mine) or (i, j) in self.taken:
                continue  # prices of inner groups, never below zero, could only make it dearer
            if self.beta:
                for g in market.paths[j][market.category[i]][:-1]:
                    reduced += self.beta.get(g, 0)
            if reduced == 0:
                self.tight.add((i, j))
            elif (reduced < 0) != (j in mine):
                yield finding("price", market.keys[i], market.ids[j])

    def unique_findings(self) -> Findings:
        if self.claim.certificate["unique"] == has_cycle(self.moves()):
            yield finding("unique")

    def moves(self) -> Iterator[tuple[Node, Node]]:
        """Changes of ``P`` that cost nothing: an arc for each count that may grow, a reverse arc if it may shrink."""
        market = self.market
        added = market.load(self.claim.placed)
        for i, j in self.tight:
            line, leaf = ("line", i), market.paths[j][market.category[i]][0]
            yield (leaf, line) if (i, j) in self.placed else (line, leaf)
        for i in self.open:
            if self.alpha[i] == self.most:
                if self.left(i) > 0:
                    yield "all", ("line", i)
                if self.open[i] > self.left(i):
                    yield ("line", i), "all"
        for j, paths in enumerate(market.paths):
            for place, g in enumerate(paths.groups[:-1]):
                outer = next(o for o in paths.groups[place + 1 :] if self.contains(o, g))
                yield from self.bend(g, outer, more=self.claim.load[g] < market.cap[g], less=added[g] > 0)
            yield from self.mentor_moves(j, paths.groups[-1], added)

    def contains(self, outer: int, inner: int) -> bool:
        sets, names = self.market.sets, self.market.names
        return names[outer][1] == "" or sets[names[outer][1]] >= sets[names[inner][1]]

    def mentor_moves(self, j: int, g: int, added: list[int]) -> Iterator[tuple[Node, Node]]:
        gamma, over = self.gamma.get(j, 0), self.full[j] - self.market.minimum[j]
        more, less = self.full[j] < self.market.cap[g], added[g] > 0
        if gamma > 0:
            more = more and gamma == self.sigma and over < 0
            less = less and gamma == self.sigma
        else:
            less = less and over > 0
        yield from self.bend(g, "all", more=more, less=less)

    def bend(self, g: int, outer: Node, *, more: bool, less: bool) -> Iterator[tuple[Node, Node]]:
        if self.beta.get(g, 0) == 0:
            if more:
                yield g, outer
            if less:
                yield outer, g


def has_cycle(moves: Iterable[tuple[Node, Node]]) -> bool:
    """A round trip other than there and back: two-way arcs, which form no circle, are merged; then any cycle counts."""
    arcs = set(moves)
    root: dict[Node, Node] = {}
    for start, end in arcs:
        if (end, start) in arcs and str(start) < str(end):
            root[top(root, start)] = top(root, end)
    return has_one_way_cycle([(top(root, a), top(root, b)) for a, b in arcs if (b, a) not in arcs])


def top(root: dict[Node, Node], node: Node) -> Node:
    while node in root:
        root[node] = root.get(root[node], root[node])
        node = root[node]
    return node


def has_one_way_cycle(arcs: list[tuple[Node, Node]]) -> bool:
    ahead: dict[Node, list[Node]] = defaultdict(list)
    behind: Counter[Node] = Counter(end for _, end in arcs)
    for start, end in arcs:
        ahead[start].append(end)
    ready = [node for node in ahead if not behind[node]]
    for node in ready:
        for end in ahead.get(node, ()):
            behind[end] -= 1
            if not behind[end]:
                ready.append(end)
    return any(behind.values())


# ---------------------------------------------------------------------- 9. totals, and a certificate alone


def total_findings(certificate: Json) -> Findings:
    """Sums of the lists, as far as the lists are there."""
    totals = certificate["totals"]
    for name in ("kept", "wish", "placed"):
        if name in certificate and totals[name] != len(certificate[name]):
            yield finding("totals", name)
    for name in ("unplaced", "held", "shortfall", "fit"):
        entries = certificate.get("placed" if name == "fit" else name)
        if entries is not None and totals[name] != sum(entry[-1] for entry in entries):
            yield finding("totals", name)
    if totals["full"] != totals["kept"] + totals["wish"] + totals["placed"]:
        yield finding("totals", "full")
    if totals["need"] != totals["full"] + totals["unplaced"]:
        yield finding("totals", "need")


def alone_findings(certificate: Json) -> Findings:
    """What contradicts itself without any market at hand."""
    if {"commit", "seed", "market_digest"} <= certificate.keys():
        yield from seed_findings(certificate)
    if "totals" in certificate:
        yield from total_findings(certificate)
    for together in (SORTED_PAIRS, ("kept", "wish", "rejections")):
        pairs = Counter((one[0], one[1]) for name in together for one in certificate.get(name, ()))
        yield from (finding("contradiction", *pair) for pair, times in pairs.items() if times > 1)


def verify_alone(certificate: Any) -> Verdict:
    """The partial check of a published certificate, whose fields may be left out one by one."""
    found = list(misshapen(certificate, {name + "?": shape for name, shape in CERTIFICATE.items()}, "certificate"))
    if not found:
        found = [*fixed_findings(certificate), *order_findings(certificate), *alone_findings(certificate)]
    absent = [name for name in CERTIFICATE if type(certificate) is dict and name not in certificate]
    unchecked = [finding("no_market")]
    if absent:
        unchecked.append(finding("fields", ", ".join(absent)))
    return Verdict(tuple(found), tuple(unchecked))


def fixed_findings(certificate: Json) -> Findings:
    yield from (finding("copied", name) for name, said in FIXED.items() if certificate.get(name, said) != said)


def copied_findings(raw: Json, certificate: Json) -> Findings:
    expected = {"school": raw["school"], "seed": raw.get("seed", ""), "kept": sorted(raw.get("kept", []))}
    yield from (finding("copied", name) for name, said in expected.items() if certificate[name] != said)


# ---------------------------------------------------------------------- 10. all together


def verify(raw: Any, certificate: Any) -> Verdict:
    """The complete check. Later checks rest on earlier ones, so it stops after the first stage that fails."""
    unchecked = (finding("draw"), finding("commitment"))
    for stage in stages(raw, certificate):
        found = tuple(stage)
        if found:
            return Verdict(found, (*unchecked, finding("later")))
    return Verdict((), (*unchecked, finding("choice")) if certificate["held"] else unchecked)


def stages(raw: Any, certificate: Any) -> Iterator[list[Finding]]:
    yield [*misshapen(raw, MARKET, "market"), *misshapen(certificate, CERTIFICATE, "certificate")]
    market = Market(raw)
    yield list(market_problems(market))
    market.read()
    yield list(kept_problems(market))
    yield [
        *fixed_findings(certificate), *copied_findings(raw, certificate),
        *digest_findings(raw, certificate), *seed_findings(certificate),
        *order_findings(certificate), *name_findings(market, certificate), *total_findings(certificate),
    ]  # fmt: skip
    claim = Claim(market, certificate)
    yield list(allowed_findings(market, claim))
    yield [
        *promoted_findings(market, claim), *wish_findings(market, claim), *cutoff_findings(market, claim),
        *coverage_findings(market, claim),
    ]  # fmt: skip
    yield list(held_findings(market, claim)) if claim.held or market.policy.get("minimum_first", False) else []
    placing = Placing(market, claim)
    yield list(placing.findings())
    yield list(placing.unique_findings())


def verify_file(paths: list[str]) -> Verdict:
    documents = [read(path) for path in paths]
    if len(documents) == 2:
        return verify(documents[0], documents[1])
    only = documents[0]
    if type(only) is dict and only.keys() == {"market", "certificate"}:
        return verify(only["market"], only["certificate"])
    return verify_alone(only)


def read(path: str) -> Any:
    with sys.stdin.buffer if path == "-" else open(path, "rb") as file:
        return json.loads(file.read(), object_pairs_hook=once)


def once(pairs: list[tuple[str, Any]]) -> Json:
    """A JSON object; the same name twice would mean different things to different readers."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def main(arguments: list[str]) -> int:
    if len(arguments) not in (1, 2):
        sys.stderr.write(__doc__ or "")
        return 2
    try:
        verdict = verify_file(arguments)
    except (OSError, ValueError, RecursionError) as problem:
        sys.stderr.write(f"无法读取 / cannot read: {problem}\n")
        return 2
    report(verdict)
    return 0 if verdict.ok else 1


def report(verdict: Verdict) -> None:
    lines = []
    for mark, some in (("✗", verdict.findings), ("—", verdict.unchecked)):
        lines += [f"{mark} {one.zh}\n  {one.en}" for one in some]
    lines.append(summary(verdict))
    sys.stdout.buffer.write(("\n".join(lines) + "\n").encode("utf-8", "backslashreplace"))


def summary(verdict: Verdict) -> str:
    if not verdict.ok:
        return "✗ 核对不通过 / check failed"
    if any(one.code == "no_market" for one in verdict.unchecked):
        return "✓ 公布的部分未发现问题，其余未核对 / nothing wrong in what was published; the rest is unchecked"
    return "✓ 完整核对，未发现问题 / checked completely, nothing wrong found"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
