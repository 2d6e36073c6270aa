"""Examples from the literature, as printed there, and the counterexamples our definition is built around."""

from itertools import product

from liangshi.domain.matching import build_market, deferred_acceptance, solve
from liangshi.domain.matching.lists import market_of_lists
from tests.domain.matching.schools import by_wish, raw_market, result, solved


def test_haeringer_and_klijn_2009_have_the_one_stable_matching_they_print():
    raw = raw_market(
        {
            "1": ["s2", "s1", "s3"],
            "2": ["s1", "s2", "s3"],
            "3": ["s1", "s2", "s3"],
            "4": ["s2", "s3", "s1"],
        },
        {
            "s1": {"quota": 1, "ranking": ["1", "2", "3", "4"]},
            "s2": {"quota": 2, "ranking": ["3", "4", "1", "2"]},
            "s3": {"quota": 1, "ranking": ["4", "1", "2", "3"]},
        },
    )
    assert by_wish(raw) == {"1": ["s1"], "2": ["s3"], "3": ["s2"], "4": ["s2"]}


def test_gale_and_shapley_1962_the_side_that_proposes_gets_all_first_choices():
    wishes = [[0, 1, 2], [1, 2, 0], [2, 0, 1]]
    rankings = [[1, 2, 0], [2, 0, 1], [0, 1, 2]]
    market = market_of_lists(wishes, rankings, [1, 1, 1])
    assert deferred_acceptance(market).pairs == ((0, 0), (1, 1), (2, 2))
    other_side = market_of_lists(rankings, wishes, [1, 1, 1])
    assert deferred_acceptance(other_side).pairs == ((0, 1), (1, 2), (2, 0))


def test_gale_and_shapley_1962_exactly_three_matchings_are_stable():
    wishes = [[0, 1, 2], [1, 2, 0], [2, 0, 1]]
    rankings = [[1, 2, 0], [2, 0, 1], [0, 1, 2]]

    def blocks(man: int, woman: int, wives: tuple[int, ...]) -> bool:
        husband = wives.index(woman)
        return wishes[man].index(woman) < wishes[man].index(wives[man]) and rankings[woman].index(man) < rankings[
            woman
        ].index(husband)

    stable = [
        wives
        for wives in product(range(3), repeat=3)
        if len(set(wives)) == 3 and not any(blocks(m, w, wives) for m, w in product(range(3), repeat=2))
    ]
    assert len(stable) == 3


def test_need_two_can_be_manipulated_so_we_do_not_promise_otherwise():
    mentors = {"m0": {"quota": 1, "ranking": ["x", "y"]}, "m1": {"quota": 1, "ranking": ["y", "x"]}}
    honest = raw_market({"x": ["m1", "m0"], "y": {"wishes": ["m0", "m1"], "need": 2}}, mentors)
    shortened = raw_market({"x": ["m1", "m0"], "y": {"wishes": ["m0"], "need": 2}}, mentors)
    assert by_wish(honest)["y"] == ["m1"]
    assert by_wish(shortened)["y"] == ["m0"]


def test_coverage_comes_before_wishes_and_the_one_held_place_is_named():
    raw = raw_market(
        {"1": {"wishes": ["A"], "row": 0}, "2": {"wishes": ["A"], "row": 1}},
        {"A": {"quota": 1, "ranking": ["1", "2"]}, "B": 1},
        rows=[["A", "B"], ["A"]],
    )
    outcome = solved(raw)
    assert outcome.mentors_of() == {"1": ["B"], "2": ["A"]}
    (held,) = outcome.hold.held
    assert (outcome.market.mentor_ids[held.mentor], held.places) == ("A", 1)


def test_nothing_is_held_when_everybody_has_somewhere_to_go():
    raw = raw_market({"1": ["A"], "2": ["A"]}, {"A": {"quota": 1, "ranking": ["1", "2"]}, "B": 1})
    outcome = solved(raw)
    assert outcome.hold.held == ()
    assert outcome.mentors_of() == {"1": ["A"], "2": ["B"]}


def test_a_place_held_in_a_small_group_also_takes_one_of_the_groups_around_it():
    """Lowering only the inner cap would free an outer place for somebody already turned away."""
    raw = raw_market(
        {
            "girl": {"wishes": ["A"], "cat": 0, "row": 0},
            "late girl": {"cat": 0, "row": 1},
            "boy": {"wishes": ["A"], "cat": 1, "row": 0},
        },
        {"A": {"quota": 1, "caps": {"girls": 1}, "ranking": ["girl", "boy", "late girl"]}, "B": 3},
        rows=[["A", "B"], ["A"]],
        categories=[{"gender": "f"}, {"gender": "m"}],
        groups={"girls": {"gender": ["f"]}},
    )
    outcome = solved(raw)
    assert outcome.mentors_of() == {"girl": ["B"], "late girl": ["A"], "boy": ["B"]}
    assert outcome.wish.pairs == ()


def test_the_children_left_out_are_those_whose_leaving_costs_least():
    """Everybody has an arc 'unplaced': with two children for one place the better fit is placed."""
    raw = raw_market(
        {"1": {"profile": {"needs": ["maths"]}}, "2": {"profile": {"needs": ["arts"]}}},
        {"A": {"quota": 1, "profile": {"teaches": ["arts"]}}},
        policy={"fit": [{"code": "s", "kind": "overlap", "student": "needs", "mentor": "teaches", "weight": 9}]},
    )
    assert result(raw) == {"1": [], "2": ["A"]}


def test_two_mentors_of_one_child_are_different():
    raw = raw_market({"1": {"need": 2, "wishes": ["A"]}}, {"A": 5, "B": 1})
    assert result(raw) == {"1": ["A", "B"]}


def test_two_tracks_of_one_child_draw_one_lottery_number():
    raw = raw_market({}, {"A": 1, "B": 1})
    raw["students"] = [
        {"id": "1", "track": "study", "plus": ["A"], "minus": {"B": "other track"}},
        {"id": "1", "track": "conduct", "plus": ["B"], "minus": {"A": "other track"}},
    ]
    outcome = solve(build_market(raw))
    assert outcome.mentors_of() == {"1|study": ["A"], "1|conduct": ["B"]}
    assert len(set(outcome.market.draws)) == 1


def test_placement_moves_placed_children_but_never_those_placed_by_wish():
    raw = raw_market(
        {"1": {"wishes": ["A"]}, "2": {"row": 1}, "3": {"row": 2}},
        {"A": 2, "B": 1},
        rows=[["A", "B"], ["A", "B"], ["A"]],
    )
    assert result(raw) == {"1": ["A"], "2": ["B"], "3": ["A"]}


def test_the_shortfall_of_minimums_comes_before_fit():
    raw = raw_market(
        {"1": {"profile": {"needs": ["maths"]}}, "2": {"profile": {"needs": ["maths"]}}},
        {"A": {"quota": 2, "profile": {"teaches": ["maths"]}}, "B": {"quota": 2, "minimum": 1}},
        policy={"fit": [{"code": "s", "kind": "overlap", "student": "needs", "mentor": "teaches", "weight": 9}]},
    )
    assert sorted(result(raw).values()) == [["A"], ["B"]]


def test_minimums_may_be_put_before_wishes():
    students = {"1": ["A"], "2": ["A"]}
    mentors = {"A": 2, "B": {"quota": 2, "minimum": 1}}
    soft = raw_market(students, mentors)
    hard = raw_market(students, mentors, policy={"minimum_first": True})
    assert sorted(result(soft).values()) == [["A"], ["A"]]
    assert sorted(result(hard).values()) == [["A"], ["B"]]


def test_promotion_in_ties_serves_a_child_who_would_get_nothing():
    students = {"1": ["A", "B"], "2": ["A"], "3": ["A", "B"]}
    mentors = {"A": 1, "B": 2}
    plain = by_wish(raw_market(students, mentors))
    promoted = by_wish(raw_market(students, mentors, policy={"promotion": 1}))
    assert sum(map(len, plain.values())) in (2, 3)
    assert promoted["2"] == ["A"]
    assert sum(map(len, promoted.values())) == 3
