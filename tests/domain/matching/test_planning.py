"""Before wishes open: coverage, named shortages, smallest quotas, splits of shared mentors."""

from liangshi.domain.matching import build_market, plan, with_splits
from liangshi.domain.matching.planning import uniform_caps
from tests.domain.matching.schools import raw_market, solved


def test_a_shortage_names_the_children_the_mentors_and_the_number_missing():
    raw = raw_market(
        {"1": {"row": 0}, "2": {"row": 0}, "3": {"row": 0, "need": 2}, "4": {"row": 1}},
        {"A": 1, "B": 1, "C": 9},
        rows=[["A", "B"], ["C"]],
    )
    found = plan(build_market(raw))
    (short,) = found.shortages
    assert (short.students, short.mentors) == (("1", "2", "3"), ("A", "B"))
    assert (short.need, short.places, short.short) == (4, 2, 2)
    assert (found.need, found.full, found.places) == (5, 3, 11)


def test_two_shortages_that_share_nothing_are_told_apart():
    raw = raw_market(
        {"1": {"row": 0}, "2": {"row": 0}, "3": {"row": 1}, "4": {"row": 1}},
        {"A": 1, "B": 1},
        rows=[["A"], ["B"]],
    )
    shortages = plan(build_market(raw)).shortages
    assert [(s.students, s.mentors, s.short) for s in shortages] == [
        (("1", "2"), ("A",), 1),
        (("3", "4"), ("B",), 1),
    ]


def test_a_sub_quota_may_be_what_is_short():
    raw = raw_market(
        {"1": {"cat": 0}, "2": {"cat": 0}, "3": {"cat": 1}},
        {"A": {"quota": 3, "caps": {"special": 1}}},
        categories=[{"special": "1"}, {"special": "0"}],
        groups={"special": {"special": ["1"]}},
    )
    found = plan(build_market(raw))
    assert [(s.students, s.groups, s.short) for s in found.shortages] == [(("1", "2"), (("A", "special"),), 1)]
    assert found.smallest_quota is None


def test_kept_pairs_of_others_take_places_from_a_set():
    raw = raw_market({"1": {}, "2": {}}, {"A": 1}, kept=[["1", "A"]])
    (short,) = plan(build_market(raw)).shortages
    assert (short.students, short.need, short.places, short.short) == (("2",), 1, 0, 1)


def test_the_smallest_quota_places_everybody_and_one_less_does_not():
    raw = raw_market(
        {name: {"row": 0} for name in "12345"} | {name: {"row": 1} for name in "67"},
        {"A": 1, "B": 1, "C": 1, "none": 0},
        rows=[["A", "B"], ["C"]],
    )
    assert plan(build_market(raw)).smallest_quota == 3
    for quota, full in ((3, 7), (2, 6)):
        mentors = [{"id": name, "quota": quota} for name in "ABC"] + [{"id": "none", "quota": 0}]
        assert plan(build_market({**raw, "mentors": mentors})).full == full


def test_without_mentors_no_quota_helps():
    assert plan(build_market(raw_market({"1": []}, {}))).smallest_quota is None
    assert plan(build_market(raw_market({}, {}))).smallest_quota == 0


def test_no_quota_helps_a_child_whose_only_mentors_have_no_places():
    raw = raw_market({"1": {"row": 0}, "2": {"row": 1}, "3": {"row": 1}}, {"A": 1, "none": 0}, rows=[["none"], ["A"]])
    found = plan(build_market(raw))
    assert (found.full, found.smallest_quota) == (1, None)


def test_the_smallest_quota_is_raised_step_by_step_where_children_have_few_mentors():
    students = {f"s{n}": {"row": 0 if n < 4 else 1} for n in range(6)}
    raw = raw_market(students, {"A": 1, "B": 1, "C": 1}, rows=[["A"], ["A", "B", "C"]])
    assert plan(build_market(raw)).smallest_quota == 4


def test_a_quota_for_all_never_falls_below_the_kept_and_opens_nobody_who_has_no_places():
    raw = raw_market({"1": [], "2": [], "3": []}, {"A": 3, "B": 3, "C": 0}, kept=[["1", "A"], ["2", "A"]])
    market = build_market(raw)
    assert uniform_caps(market, 1) == [2, 1, 0]
    assert uniform_caps(market, 3) == [3, 3, 0]


def grades(shared: int) -> dict:
    """Grade 7 has no places of its own, grade 8 enough; everybody wants the shared mentor."""
    students = {f"seven{n}": {"cat": 0, "row": 0, "wishes": ["S"], "tier": 9} for n in range(3)}
    students |= {f"eight{n}": {"cat": 1, "row": 1, "wishes": ["S"], "tier": 1} for n in range(4)}
    return raw_market(
        students,
        {"S": shared, "E": 4},
        categories=[{"grade": "7"}, {"grade": "8"}],
        rows=[["S"], ["S", "E"]],
    )


def test_a_split_before_wishes_saves_the_places_a_grade_depends_on():
    raw = grades(shared=4)
    (split,) = plan(build_market(raw)).splits
    assert (split.mentor, split.caps) == ("S", (("7", 3), ("8", 1)))
    assert sum(held.places for held in solved(raw).hold.held) == 3
    after = solved(with_splits(raw, (split,)))
    assert after.hold.held == ()
    assert len(after.wish.pairs) == 4


def test_no_split_is_suggested_where_every_grade_has_places_of_its_own():
    raw = grades(shared=4)
    raw["mentors"].append({"id": "X", "quota": 3})
    raw["rows"][0].append("X")
    assert plan(build_market(raw)).splits == ()


def test_sub_quotas_that_a_split_would_cross_are_named_and_given_up():
    raw = grades(shared=4)
    raw["categories"] = [{"grade": "7", "gender": "f"}, {"grade": "8", "gender": "f"}]
    raw["categories"] += [{"grade": "8", "gender": "m"}, {"grade": "7", "gender": "m"}]
    raw["groups"] = {"girls": {"gender": ["f"]}, "seven girls": {"gender": ["f"], "grade": ["7"]}}
    raw["mentors"][0]["caps"] = {"girls": 4, "seven girls": 4}
    (split,) = plan(build_market(raw)).splits
    assert split.crosses == ("girls",)
    changed = with_splits(raw, (split,))
    assert changed["mentors"][0]["caps"] == {"seven girls": 4, "grade=7": 3, "grade=8": 1}
    assert len(solved(changed).pairs) == 7


def test_kept_children_count_in_the_part_of_their_grade():
    raw = {**grades(shared=4), "kept": [["eight0", "S"]]}
    (split,) = plan(build_market(raw)).splits
    assert split.caps == (("7", 3), ("8", 1))


def test_a_split_that_would_leave_somebody_out_is_not_suggested():
    """Grade 8 seems to have places enough, but three of its children may only have the shared mentor."""
    raw = grades(shared=4)
    raw["mentors"][1]["quota"] = 7
    raw["students"] = [line for line in raw["students"] if line["id"] not in ("seven1", "seven2")]
    raw["students"] += [{"id": f"only{n}", "cat": 1, "row": 2} for n in range(3)]
    raw["rows"].append(["S"])
    market = build_market(raw)
    assert plan(market).full == len(market.need)
    assert plan(market).splits == ()
