"""Lying bars: every part is as long as its number, and stands where the one before it ends."""

import pytest

from liangshi.foundation.charts import NAMES, ROW, TOTALS, WIDTH, lines

CLASSES = ["高一(1)班", "高一(2)班", "高一(3)班"]


def test_the_longest_bar_fills_the_room_and_the_others_are_in_proportion() -> None:
    chart = lines(CLASSES, {"学生": [30, 15, 0]})
    widths = [sum(part.width for part in line.parts) for line in chart.lines]
    assert widths == [WIDTH - NAMES - TOTALS, (WIDTH - NAMES - TOTALS) / 2, 0]
    assert [line.total for line in chart.lines] == [30, 15, 0]
    assert (chart.height, chart.several) == (3 * ROW, False)


def test_parts_follow_each_other_and_what_is_nothing_is_not_drawn() -> None:
    chart = lines(CLASSES[:1], {"按志愿": [10], "延续": [0], "暂无导师": [5]})
    first, second = chart.lines[0].parts
    assert (first.x, second.x) == (NAMES, pytest.approx(first.x + first.width, abs=0.1))
    assert [(part.name, part.value, part.shade) for part in (first, second)] == [("按志愿", 10, 0), ("暂无导师", 5, 2)]
    assert chart.series == ("按志愿", "延续", "暂无导师")
    assert chart.several


def test_a_number_stands_inside_a_part_only_where_it_has_room() -> None:
    chart = lines(CLASSES[:1], {"按志愿": [99], "延续": [1]})
    assert [part.numbered for part in chart.lines[0].parts] == [True, False]


def test_nothing_to_draw_is_an_empty_chart() -> None:
    assert lines([], {"学生": []}).lines == ()
    assert lines(CLASSES[:1], {"学生": [0]}).lines[0].parts == ()
