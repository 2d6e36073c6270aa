"""Export and import change nothing, whatever the scheme."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from liangshi.domain.scheme import (
    Channel,
    Coverage,
    DutyKind,
    DutyRule,
    Manner,
    Obligation,
    Override,
    Period,
    Rhythm,
    Scheme,
    Session,
    Sharing,
    Source,
    TimeLimit,
    TimeUnit,
    dump,
    load,
)
from liangshi.domain.scheme.places import read_places
from tests.domain.scheme.texts import CATEGORIES, scheme_of

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=20)
counts = st.integers(1, 9)
rhythms = st.one_of(
    st.builds(Rhythm, at_least=counts, every=st.sampled_from(Period)),
    st.builds(Rhythm, exactly=counts, every=st.sampled_from(Period)),
    st.builds(Rhythm, manner=st.sampled_from([m for m in Manner if m is not Manner.COUNTED])),
)
sources = st.builds(Source, document=st.just("校"), place=words, words=words)
duties = st.builds(
    DutyRule,
    id=st.just("duty"),
    title=words,
    reading=words,
    source=st.lists(sources, min_size=1, max_size=3).map(tuple),
    valid_from=st.none() | st.dates(date(2025, 9, 1), date(2026, 6, 1)),
    kind=st.sampled_from(DutyKind),
    obligation=st.sampled_from(Obligation),
    rhythm=rhythms,
    session=st.none() | st.builds(Session, minutes=counts),
    coverage=st.none()
    | st.builds(Coverage, share=st.floats(0, 100), within=st.sampled_from(Period), categories=st.just(())),
    channels=st.lists(st.sampled_from(Channel), unique=True).map(tuple),
    overrides=st.lists(st.builds(Override, categories=st.just(("mind",)), rhythm=rhythms), max_size=2).map(tuple),
    shared=st.none() | st.builds(Sharing, roles=st.just(("homeroom_teacher",)), details=words),
    answer_within=st.none() | st.builds(TimeLimit, unit=st.just(TimeUnit.MINUTES), amount=counts),
    contents=st.lists(words, max_size=3).map(tuple),
)


@settings(max_examples=25, deadline=None)
@given(duties)
def test_whatever_a_duty_says_it_says_the_same_after_export_and_import(duty):
    scheme = scheme_of(CATEGORIES).model_copy(update={"duties": (duty,)})
    text = dump(scheme)
    again = load(text)
    assert again == scheme
    assert isinstance(again, Scheme)
    assert dump(again) == text


@settings(max_examples=25, deadline=None)
@given(duties)
def test_every_key_of_a_written_text_is_found_on_its_own_line(duty):
    text = dump(scheme_of(CATEGORIES).model_copy(update={"duties": (duty,)}))
    lines = text.split("\n")
    places = read_places(text)
    for key in ("id", "title", "kind", "rhythm", "reading"):
        assert lines[places.line_of(("duties", 0, key)) - 1].startswith(f"{key} = ")


def test_whole_numbers_are_written_without_a_point_and_halves_with_one():
    scheme = scheme_of("""
[[appraisal.deductions]]
id = "d"
title = "扣分"
event = "dropout"
points = -1
cap = -2.5
SAID
""")
    text = dump(scheme)
    assert "points = -1\n" in text
    assert "cap = -2.5\n" in text


def test_defaults_are_left_out_and_long_lists_stand_on_several_lines():
    scheme = scheme_of(
        """
[[bundles]]
id = "b"
title = "名目"
parts = ["PART", "PART", "PART"]
SAID

[[people.mentors]]
id = "m"
title = "导师"
pool = "all_teachers"
SAID
""".replace("PART", "一项" * 20)
    )
    text = dump(scheme)
    assert "parts = [\n  " in text
    assert "strength" not in text
    assert 'stages = ["junior"]' in text
