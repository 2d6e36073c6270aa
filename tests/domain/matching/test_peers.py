"""Other people's solvers on what they can express: the same matchings, the same costs."""

import sys
import warnings

import pytest

from benchmarks.matching.generator import Size, school
from benchmarks.matching.yardsticks import Projection, Reference, matching_package, network_of, ortools_placement
from liangshi.domain.matching import build_market, deferred_acceptance, place
from liangshi.domain.matching.lists import market_of_lists
from tests.domain.matching.schools import raw_market

scipy_optimize = pytest.importorskip("scipy.optimize")


@pytest.fixture(autouse=True)
def deep_recursion():
    """`matching` copies its object graph by recursion."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.parametrize("seed", range(6))
def test_the_package_matching_finds_the_same_wishes(seed):
    lists = Projection(build_market(school("peer", Size(120, 12), seed)))
    wish = deferred_acceptance(market_of_lists(lists.wishes, lists.rankings, lists.quotas))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert matching_package(*lists.named()) == set(wish.pairs)


@pytest.mark.parametrize("seed", range(6))
def test_twenty_lines_of_textbook_find_the_same_wishes(seed):
    lists = Projection(build_market(school("peer", Size(300, 30), seed)))
    wish = deferred_acceptance(market_of_lists(lists.wishes, lists.rankings, lists.quotas))
    held = Reference(lists).solve()
    assert {(student, mentor) for mentor, heap in enumerate(held) for _, student in heap} == set(wish.pairs)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("slack", [0.9, 1.0, 1.3])
def test_ortools_places_as_many_with_the_same_shortfall_and_fit(seed, slack):
    market = build_market(school("peer", Size(200, 20, slack=slack), seed))
    wish = deferred_acceptance(market)
    placed = place(market, wish)
    shortfall = sum(missing for _, missing in placed.shortfall)
    assert ortools_placement(network_of(market, wish)) == (len(placed.pairs), shortfall, sum(placed.fits))


@pytest.mark.parametrize("seed", range(5))
def test_ortools_agrees_on_a_school_without_wishes(seed):
    raw = school("peer", Size(200, 20), seed)
    for line in raw["students"]:
        line.pop("wishes", None)
    market = build_market(raw)
    wish = deferred_acceptance(market)
    placed = place(market, wish)
    shortfall = sum(missing for _, missing in placed.shortfall)
    assert ortools_placement(network_of(market, wish)) == (len(placed.pairs), shortfall, sum(placed.fits))


@pytest.mark.parametrize("seed", range(5))
def test_scipy_places_the_very_same_children_once_the_lottery_is_in_the_cost(seed):
    """Seats in place of mentors; 53 bits of a float hold fit and a shortened lottery exactly."""
    words = [f"w{number}" for number in range(5)]
    raw = raw_market(
        {str(n): {"profile": {"x": [words[n * (seed + 3) % 5]]}} for n in range(20)},
        {f"t{n}": {"quota": 4, "profile": {"x": [words[n % 5]]}} for n in range(6)},
        policy={"fit": [{"code": "x", "kind": "overlap", "student": "x", "mentor": "x", "weight": 7}]},
        seed=str(seed),
    )
    market = build_market(raw)
    wish = deferred_acceptance(market)
    network = network_of(market, wish)
    seats = [mentor for mentor, quota in enumerate(market.quota) for _ in range(quota)]
    costs = [[float(dict(zip(network.entries[s], network.costs[s], strict=True))[t]) for t in seats] for s in range(20)]
    rows, columns = scipy_optimize.linear_sum_assignment(costs)
    assert {(int(s), seats[c]) for s, c in zip(rows, columns, strict=True)} == set(place(market, wish).pairs)
