"""After a round: other rules tried, a second round, late arrivals, and the ways a school may go."""

from liangshi.domain.matching import build_market, certificate, late_arrivals, second_round, solve, what_if
from liangshi.domain.matching.verify import verify
from tests.domain.matching.schools import by_wish, raw_market, result, solved


def crowd(**more):
    return raw_market({str(n): ["A", "B"] for n in range(6)}, {"A": 2, "B": 2, "C": 9}, **more)


def test_a_lower_cap_shows_its_cost():
    cases = what_if(build_market(crowd()), caps=(3, 1), room=True).cases
    assert [(case.value, case.first, case.any, case.room) for case in cases] == [(3, 3, 6, 6), (1, 1, 2, 3)]


def test_ten_caps_cost_hardly_more_proposals_than_the_lists_are_long():
    market = build_market(crowd())
    cases = what_if(market, caps=range(10, 0, -1)).cases
    assert sum(case.proposals for case in cases) <= len(market.wish_idx)


def test_kept_pairs_stay_below_a_cap_that_is_lower():
    raw = crowd(kept=[["0", "A"], ["1", "A"]])
    (case,) = what_if(build_market(raw), caps=(1,)).cases
    assert (case.needs, case.any) == (4, 1)


def test_shorter_lists_and_other_seeds_are_tried_in_the_order_asked():
    cases = what_if(build_market(crowd()), seeds=("x",), list_lengths=(1, 2)).cases
    assert [(case.change, case.value, case.any) for case in cases] == [
        ("seed", "x", 4),
        ("list_length", 1, 2),
        ("list_length", 2, 4),
    ]


def test_no_question_gives_an_empty_table():
    assert what_if(build_market(crowd())).cases == ()


def test_a_second_round_keeps_what_wishes_gave_and_fills_free_places():
    raw = crowd(commit=None)
    raw.pop("commit")
    first = solved(raw)
    left = [key for key, mentors in by_wish(raw).items() if not mentors]
    again = second_round(raw, first, {key: ["C"] for key in left})
    second = solved(again)
    assert len(again["kept"]) == 4
    assert {key: second.mentors_of()[key] for key in left} == dict.fromkeys(left, ["C"])
    assert len(second.wish.pairs) == 2
    assert verify(again, certificate(second)).findings == ()


def test_a_late_child_is_placed_and_nobody_else_is_touched():
    raw = crowd(policy={"fit": []})
    before = solved(raw)
    late = late_arrivals(raw, before, [{"id": "late", "wishes": ["A"]}])
    after = solved(late).mentors_of()
    assert after.pop("late") == ["C"]
    assert after == before.mentors_of()
    assert all("wishes" not in line for line in late["students"])


def test_what_follows_needs_a_digest_of_its_own():
    raw = crowd()
    raw["commit"] = build_market(raw).commit
    assert "commit" not in late_arrivals(raw, solved(raw), [])
    assert "commit" not in second_round(raw, solved(raw), {})


def test_by_club_a_child_may_only_have_the_mentors_of_its_club():
    raw = raw_market(
        {"1": {"row": 0, "wishes": ["B"]}, "2": {"row": 1, "plus": ["A"], "wishes": ["A"]}},
        {"A": 1, "B": 1},
        rows=[["A"], ["B"]],
    )
    assert sorted(result(raw).values()) in ([["A"], ["B"]], [[], ["A"]])
    assert result(raw)["1"] != ["B"]


def test_by_assignment_there_are_no_wishes_and_fit_decides():
    raw = raw_market(
        {"1": {"profile": {"class": ["3"]}}, "2": {"profile": {"class": ["4"]}}},
        {"A": {"quota": 2, "profile": {"class": ["4"]}}, "B": {"quota": 2, "profile": {"class": ["3"]}}},
        policy={"fit": [{"code": "own_class", "kind": "overlap", "student": "class", "mentor": "class", "weight": 50}]},
    )
    assert result(raw) == {"1": ["B"], "2": ["A"]}


def test_two_sided_choice_lets_the_mentor_rank_those_who_asked():
    raw = raw_market({"1": ["A", "B"], "2": ["A", "B"]}, {"A": {"quota": 1, "ranking": ["2", "1"]}, "B": 1})
    assert result(raw) == {"1": ["B"], "2": ["A"]}


def test_the_former_mentor_may_go_first_for_one_child_only():
    raw = raw_market({"1": {"wishes": ["A"], "tier_at": {"A": 0}}, "2": ["A"]}, {"A": {"quota": 1, "ranking": ["2"]}})
    assert by_wish(raw) == {"1": ["A"], "2": []}
    assert by_wish({**raw, "students": [{"id": "1", "wishes": ["A"]}, raw["students"][1]]}) == {"1": [], "2": ["A"]}


def test_a_tie_in_a_list_is_settled_by_fit():
    raw = raw_market(
        {"1": {"wishes": [["A", "B"]], "profile": {"needs": ["arts"]}}},
        {"A": 1, "B": {"quota": 1, "profile": {"teaches": ["arts"]}}},
        policy={"fit": [{"code": "s", "kind": "overlap", "student": "needs", "mentor": "teaches", "weight": 1}]},
    )
    assert result(raw) == {"1": ["B"]}


def test_more_words_in_common_count_only_so_far():
    policy = {"fit": [{"code": "s", "kind": "overlap", "student": "x", "mentor": "x", "weight": 3, "most": 2}]}
    words = {"x": ["a", "b", "c"]}
    raw = raw_market({"1": {"profile": words}}, {"A": {"quota": 1, "profile": words}}, policy=policy)
    assert solve(build_market(raw)).placement.fits == (6,)


def test_balance_prefers_the_mentor_with_fewer_alike():
    raw = raw_market(
        {"1": ["A"], "2": []},
        {"A": 2, "B": 2},
        policy={"fit": [{"code": "mix", "kind": "balance", "attribute": "g", "weight": 5, "most": 2}]},
    )
    assert result(raw) == {"1": ["A"], "2": ["B"]}
    assert solved(raw).placement.fits == (10,)
