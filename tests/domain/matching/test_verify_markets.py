"""A true certificate does not fit a changed market, even if every digest is made anew."""

import json
from copy import deepcopy
from typing import Any

import pytest

from liangshi.domain.matching.verify import verify
from tests.domain.matching.mutations import changed, dropped, list_mutations, other_values, walk
from tests.domain.matching.oracle_certificate import certify, identity
from tests.domain.matching.oracle_markets import market
from tests.domain.matching.test_verify_forgeries import is_harmless, names_of, same


def changed_markets(raw: dict[str, Any]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for path, value in walk(raw):
        found.append((f"drop {path}", dropped(raw, path)))
        found += [(f"{path} = {one!r}", changed(raw, path, one)) for one in other_values(value, names_of(raw))]
        if isinstance(value, list):
            found += list_mutations(raw, path, value)
    return found


def with_new_digests(raw: Any, certificate: dict[str, Any]) -> dict[str, Any]:
    try:
        return certificate | identity(raw)
    except (TypeError, KeyError, AttributeError):
        return certificate


@pytest.mark.parametrize("seed", [6, 45])
def test_every_changed_market_is_refused_or_has_the_same_result(seed):
    raw = market(seed)
    certificate = json.loads(json.dumps(certify(raw)))
    for name, other in changed_markets(raw):
        if verify(other, certificate).ok:
            assert with_new_digests(other, certificate)["commit"] == certificate["commit"], name
        renewed = with_new_digests(other, certificate)
        if verify(other, renewed).ok:
            assert is_harmless(other, renewed), name


def test_the_order_of_lines_is_the_only_change_that_keeps_the_digest():
    raw = market(45)
    turned = deepcopy(raw)
    turned["students"].reverse()
    assert not same(turned, raw)
    assert verify(turned, certify(raw)).ok
    turned["students"][0]["tier"] = 1
    assert [one.code for one in verify(turned, certify(raw)).findings][0] == "commit"
