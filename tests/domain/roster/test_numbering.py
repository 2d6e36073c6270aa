"""Numbers that the school did not give."""

from itertools import islice

from liangshi.domain.roster.numbering import free_numbers


def test_numbers_count_on_and_leave_out_those_that_somebody_has():
    assert list(islice(free_numbers({"20260002", "S1"}, "2026", 4), 3)) == ["20260001", "20260003", "20260004"]
