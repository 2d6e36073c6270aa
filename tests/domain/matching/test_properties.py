"""What must hold in every school, with generated schools of up to a dozen children."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from benchmarks.matching.generator import Size, school
from liangshi.domain.matching import build_market, certificate, deferred_acceptance, reseeded, solve, what_if
from liangshi.domain.matching.planning import uniform_caps
from liangshi.domain.matching.verify import verify
from liangshi.domain.matching.wishes import WishRound
from tests.domain.matching.schools import Raw, schools, solved

bounded = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def wish_rank(raw: Raw, outcome=None) -> dict[str, list[int]]:
    """For every line the wish numbers met, best first, before any place is held."""
    market = build_market(raw)
    wish = deferred_acceptance(market)
    met: dict[str, list[int]] = {key: [] for key in market.student_ids}
    for (student, _), number in zip(wish.pairs, wish.numbers, strict=True):
        met[market.student_ids[student]].append(number)
    return {key: sorted(numbers) for key, numbers in met.items()}


def no_better(after: list[int], before: list[int]) -> bool:
    """Fewer or later wishes, place by place."""
    return len(after) <= len(before) and all(a >= b for a, b in zip(after, before, strict=False))


@bounded
@given(schools())
def test_caps_needs_and_eligibility_hold_and_kept_pairs_stay(raw):
    outcome = solved(raw)
    market = outcome.market
    load = [0] * len(market.tree.cap)
    for student, mentor in outcome.pairs:
        assert mentor in market.eligible(student)
        for node in market.path(student, mentor):
            load[node] += 1
    assert all(count <= cap for count, cap in zip(load, market.tree.cap, strict=True))
    assert len(set(outcome.pairs)) == len(outcome.pairs)
    for student, need in enumerate(market.need):
        assert sum(child == student for child, _ in outcome.pairs) <= need
    assert set(market.kept) <= set(outcome.pairs)


@bounded
@given(schools())
def test_nobody_is_passed_over_by_a_child_of_lower_priority(raw):
    """With nothing held this is stability of the whole result, placed children included."""
    outcome = solved(raw)
    market, wish = outcome.market, outcome.wish
    mentors_of = {key: {t for s, t in wish.pairs if s == key} for key in range(len(market.need))}
    for student in range(len(market.need)):
        met = mentors_of[student]
        chosen = list(market.wishes(student))
        served = len(met) == market.open_need[student]
        last = max((chosen.index(mentor) for mentor in met), default=0) if served else len(chosen)
        for place, mentor in enumerate(chosen[:last]):
            if mentor in met:
                continue
            key = market.wish_key[market.wish_ptr[student] + place]
            assert any(
                wish.is_full(node) and all(ahead < key for ahead in wish.taken[node])
                for node in market.path(student, mentor)
            )


@bounded
@given(schools())
def test_with_nothing_held_nobody_is_placed_at_a_mentor_they_listed(raw):
    outcome = solved(raw)
    assume(not outcome.hold.held)
    for student, mentor in outcome.placement.pairs:
        assert mentor not in outcome.market.wishes(student)


@bounded
@given(schools(), st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(raw, random):
    students, mentors = list(raw["students"]), list(raw["mentors"])
    random.shuffle(students)
    random.shuffle(mentors)
    assert certificate(solved({**raw, "students": students, "mentors": mentors})) == certificate(solved(raw))


@bounded
@given(schools(kept=False))
def test_one_more_child_helps_nobody(raw):
    assume(raw["students"])
    after = wish_rank(raw)
    before = wish_rank(without_student(raw, raw["students"][-1]["id"]))
    assert all(no_better(after[key], met) for key, met in before.items())


@bounded
@given(schools(kept=False), st.data())
def test_a_lower_quota_helps_nobody_and_continuing_equals_starting_again(raw, data):
    market = build_market(raw)
    caps = list(market.tree.cap)
    first = WishRound(market).open()
    before = first.result()
    node = data.draw(st.integers(0, len(market.quota) - 1))
    assume(caps[node] > 0)
    caps[node] -= 1
    first.lower(caps)
    fresh = WishRound(market, cap=caps).open()
    assert (first.pairs(), first.taken) == (fresh.pairs(), fresh.taken)
    numbers_before = by_student(before.pairs, before.numbers)
    after = fresh.result()
    for student, numbers in by_student(after.pairs, after.numbers).items():
        assert no_better(numbers, numbers_before.get(student, []))


@bounded
@given(schools(kept=False), st.data())
def test_holding_a_place_continues_the_same_run(raw, data):
    market = build_market(raw)
    current = WishRound(market).open()
    nodes = [node for node, room in enumerate(current.room) if room > 0 and node_has_room(market, current, node)]
    assume(nodes)
    node = data.draw(st.sampled_from(nodes))
    current.hold(node)
    fresh = WishRound(market, [(market.tree.mentor[node], node)]).open()
    assert (current.pairs(), current.room) == (fresh.pairs(), fresh.room)


def node_has_room(market, current, node) -> bool:
    return all(current.room[outer] > 0 for outer in market.tree.around(node))


def by_student(pairs, numbers) -> dict[int, list[int]]:
    met: dict[int, list[int]] = {}
    for (student, _), number in zip(pairs, numbers, strict=True):
        met.setdefault(student, []).append(number)
    return {student: sorted(found) for student, found in met.items()}


@bounded
@given(schools(kept=False))
def test_one_more_mentor_at_the_end_of_no_list_hurts_nobody(raw):
    before = wish_rank(raw)
    more = {
        **raw,
        "mentors": [*raw["mentors"], {"id": "new", "quota": 2}],
        "rows": [[*row, "new"] for row in raw["rows"]],
        "students": [{**line, "wishes": [*line["wishes"], "new"]} for line in raw["students"]],
    }
    after = wish_rank(more)
    assert all(no_better(met, after[key]) for key, met in before.items())


@bounded
@given(schools(largest_need=1, kept=False), st.data())
def test_with_one_need_a_false_list_never_helps(raw, data):
    """Fixed caps and no tie in the list; the places held may depend on reports, so the wish round alone is meant."""
    assume(raw["students"])
    line = data.draw(st.sampled_from(raw["students"]))
    mentors = [mentor["id"] for mentor in raw["mentors"]]
    truth = [name for entry in line["wishes"] for name in (entry if isinstance(entry, list) else [entry])]
    false = data.draw(st.permutations(mentors))[: data.draw(st.integers(0, len(mentors)))]
    honest = wish_of(with_wishes(raw, line["id"], truth), line["id"])
    lying = wish_of(with_wishes(raw, line["id"], list(false)), line["id"])
    if lying in truth:
        assert honest in truth
        assert truth.index(honest) <= truth.index(lying)


def without_student(raw: Raw, key: str) -> Raw:
    mentors = [{**line, "ranking": [name for name in line["ranking"] if name != key]} for line in raw["mentors"]]
    return {**raw, "students": [line for line in raw["students"] if line["id"] != key], "mentors": mentors}


def with_wishes(raw: Raw, key: str, wishes: list[str]) -> Raw:
    students = [{**line, "wishes": wishes} if line["id"] == key else line for line in raw["students"]]
    return {**raw, "students": students}


def wish_of(raw: Raw, key: str) -> str | None:
    market = build_market(raw)
    return next(
        (
            market.mentor_ids[mentor]
            for student, mentor in deferred_acceptance(market).pairs
            if market.student_ids[student] == key
        ),
        None,
    )


@bounded
@given(schools())
def test_the_result_handed_in_as_kept_comes_back(raw):
    outcome = solved(raw)
    names = outcome.market
    kept = [[names.student_ids[s], names.mentor_ids[t]] for s, t in outcome.pairs]
    assert solved({**raw, "kept": kept}).mentors_of() == outcome.mentors_of()


@bounded
@given(schools())
def test_a_failed_search_is_a_set_of_children_with_too_few_places(raw):
    outcome = solved(raw)
    market = outcome.market
    open_needs = sum(market.need) - len(outcome.pairs)
    assert sum(shortage.short for shortage in outcome.shortages) == open_needs
    for shortage in outcome.shortages:
        walls = {node for _, node in shortage.walls}
        alone = [
            (student, mentor)
            for student in shortage.students
            for mentor in market.eligible(student)
            if walls.isdisjoint(market.path(student, mentor))
        ]
        assert len(alone) == shortage.alone
        assert sum(market.need[s] for s in shortage.students) == shortage.need


@bounded
@given(schools())
def test_every_certificate_is_accepted_by_the_stranger(raw):
    assert verify(raw, certificate(solved(raw))).findings == ()


@settings(bounded, max_examples=25)
@given(schools(minimum_first=True))
def test_every_certificate_with_minimums_first_is_accepted(raw):
    assert verify(raw, certificate(solved(raw))).findings == ()


@settings(bounded, max_examples=25)
@given(schools(kept=False), st.sets(st.integers(0, 5), min_size=1))
def test_caps_lowered_in_one_run_give_what_fresh_runs_give(raw, caps):
    market = build_market(raw)
    chosen = sorted(caps)
    for quota, case in zip(chosen, what_if(market, caps=chosen).cases, strict=True):
        fresh = WishRound(market, cap=uniform_caps(market, quota)).open().result()
        assert (case.any, case.first) == (len(fresh.pairs), sum(number == 1 for number in fresh.numbers))


@settings(bounded, max_examples=25)
@given(schools(kept=False), st.integers(0, 4))
def test_a_lowered_run_refuses_whom_a_fresh_run_refuses(raw, quota):
    market = build_market(raw)
    lowered = WishRound(market, cap=uniform_caps(market, quota + 2)).open()
    lowered.lower(uniform_caps(market, quota))
    fresh = WishRound(market, cap=uniform_caps(market, quota)).open()
    assert lowered.pairs() == fresh.pairs()
    assert set(lowered.result().rejections) == set(fresh.result().rejections)


@settings(bounded, max_examples=25)
@given(schools(), st.sampled_from(["", "7", "another"]))
def test_another_seed_is_as_if_the_market_had_been_built_with_it(raw, seed):
    again, built = reseeded(build_market(raw), seed), build_market({**raw, "seed": seed})
    assert certificate(solve(again)) == certificate(solve(built))


@bounded
@given(schools(kept=False))
def test_log_entries_are_real_and_met_wishes_were_never_refused(raw):
    wish = deferred_acceptance(build_market(raw))
    assert len(set(wish.rejections)) == len(wish.rejections)
    assert not set(wish.rejections) & set(wish.pairs)
    assert all(one < other for one, other in pairwise(wish.pairs))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_larger_schools_of_all_degrees_of_scarcity_are_accepted(seed):
    for slack in (0.9, 1.0, 1.02, 1.1):
        for policy in ({}, {"minimum_first": True}, {"promotion": 3}):
            raw = school("deep", Size(200, 18, slack=slack, tight_grade=True, short_class=seed % 2 == 0), seed)
            raw["policy"] |= policy
            assert verify(raw, certificate(solved(raw))).findings == ()
