"""Short schemes for tests. A line SAID stands for the source and the reading of a rule."""

from __future__ import annotations

from liangshi.domain.scheme import LoadProblems, Scheme, load

HEADER = """
[header]
key = "our-school"
title = "青禾学校全员导师制工作实施方案"
stages = ["junior"]
version = "2025-1"
author = "青禾学校政教处"
valid_from = 2025-09-01

[[documents]]
key = "校"
title = "青禾学校全员导师制工作实施方案"
"""

SAID = """source = { document = "校", place = "一", words = "照原文" }
reading = "照做。"
"""

CATEGORIES = """
[[people.categories]]
id = "category-left-behind"
title = "留守儿童"
key = "left_behind"
SAID

[[people.categories]]
id = "category-mind"
title = "心理有困难的学生"
key = "mind"
SAID
"""


def text_of(body: str, header: str = HEADER) -> str:
    """The text of a scheme with a header and this body."""
    return (header + body).replace("SAID\n", SAID)


def scheme_of(body: str, shelf: dict[str, Scheme] | None = None, header: str = HEADER) -> Scheme:
    """The scheme of a sound body."""
    loaded = load(text_of(body, header), shelf or {})
    assert isinstance(loaded, Scheme), loaded
    return loaded


def problems_of(body: str, shelf: dict[str, Scheme] | None = None, header: str = HEADER) -> LoadProblems:
    """The problems of an unsound body."""
    loaded = load(text_of(body, header), shelf or {})
    assert isinstance(loaded, LoadProblems)
    return loaded


def codes_of(body: str, shelf: dict[str, Scheme] | None = None) -> tuple[str, ...]:
    """The codes of an unsound body."""
    return problems_of(body, shelf).codes()
