"""Checks across a scheme: names, doubles, dates, rivals; each refusal beside its success."""

from __future__ import annotations

import pytest

from liangshi.domain.scheme import LoadProblems, Scheme, load
from tests.domain.scheme.texts import HEADER, SAID, codes_of, problems_of, scheme_of, text_of

TALK = """
[[duties]]
id = "talk"
title = "谈心"
kind = "talk"
rhythm = { at_least = 1, every = "week" }
SAID
"""


def test_an_unknown_name_suggests_the_nearest():
    (found,) = problems_of(TALK + 'by = "mentr"\n').problems
    assert (found.code, found.parameter("kind"), found.parameter("near")) == (
        "unknown_name", "role", "mentor",
    )  # fmt: skip


def test_a_source_must_name_a_declared_document():
    (found,) = problems_of(TALK.replace("SAID", SAID.replace('"校"', '"局"'))).problems
    assert (found.code, found.path) == ("unknown_name", "duties[1].source[1].document")


def test_a_role_of_the_schools_own_may_be_named_once_declared():
    role = '[[people.roles]]\nid = "r"\ntitle = "生活老师"\nrole = "life_teacher"\nACTS\nSAID\n'
    named = TALK + 'shared = { roles = ["life_teacher"] }\n'
    acting = role.replace("ACTS", 'acts_as = "homeroom_teacher"')
    assert scheme_of(named + acting).people.roles[0].role == "life_teacher"
    assert codes_of(named) == ("unknown_name",)
    assert codes_of(role.replace("ACTS\n", "")) == ("new_role_acts_as",)


def test_one_id_may_follow_itself_in_time_but_not_overlap():
    first = TALK + "valid_until = 2026-02-01\n"
    second = TALK.replace('"week"', '"month"') + "valid_from = 2026-02-01\n"
    scheme = scheme_of(first + second)
    assert [duty.rhythm.every for duty in scheme.duties] == ["week", "month"]
    assert codes_of(first + second.replace("2026-02-01", "2026-01-31")) == ("id_twice",)
    assert codes_of(TALK + TALK) == ("id_twice",)


def test_an_id_belongs_to_one_kind_of_rule():
    bundle = '[[bundles]]\nid = "talk"\ntitle = "名目"\nparts = ["甲"]\nSAID\n'
    assert codes_of(TALK + bundle) == ("id_elsewhere",)


def test_a_key_is_declared_once_unless_its_versions_follow_each_other():
    category = '[[people.categories]]\nid = "XX"\ntitle = "类"\nkey = "left"\nSAID\n'
    assert codes_of(category.replace("XX", "a") + category.replace("XX", "b")) == ("key_twice",)
    dated = category.replace("XX", "a") + "valid_until = 2026-01-01\n"
    later = category.replace("XX", "a") + "valid_from = 2026-01-01\n"
    assert len(scheme_of(dated + later).people.categories) == 2


def test_a_document_is_declared_once():
    paper = '[[documents]]\nkey = "校"\ntitle = "又一份"\n'
    assert codes_of(paper) == ("key_twice",)
    assert len(scheme_of(paper.replace('"校"', '"局"')).documents) == 2


@pytest.mark.parametrize(
    ("dates", "code"),
    [
        ("valid_until = 2025-09-01\n", "never_in_force"),
        ("valid_from = 2026-09-01\n", "never_in_force"),
        ("valid_from = 2026-01-01\nvalid_until = 2026-01-01\n", "dates_reversed"),
    ],
)
def test_a_rule_that_never_holds_is_named(dates, code):
    header = HEADER.replace("2025-09-01\n", "2025-09-01\nvalid_until = 2026-09-01\n", 1)
    assert problems_of(TALK + dates, header=header).codes() == (code,)
    assert scheme_of(TALK + "valid_from = 2026-08-31\n", header=header)


def test_a_scheme_ends_after_it_begins():
    header = HEADER.replace("2025-09-01\n", "2025-09-01\nvalid_until = 2025-09-01\n", 1)
    assert problems_of("", header=header).codes() == ("dates_reversed",)


def test_two_quotas_for_the_same_mentors_are_rivals():
    quota = '[[matching.quotas]]\nid = "XX"\ntitle = "名额"\nceiling = 8\nSAID\n'
    first, second = quota.replace("XX", "a"), quota.replace("XX", "b")
    assert codes_of(first + second) == ("rival_quotas",)
    assert len(scheme_of(first + second + "early_career_only = true\n").matching.quotas) == 2


def test_phases_have_an_order():
    phase = '[[matching.phases]]\nid = "XX"\ntitle = "阶段"\norder = 1\nphase = "wishes"\nby = "student"\nSAID\n'
    first, second = phase.replace("XX", "a"), phase.replace("XX", "b")
    assert codes_of(first + second) == ("phase_order_twice",)
    assert len(scheme_of(first + second.replace("order = 1", "order = 2")).matching.phases) == 2


def test_the_base_and_the_frame_must_be_known():
    header = HEADER.replace('version = "2025-1"', 'version = "1"\nbase = "preset"\nframe = "city"')
    loaded = load(header)
    assert isinstance(loaded, LoadProblems)
    assert [(p.code, p.parameter("name")) for p in loaded.problems] == [
        ("unknown_scheme", "preset"), ("unknown_scheme", "city"),
    ]  # fmt: skip
    other = scheme_of("")
    assert isinstance(load(header, {"preset": other, "city": other}), Scheme)


def test_names_are_not_doubted_while_the_base_is_missing():
    header = HEADER.replace('version = "2025-1"', 'version = "1"\nbase = "preset"')
    text = text_of(TALK + 'forms = ["of-the-base"]\n', header)
    loaded = load(text)
    assert isinstance(loaded, LoadProblems)
    assert loaded.codes() == ("unknown_scheme",)


def test_drops_need_a_base():
    header = HEADER.replace('version = "2025-1"', 'version = "1"\ndrops = ["talk"]')
    loaded = load(text_of(TALK, header))
    assert isinstance(loaded, LoadProblems)
    assert loaded.codes() == ("drops_without_base",)


def test_a_dropped_rule_must_not_be_named_by_what_remains():
    base = scheme_of(TALK + '[[bundles]]\nid = "b"\ntitle = "名目"\nduties = ["talk"]\nSAID\n')
    header = HEADER.replace('version = "2025-1"', 'version = "1"\nbase = "our-school"\ndrops = ["talk"]')
    assert problems_of("", {"our-school": base}, header).codes() == ("dropped_but_named",)
    both = header.replace('["talk"]', '["talk", "b"]')
    assert scheme_of("", {"our-school": base}, both).header.drops == ("talk", "b")


DUTY = """
[[duties]]
id = "talk"
title = "谈心"
kind = "talk"
rhythm = { at_least = 1, every = "week" }
BY
SAID
"""
OWN_ROLE = """
[[people.roles]]
id = "own"
title = "学业导师"
role = "own"
acts_as = "ACTS"
track = "study"
SAID
"""


def test_only_mentors_are_there_for_one_thing_or_another():
    found = problems_of(DUTY.replace("BY", 'by = "homeroom_teacher"\ntrack = "study"'))
    assert [(one.code, one.path) for one in found.problems] == [("track_needs_mentor", "duties[1].track")]
    assert scheme_of(DUTY.replace("BY", 'track = "study"'))
    assert codes_of(OWN_ROLE.replace("ACTS", "homeroom_teacher")) == ("role_track",)
    follows = """
[[moments]]
id = "truancy"
title = "旷课"
trigger = "truancy"
follow_ups = [{ kind = "talk", by = "counsellor", track = "conduct" }]
SAID
"""
    assert codes_of(follows) == ("track_needs_mentor",)
    assert scheme_of(follows.replace('by = "counsellor", ', ""))


def test_a_role_of_the_schools_own_is_for_the_same_thing_everywhere():
    role = OWN_ROLE.replace("ACTS", "mentor")
    assert codes_of(role + DUTY.replace("BY", 'by = "own"\ntrack = "conduct"')) == ("track_twice",)
    for by in ('by = "own"', 'by = "own"\ntrack = "study"'):
        assert scheme_of(role + DUTY.replace("BY", by))


AGAIN = """
[[moments]]
id = "after"
title = "之后"
trigger = "TRIGGER"
follow_ups = [{ kind = "talk", FOLLOW }]
SAID
"""
WEEKLY, A_MONTH = 'rhythm = { at_least = 1, every = "week" }', 'during = { amount = 1, unit = "months" }'


@pytest.mark.parametrize(
    ("follow", "code"),
    [
        (WEEKLY, "follow_up_rhythm_and_during"),
        (A_MONTH, "follow_up_rhythm_and_during"),
        (f'{WEEKLY}, {A_MONTH}, within = {{ unit = "same_day" }}', "follow_up_within_or_during"),
        (f'rhythm = {{ at_least = 1, every = "term" }}, {A_MONTH}', "follow_up_rhythm"),
        (f'rhythm = {{ manner = "irregularly" }}, {A_MONTH}', "follow_up_rhythm"),
        (f'{WEEKLY}, during = {{ unit = "months" }}', "during_amount"),
        (f'{WEEKLY}, during = {{ unit = "term", amount = 1 }}', "during_amount"),
    ],
)
def test_what_follows_again_and_again_says_how_often_and_for_how_long(follow, code):
    text = AGAIN.replace("TRIGGER", "truancy")
    assert codes_of(text.replace("FOLLOW", follow)) == (code,)
    assert scheme_of(text.replace("FOLLOW", f"{WEEKLY}, {A_MONTH}"))


def test_nothing_follows_the_end_of_term_again_and_again():
    text = AGAIN.replace("FOLLOW", f"{WEEKLY}, {A_MONTH}")
    assert codes_of(text.replace("TRIGGER", "term_end")) == ("follow_up_after_term",)
    assert scheme_of(text.replace("TRIGGER", "term_start"))


def test_a_moment_speaks_of_grades_that_its_stages_have():
    text = AGAIN.replace("FOLLOW", f"{WEEKLY}, {A_MONTH}").replace("TRIGGER", "truancy")
    assert codes_of(text.replace("trigger", 'stages = ["senior"]\ngrades = [1]\ntrigger')) == ("grades_outside",)
    assert scheme_of(text.replace("trigger", 'stages = ["senior"]\ngrades = [10]\ntrigger'))
