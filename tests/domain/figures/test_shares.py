"""A share that leaves a school tells no small number."""

from hypothesis import given
from hypothesis import strategies as st

from liangshi.domain.figures import THRESHOLD, Near, Share, share_of


@st.composite
def sums(draw: st.DrawFn) -> tuple[int, int, int]:
    asked = draw(st.integers(min_value=0, max_value=300))
    done = draw(st.integers(min_value=0, max_value=asked))
    return asked, done, draw(st.integers(min_value=0, max_value=asked - done))


def test_a_share_is_in_whole_percent_of_what_was_possible() -> None:
    assert share_of(100, 60, 20) == Share(100, 75)
    assert share_of(100, 0) == Share(100, 0)
    assert share_of(100, 100) == Share(100, 100)


def test_so_few_that_a_child_could_be_meant_are_not_shown() -> None:
    assert share_of(4, 4).hidden
    assert share_of(40, 3, 36).hidden  # four families were left
    assert not share_of(0, 0).hidden


def test_a_small_rest_is_said_without_its_number() -> None:
    assert share_of(50, 48) == Share(50, near=Near.ALL)
    assert share_of(50, 2) == Share(50, near=Near.NOTHING)


@given(sums())
def test_whatever_is_shown_could_be_a_number_that_is_not_small(found: tuple[int, int, int]) -> None:
    """Others with the same `asked` show the same and have no small number."""
    asked, done, excused = found
    shown = share_of(*found)
    if shown.percent is not None:
        wanted = asked - excused
        assert done == 0 or done >= THRESHOLD
        assert wanted - done == 0 or wanted - done >= THRESHOLD
