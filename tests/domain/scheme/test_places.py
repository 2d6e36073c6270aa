"""On which line a key stands, through tables, inline tables, lists and long strings."""

from __future__ import annotations

import pytest

from liangshi.domain.scheme.places import read_places

TEXT = '''# a note
[header]
title = "甲 # no comment"
"quoted key" = 1

[[duties]]
id = "a"
list = [
  # a note in a list
  { key = "x" },
  { key = "y", nested = ["]", '['] },
]
long = """
[[duties]]
fake = "\\""" still inside"""
after = 1
[duties.rhythm]
every = "week"
[[duties]]
a.b = 2
[[duties.windows]]
anchor = \'\'\'x\'\'\'
[[duties.windows]]
anchor = """ends with quotes"""""
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("header",), 2),
        (("header", "title"), 3),
        (("header", "quoted key"), 4),
        (("duties",), 6),
        (("duties", 0), 6),
        (("duties", 0, "id"), 7),
        (("duties", 0, "list"), 8),
        (("duties", 0, "list", 0), 10),
        (("duties", 0, "list", 1, "nested", 1), 11),
        (("duties", 0, "after"), 16),
        (("duties", 0, "rhythm"), 17),
        (("duties", 0, "rhythm", "every"), 18),
        (("duties", 1), 19),
        (("duties", 1, "a", "b"), 20),
        (("duties", 1, "windows", 0, "anchor"), 22),
        (("duties", 1, "windows", 1, "anchor"), 24),
        (("nowhere",), 1),
    ],
)
def test_a_key_is_found_on_its_line(path, line):
    assert read_places(TEXT).line_of(path) == line


def test_a_text_may_end_without_a_line_end():
    assert read_places("a = 1\n# end").line_of(("a",)) == 1
    assert read_places("b = 2").line_of(("b",)) == 1
