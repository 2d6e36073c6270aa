"""Why this mentor and not another: codes with parameters, and no line that would tell on somebody."""

from liangshi.domain.matching import build_market, certificate, explain, explain_all, publication, solve
from tests.domain.matching.schools import raw_market, solved

FIT = {"fit": [{"code": "subject", "kind": "overlap", "student": "needs", "mentor": "teaches", "weight": 9}]}


def told(raw, key):
    return [(reason.code, dict(reason.params)) for reason in explain(solved(raw), key)]


def test_a_child_with_the_first_wish_hears_only_that():
    assert told(raw_market({"1": ["A"]}, {"A": 1}), "1") == [("wish_served", {"mentor": "A", "wish": 1})]


def test_a_kept_pair_is_named():
    raw = raw_market({"1": ["A"]}, {"A": 1}, kept=[["1", "A"]])
    assert told(raw, "1")[0] == ("kept", {"mentor": "A"})


def test_a_fuller_wish_is_explained_by_the_line_and_what_decided():
    raw = raw_market(
        {"1": ["A", "B"], "2": ["A"], "3": {"wishes": ["A"], "tier": 1}},
        {"A": {"quota": 2, "ranking": ["2"]}, "B": 1},
    )
    (_, served), (code, full) = told(raw, "1")
    assert served == {"mentor": "B", "wish": 2}
    assert code == "wish_full"
    assert full["decided_by"] == "ranking"
    assert full["line"][:3] == (9, 0, 0)
    assert full["own"][:3] == (9, None, 0)


def test_the_criterion_that_decided_may_be_the_tier_or_the_lottery():
    raw = raw_market({"1": ["A"], "2": {"wishes": ["A"], "tier": 1}}, {"A": 1})
    assert told(raw, "1")[-1][1]["decided_by"] == "tier"
    raw = raw_market({"1": ["A"], "2": ["A"]}, {"A": 1})
    losers = [key for key, mentors in solved(raw).mentors_of().items() if not mentors]
    assert told(raw, losers[0])[-1][1]["decided_by"] == "lottery"


def test_promotion_may_be_what_decided():
    raw = raw_market({"1": ["A", "B"], "2": ["A"], "3": ["A", "B"]}, {"A": 1, "B": 2}, policy={"promotion": 1})
    reasons = [told(raw, key)[-1][1] for key in ("1", "3")]
    assert {reason["decided_by"] for reason in reasons} == {"promotion"}
    assert {reason["line"][2] for reason in reasons} == {1}


def test_declined_and_not_eligible_wishes_are_told_apart_without_the_recorded_reason():
    raw = raw_market(
        {"1": {"wishes": ["A", "B", "C"], "minus": {"B": "aunt"}}},
        {"A": {"quota": 1, "declines": {"1": "private"}}, "B": 1, "C": 1},
    )
    assert told(raw, "1") == [
        ("wish_served", {"mentor": "C", "wish": 3}),
        ("wish_declined", {"mentor": "A", "wish": 1}),
        ("wish_not_eligible", {"mentor": "B", "wish": 2}),
    ]


def test_better_wishes_are_told_in_the_order_of_the_list():
    raw = raw_market(
        {"1": {"wishes": ["A", "B", "C", "D"], "minus": {"B": "aunt"}}, "2": {"wishes": ["A"], "tier": 1}},
        {"A": 1, "B": 1, "C": {"quota": 1, "declines": {"1": "private"}}, "D": 1},
    )
    assert [(code, params["wish"]) for code, params in told(raw, "1")] == [
        ("wish_served", 4),
        ("wish_full", 1),
        ("wish_not_eligible", 2),
        ("wish_declined", 3),
    ]


def test_a_held_place_is_told_where_it_closed_a_wish():
    raw = raw_market({"1": {"wishes": ["A"], "row": 0}, "2": {"row": 1}}, {"A": 1, "B": 1}, rows=[["A", "B"], ["A"]])
    assert told(raw, "1")[-1] == ("wish_closed", {"mentor": "A", "wish": 1, "held": 1})


def test_a_placed_child_hears_what_suits():
    raw = raw_market(
        {"1": {"profile": {"needs": ["maths", "arts"]}}},
        {"A": {"quota": 1, "profile": {"teaches": ["maths"]}}},
        policy=FIT,
    )
    assert told(raw, "1") == [
        ("placed", {"mentor": "A", "fit": 9}),
        ("placed_because", {"mentor": "A", "term": "subject", "points": 9, "shared": ("maths",), "alike": 0}),
        ("no_wishes", {}),
    ]


def test_balance_is_a_reason_too():
    raw = raw_market(
        {"1": {}}, {"A": 1}, policy={"fit": [{"code": "mix", "kind": "balance", "attribute": "g", "weight": 2}]}
    )
    assert told(raw, "1")[1] == (
        "placed_because",
        {"mentor": "A", "term": "mix", "points": 2, "shared": (), "alike": 0},
    )


def test_who_has_nobody_hears_the_shortage():
    raw = raw_market({"1": {}, "2": {}}, {"A": 1})
    left = next(key for key, mentors in solved(raw).mentors_of().items() if not mentors)
    assert told(raw, left) == [
        ("not_placed", {"missing": 1}),
        ("shortage", {"students": 2, "need": 2, "places": 1, "short": 1, "mentors": ("A",)}),
        ("no_wishes", {}),
    ]


def special_school(children: int, **policy):
    """One place for special children at A, who all want it."""
    students = {f"s{n}": {"wishes": ["A"], "cat": 1} for n in range(children)}
    return raw_market(
        students | {"other": {"wishes": ["A"]}},
        {"A": {"quota": children + 1, "caps": {"special": 1}}, "B": 99},
        categories=[{"special": "0"}, {"special": "1"}],
        groups={"special": {"special": ["1"]}},
        policy=policy,
    )


def test_the_line_of_a_large_harmless_group_is_told():
    raw = special_school(12)
    codes = {reason.code for reasons in explain_all(solved(raw)).values() for reason in reasons}
    assert "wish_full" in codes
    full = next(r for rs in explain_all(solved(raw)).values() for r in rs if r.code == "wish_full")
    assert full.params["group"] == "special"


def test_the_line_of_a_sensitive_or_small_group_is_never_told():
    for raw in (special_school(12, sensitive=["special"]), special_school(4), special_school(9, smallest_told=10)):
        for reasons in explain_all(solved(raw)).values():
            for reason in reasons:
                assert reason.code != "wish_full"
                assert "line" not in reason.params
                assert "group" not in reason.params
    refused = [
        r for rs in explain_all(solved(special_school(4))).values() for r in rs if r.code == "wish_category_full"
    ]
    assert [dict(reason.params) for reason in refused] == [{"mentor": "A", "wish": 1}] * 3


def test_one_and_all_are_told_the_same():
    outcome = solved(special_school(4))
    assert explain_all(outcome) == {key: explain(outcome, key) for key in outcome.market.student_ids}


def test_what_is_published_names_no_child_and_no_category():
    raw = special_school(4, sensitive=["special"])
    whole, public = certificate(solved(raw)), publication(solved(raw))
    assert whole["cutoffs"]["A"]["special"] is not None
    assert public["cutoffs"] == {}
    assert not {"wish", "placed", "rejections", "prices", "kept", "unplaced", "shortage"} & public.keys()
    assert public["totals"] == whole["totals"]


def test_held_places_are_published_unless_they_tell_on_a_category():
    raw = raw_market({"1": {"wishes": ["A"], "row": 0}, "2": {"row": 1}}, {"A": 1, "B": 1}, rows=[["A", "B"], ["A"]])
    assert publication(solved(raw))["held"] == [["A", "", 1]]
    raw |= {"groups": {"all": {"x": [""]}}, "policy": {"sensitive": ["x"]}}
    raw["mentors"][0]["caps"] = {"all": 1}
    raw["mentors"][0]["quota"] = 2
    outcome = solve(build_market(raw))
    assert sum(held.places for held in outcome.hold.held) == 1
    assert "held" not in publication(outcome)
