"""Guardians told by a file are joined with those stored; nobody is lost."""

from hypothesis import given
from hypothesis import strategies as st

from liangshi.domain.roster.guardians import joined
from liangshi.domain.roster.rows import GuardianEntry
from liangshi.domain.roster.words import Relation

from .making import guardian

MOTHER = guardian("刘某", "19900000001", Relation.MOTHER)
FATHER = guardian("张某", "19900000002", Relation.FATHER)


def test_a_guardian_of_whom_nothing_new_is_said_stays():
    assert joined((MOTHER, FATHER), [GuardianEntry("刘某", "", None)]) == (MOTHER, FATHER)


def test_a_new_telephone_of_the_same_name_replaces_the_old():
    new = GuardianEntry("刘某", "19900000009", None)
    assert joined((MOTHER, FATHER), [new]) == (guardian("刘某", "19900000009", Relation.MOTHER), FATHER)


def test_a_name_for_a_known_telephone_is_filled_in():
    stored = guardian("", "19900000001", Relation.OTHER)
    assert joined((stored,), [MOTHER]) == (MOTHER,)


def test_the_mother_of_another_name_is_the_mother_corrected_and_another_relative_is_somebody_new():
    other = guardian("陈某", "19900000003", Relation.MOTHER)
    assert joined((MOTHER,), [other]) == (other,)
    aunt = guardian("陈某", "19900000003", Relation.OTHER)
    assert joined((MOTHER,), [aunt]) == (MOTHER, aunt)


def test_somebody_new_without_a_relation_is_another_guardian():
    assert joined((), [GuardianEntry("陈某", "19900000003", None)]) == (guardian("陈某", "19900000003"),)


def test_somebody_new_without_a_telephone_is_not_taken_in():
    assert joined((MOTHER,), [GuardianEntry("陈某", "", None)]) == (MOTHER,)


def test_a_person_named_by_two_columns_is_one():
    told = [GuardianEntry("张某", "19900000002", None), GuardianEntry("张某", "19900000002", Relation.FATHER)]
    assert joined((), told) == (FATHER,)


def test_one_telephone_told_by_two_columns_each_in_part_is_one_person():
    told = [GuardianEntry("", "19900000001", Relation.OTHER), GuardianEntry("刘某", "19900000001", None)]
    stored = guardian("刘某", "", Relation.OTHER)
    assert joined((stored,), told) == (guardian("刘某", "19900000001", Relation.OTHER),)


ENTRIES = st.builds(
    GuardianEntry,
    st.sampled_from(["", "刘某", "张某", "陈某"]),
    st.sampled_from(["", "19900000001", "19900000002"]),
    st.sampled_from([None, Relation.MOTHER, Relation.FATHER, Relation.OTHER]),
).filter(lambda entry: entry.name or entry.phone)
STORED = ENTRIES.map(lambda e: GuardianEntry(e.name, e.phone, e.relation or Relation.OTHER))

FAMILIES = st.lists(STORED, max_size=4, unique_by=(lambda e: e.name or e, lambda e: e.phone or e)).map(tuple)
"""Guardians who can be told apart by name and by telephone."""


@given(stored=FAMILIES, told=st.lists(ENTRIES, max_size=4))
def test_telling_it_twice_is_telling_it_once(stored, told):
    once = joined(stored, told)
    assert joined(once, told) == once


@given(stored=st.lists(STORED, max_size=4, unique=True).map(tuple), told=st.lists(ENTRIES, max_size=4))
def test_nobody_is_lost_and_no_more_are_added_than_told(stored, told):
    after = joined(stored, told)
    assert len(stored) <= len(after) <= len(stored) + len(told)
    assert joined(stored, []) == stored
