"""Every single change of a JSON document: each value dropped, changed, doubled, moved, swapped."""

from collections.abc import Iterator
from copy import deepcopy
from itertools import combinations
from random import Random
from typing import Any

Path = tuple[Any, ...]
LISTS = ("kept", "wish", "placed", "unplaced", "shortfall", "held")
COUNTED = ("without", "cross", "unplaced", "shortfall", "keep", "wish", "place", "hold", "move")


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if path:
        yield path, value
    inner = enumerate(value) if isinstance(value, list) else ()
    for name, one in value.items() if isinstance(value, dict) else inner:
        yield from walk(one, (*path, name))


def at(document: Any, path: Path) -> Any:
    for name in path:
        document = document[name]
    return document


def changed(document: Any, path: Path, value: Any) -> Any:
    twin = deepcopy(document)
    at(twin, path[:-1])[path[-1]] = value
    return twin


def dropped(document: Any, path: Path) -> Any:
    twin = deepcopy(document)
    del at(twin, path[:-1])[path[-1]]
    return twin


def inserted(document: Any, path: Path, value: Any) -> Any:
    twin = deepcopy(document)
    at(twin, path).append(value)
    if path != ("rejections",):
        at(twin, path).sort(key=repr)
    return twin


def other_values(value: Any, names: list[str]) -> list[Any]:
    if isinstance(value, bool):
        return [not value, None, 1]
    if isinstance(value, int):
        return [value + 1, value - 1, 0, -value, value * 2 + 1, float(value), str(value), None, True]
    if isinstance(value, str):
        return [name for name in [*names, value + "0", "", 7, None] if name != value]
    if value is None:
        return [0, [9, None, 0, "0" * 16]]
    return [None, [], {}, 0]


def mutations(certificate: dict[str, Any], names: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each named change with the changed certificate."""
    for name, mutated in plain_mutations(certificate, names):
        yield name, mutated
        if mutated.keys() == certificate.keys() and name.split()[0] in COUNTED:
            yield f"{name}, totals repaired", with_totals(mutated)


def with_totals(certificate: dict[str, Any]) -> dict[str, Any]:
    """The sums a careful forger would write."""
    twin = deepcopy(certificate)
    totals = {name: len(twin[name]) for name in ("kept", "wish", "placed")}
    totals |= {name: sum(entry[-1] for entry in twin[name]) for name in ("unplaced", "held", "shortfall")}
    totals["fit"] = sum(entry[-1] for entry in twin["placed"])
    totals["full"] = totals["kept"] + totals["wish"] + totals["placed"]
    totals["need"] = totals["full"] + totals["unplaced"]
    twin["totals"] = totals
    return twin


def plain_mutations(certificate: dict[str, Any], names: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, value in list(walk(certificate)):
        word = "without" if len(path) == 2 and path[0] in LISTS else "drop"
        yield f"{word} {path}", dropped(certificate, path)
        for other in other_values(value, names):
            yield f"{path} = {other!r}", changed(certificate, path, other)
        if isinstance(value, list):
            yield from list_mutations(certificate, path, value)
    yield "one more field", {**certificate, "note": "trust me"}
    yield from insertions(certificate, names)
    yield from moves(certificate)


def list_mutations(certificate: dict[str, Any], path: Path, value: list[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for place, one in enumerate(value):
        yield f"double {path} {place}", changed(certificate, path, value[:place] + [one] + value[place:])
    for a, b in combinations(range(len(value)), 2):
        swapped = list(value)
        swapped[a], swapped[b] = value[b], value[a]
        yield f"swap {path} {a} {b}", changed(certificate, path, swapped)
        if all(isinstance(value[one], list) and len(value[one]) > 1 for one in (a, b)):
            crossed = deepcopy(value)
            crossed[a][1], crossed[b][1] = value[b][1], value[a][1]
            yield f"cross {path} {a} {b}", changed(certificate, path, sorted(crossed, key=repr))
    if len(value) > 2:
        yield f"shuffle {path}", changed(certificate, path, Random(len(value)).sample(value, len(value)))


def insertions(certificate: dict[str, Any], names: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for first in names:
        yield f"promote {first}", inserted(certificate, ("promoted",), first)
        for field in ("unplaced", "shortfall"):
            yield f"{field} {first}", inserted(certificate, (field,), [first, 1])
        for field in ("students", "minimum"):
            yield f"price {first}", inserted(certificate, ("prices", field), [first, 1])
        for second in [*names, ""]:
            yield f"reject {first} {second}", inserted(certificate, ("rejections",), [first, second])
            yield f"keep {first} {second}", inserted(certificate, ("kept",), [first, second])
            yield f"wish {first} {second}", inserted(certificate, ("wish",), [first, second, 1])
            yield f"place {first} {second}", inserted(certificate, ("placed",), [first, second, 0])
            yield f"hold {first} {second}", inserted(certificate, ("held",), [first, second, 1])
            yield f"price {first} {second}", inserted(certificate, ("prices", "groups"), [first, second, 1])
            line = changed(certificate, ("cutoffs", first), {second: None})
            yield f"line {first} {second}", line


def moves(certificate: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for start, end in (("wish", "placed"), ("placed", "wish"), ("wish", "kept"), ("kept", "placed")):
        for place, entry in enumerate(certificate[start]):
            twin = deepcopy(certificate)
            del twin[start][place]
            twin[end] = sorted([*twin[end], entry[:2] if end == "kept" else [*entry[:2], 0]])
            yield f"move {start} {place} to {end}", twin
