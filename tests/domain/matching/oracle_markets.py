"""Seeded random tiny markets in the format of ``docs/matching-format.md``: at most 5 lines and 3 mentors."""

from random import Random
from typing import Any

from tests.domain.matching.oracle import TinyMarket, completions

Raw = dict[str, Any]
CATEGORIES = [
    {"grade": "7", "gender": "f"},
    {"grade": "7", "gender": "m"},
    {"grade": "8", "gender": "f", "special": "yes"},
    {"grade": "8", "gender": "m"},
]
GROUPS = {
    "seven": {"grade": ["7"]},
    "girls": {"gender": ["f"]},
    "special": {"special": ["yes"]},
    "seven girls": {"grade": ["7"], "gender": ["f"]},
    "all": {},
    "also eight": {"grade": ["8"]},
}
TERMS = [
    {"code": "subject", "kind": "overlap", "student": "needs", "mentor": "teaches", "weight": 100, "most": 2},
    {"code": "hobby", "kind": "overlap", "student": "likes", "mentor": "likes", "weight": 7},
    {"code": "mix", "kind": "balance", "attribute": "gender", "weight": 30, "most": 3},
]


def market(seed: int) -> Raw:
    rng = Random(seed)
    raw: Raw = {"format": "liangshi-market/1", "school": "demo", "seed": str(rng.randrange(10**6))}
    raw["categories"] = CATEGORIES[: rng.randint(1, 4)]
    raw["groups"] = GROUPS
    ids = [f"T{number}" for number in range(rng.choice([1, 2, 2, 3, 3, 3]))]
    raw["rows"] = [[name for name in ids if rng.random() < 0.85] for _ in range(2)]
    raw["students"] = students(rng, raw, ids)
    keys = [key(line) for line in raw["students"]]
    raw["mentors"] = [mentor(rng, raw, name, keys) for name in ids]
    raw["policy"] = policy(rng)
    raw["kept"] = []
    if rng.random() < 0.3:
        keep(rng, raw, keys, ids)
    return raw


def key(line: Raw) -> str:
    return line["id"] + ("|" + line["track"] if "track" in line else "")


def students(rng: Random, raw: Raw, ids: list[str]) -> list[Raw]:
    names = [f"c{number}" for number in range(rng.choice([1, 2, 3, 3, 4, 4, 5]))]
    rng.shuffle(names)
    lines = [student(rng, raw, ids, name) for name in names]
    if rng.random() < 0.1 and len(ids) > 1 and len(names) > 1:
        two_tracks(rng, lines, ids)
    return lines


def two_tracks(rng: Random, lines: list[Raw], ids: list[str]) -> None:
    """Make one child of two lines, each with its own mentors."""
    cut = rng.randint(1, len(ids) - 1)
    lines[1]["id"] = lines[0]["id"]
    for line, track, others in ((lines[0], "study", ids[cut:]), (lines[1], "life", ids[:cut])):
        line["track"] = track
        line["minus"] = {**line.get("minus", {}), **dict.fromkeys(others, "other track")}


def student(rng: Random, raw: Raw, ids: list[str], name: str) -> Raw:
    line: Raw = {"id": name, "cat": rng.randrange(len(raw["categories"])), "row": rng.randrange(2)}
    line["wishes"] = ties(rng, rng.sample(ids, rng.randint(0, len(ids))))
    if rng.random() < 0.25:
        line["need"] = 2
    if rng.random() < 0.15:
        line["plus"] = [rng.choice(ids)]
    if rng.random() < 0.1:
        line["minus"] = {rng.choice(ids): "aunt"}
    if rng.random() < 0.25:
        line["tier"] = rng.choice([0, 3])
    if rng.random() < 0.1:
        line["tier_at"] = {rng.choice(ids): rng.choice([0, 5, 9])}
    if rng.random() < 0.5:
        line["profile"] = {"needs": rng.sample(["math", "art"], rng.randint(0, 2)), "likes": ["go"]}
    return line


def ties(rng: Random, names: list[str]) -> list[Any]:
    if len(names) >= 2 and rng.random() < 0.3:
        cut = rng.randint(0, len(names) - 2)
        return [*names[:cut], names[cut : cut + 2], *names[cut + 2 :]]
    return list(names)


def mentor(rng: Random, raw: Raw, name: str, keys: list[str]) -> Raw:
    quota = rng.choice([0, 1, 1, 1, 2, 2, 2, 3, 3, 4])
    line: Raw = {"id": name, "quota": quota, "minimum": rng.randint(0, min(quota, 2))}
    line["caps"] = caps(rng, raw)
    if rng.random() < 0.5:
        line["ranking"] = ties(rng, rng.sample(keys, rng.randint(0, len(keys))))
    if rng.random() < 0.1:
        line["declines"] = {rng.choice(keys): "full with another club"}
    if rng.random() < 0.5:
        line["profile"] = {"teaches": [rng.choice(["math", "art"])], "likes": rng.sample(["go", "tea"], 1)}
    return line


def caps(rng: Random, raw: Raw) -> dict[str, int]:
    """Sub-quotas that nest or keep apart, most of them tight."""
    chosen: dict[str, int] = {}
    sets: list[frozenset[int]] = []
    for name in rng.sample(list(GROUPS), rng.choice([0, 0, 0, 1, 2, 3])):
        cats = frozenset(
            place
            for place, category in enumerate(raw["categories"])
            if all(category.get(word, "") in values for word, values in GROUPS[name].items())
        )
        if all(cats & other in (frozenset(), cats, other) for other in sets):
            sets.append(cats)
            chosen[name] = rng.choice([0, 1, 1, 1, 2, 2, 3])
    return chosen


def policy(rng: Random) -> Raw:
    chosen: Raw = {"fit": rng.sample(TERMS, rng.randint(0, 3))}
    if rng.random() < 0.15:
        chosen["minimum_first"] = True
    if rng.random() < 0.2:
        chosen["promotion"] = rng.randint(1, 3)
    return chosen


def keep(rng: Random, raw: Raw, keys: list[str], ids: list[str]) -> None:
    """Keep one or two pairs that are allowed together."""
    tiny = TinyMarket(raw)
    allowed = completions(tiny, 0)
    some = tiny.listed(rng.choice(allowed))
    raw["kept"] = [[keys[s], ids[t]] for s, t in rng.sample(some, min(len(some), rng.randint(1, 2)))]
