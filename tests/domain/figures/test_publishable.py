"""Small cells are hidden, and nothing that is shown leads back to them."""

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liangshi.domain.figures import Published, Table, UnevenTableError, publishable, typical

SMALL = 3
"""The threshold in tables that are small enough to try everything."""


def table(*lines: tuple[int, ...]) -> Table:
    rows = tuple(f"r{number}" for number in range(len(lines)))
    return Table(rows, tuple(f"c{number}" for number in range(len(lines[0]) if lines else 0)), lines)


@st.composite
def tables(draw: st.DrawFn, rows: int, columns: int, most: int) -> Table:
    width = draw(st.integers(1, columns))
    lines = st.lists(st.tuples(*[st.integers(0, most)] * width), min_size=1, max_size=rows)
    return table(*draw(lines))


def shown_of(published: Published) -> list[list[int | None]]:
    """The whole grid as it is shown, margins last."""
    lines = [[*line, total] for line, total in zip(published.cells, published.row_totals, strict=True)]
    return [*lines, [*published.column_totals, published.total]]


def alike(published: Published, highest: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every table with counts up to `highest` that would be shown in the same way."""
    shown = shown_of(published)
    width = len(published.columns)
    choices = [range(highest + 1) if cell is None else (cell,) for line in published.cells for cell in line]
    for flat in product(*choices):
        lines = tuple(flat[start : start + width] for start in range(0, len(flat), width))
        full = Table(published.rows, published.columns, lines).with_margins()
        pairs = zip((cell for line in shown for cell in line), (count for line in full for count in line), strict=True)
        if all(cell is None or cell == count for cell, count in pairs):
            yield full


@settings(max_examples=80, deadline=None)
@given(tables(rows=2, columns=2, most=6))
def test_whoever_tries_every_table_still_cannot_tell_a_hidden_count(counts: Table) -> None:
    published = publishable(counts, SMALL)
    true = counts.with_margins()
    possible = list(alike(published, highest=8))
    assert true in possible
    for row, line in enumerate(shown_of(published)):
        for column, cell in enumerate(line):
            if cell is None:
                values = {full[row][column] for full in possible}
                assert len(values) > 1
                if true[row][column] < SMALL:
                    assert max(values) >= SMALL


@settings(max_examples=150, deadline=None)
@given(tables(rows=6, columns=5, most=12))
def test_no_sums_and_differences_of_what_is_shown_give_a_hidden_count(counts: Table) -> None:
    published = publishable(counts)
    hidden = [place for place, cell in enumerate(flat(published)) if cell is None]
    assert determined(equations(published, hidden), len(hidden)) == set()


def flat(published: Published) -> list[int | None]:
    return [cell for line in shown_of(published) for cell in line]


def equations(published: Published, hidden: list[int]) -> list[list[Fraction]]:
    """What rows and columns that add up say about the hidden counts."""
    width, height = len(published.columns) + 1, len(published.rows) + 1
    rows = [[row * width + column for column in range(width)] for row in range(height)]
    columns = [[row * width + column for row in range(height)] for column in range(width)]
    return [
        [Fraction((place in line) * (-1 if place == line[-1] else 1)) for place in hidden] for line in [*rows, *columns]
    ]


def determined(matrix: list[list[Fraction]], width: int) -> set[int]:
    """The unknowns that a system of equations settles: those alone in a line of the reduced form."""
    lead = 0
    for column in range(width):
        pivot = next((row for row in range(lead, len(matrix)) if matrix[row][column]), None)
        if pivot is None:
            continue
        matrix[lead], matrix[pivot] = matrix[pivot], matrix[lead]
        first = matrix[lead][column]
        matrix[lead] = [value / first for value in matrix[lead]]
        for row, line in enumerate(matrix):
            if row != lead and line[column]:
                factor = line[column]
                matrix[row] = [value - factor * base for value, base in zip(line, matrix[lead], strict=True)]
        lead += 1
    return {places[0] for line in matrix if len(places := [at for at, value in enumerate(line) if value]) == 1}


@settings(max_examples=150, deadline=None)
@given(tables(rows=6, columns=5, most=12))
def test_hidden_counts_of_a_row_with_its_total_add_up_to_no_small_number(counts: Table) -> None:
    published = publishable(counts)
    for line, total, true in zip(published.cells, published.row_totals, counts.counts, strict=True):
        left = sum(count for cell, count in zip(line, true, strict=True) if cell is None)
        assert total is None or left == 0 or left >= 5


@settings(max_examples=150, deadline=None)
@given(tables(rows=6, columns=5, most=12))
def test_what_is_shown_is_true_and_never_small(counts: Table) -> None:
    true = [count for line in counts.with_margins() for count in line]
    for cell, count in zip(flat(publishable(counts)), true, strict=True):
        assert cell in {None, count}
        assert cell is None or cell == 0 or cell >= 5


def test_a_table_without_small_counts_is_shown_whole() -> None:
    published = publishable(table((0, 8), (5, 12)))
    assert published.cells == ((0, 8), (5, 12))
    assert (published.row_totals, published.column_totals, published.total) == ((8, 17), (5, 20), 25)
    assert not published.hides


def test_one_small_count_takes_another_of_its_row_and_of_its_column_with_it() -> None:
    published = publishable(table((2, 9, 30), (8, 7, 30), (40, 40, 40)))
    assert published.hides
    assert published.cells == ((None, None, 30), (None, None, 30), (40, 40, 40))
    assert published.row_totals == (41, 45, 120)


def test_where_all_is_small_the_totals_are_hidden_as_well() -> None:
    published = publishable(table((1, 0), (2, 0)))
    assert published.cells[0][0] is None
    assert published.row_totals == (None, None)
    assert published.total is None


def test_two_small_counts_do_not_hide_each_other_where_their_sum_is_small() -> None:
    published = publishable(table((1, 2, 20), (10, 10, 20)))
    assert published.cells[0] == (None, None, 20) or published.cells[0][2] is None
    assert published.row_totals[0] is None or published.cells[0][2] is None


def test_an_empty_table_is_shown_as_it_is() -> None:
    assert publishable(Table((), ("a",), ())).total == 0
    assert publishable(Table((), (), ())).lines == ()


def test_a_table_must_be_even_and_its_counts_not_below_zero() -> None:
    with pytest.raises(UnevenTableError, match="rows of"):
        Table(("a",), ("b",), ((1, 2),))
    with pytest.raises(UnevenTableError, match="below zero"):
        Table(("a",), ("b",), ((-1,),))


def test_the_median_is_told_only_where_five_stand_behind_it() -> None:
    minutes = [timedelta(minutes=each) for each in (4, 9, 12, 30, 400)]
    assert typical(minutes) == timedelta(minutes=12)
    assert typical(minutes[:4]) is None
