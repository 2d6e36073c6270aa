"""Change single values of a scheme text without touching the rest: comments and order stay."""

from collections.abc import Collection, Mapping
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

from liangshi.people.queries.accounts import bureau_name

HEADER = "header"


def amend(text: str, changes: Mapping[tuple[str, str], Any]) -> str:
    """`text` with each (rule id or `header`, field) set to its value; None removes the key.

    A rule that stands twice, for different dates, is amended where it stands last.
    """
    document = tomlkit.parse(text)
    tables = dict(_rules(document))
    tables[HEADER] = document[HEADER]
    for (rule, field), value in changes.items():
        table = tables[rule]
        if value is None:
            table.pop(field, None)
        else:
            table[field] = _written(value)
    return tomlkit.dumps(document)


def of_school(text: str, school: str) -> str:
    """The text of a preset as a school's own: under its name, issued by it."""
    return _named(text, {"title": f"{school}全员导师制工作实施方案", "author": school, "level": "school"})


def of_bureau(text: str, region: str) -> str:
    """The text of a preset as the frame of a region's bureau."""
    return _named(text, {"title": f"{region}全员导师制工作框架", "author": bureau_name(region), "level": "city"})


def _named(text: str, header: Mapping[str, str]) -> str:
    return amend(text, {(HEADER, field): value for field, value in header.items()})


def without_examples(text: str, ids: Collection[str]) -> str:
    """`text` without the worked examples of those ids."""
    document = tomlkit.parse(text)
    examples = document.get("examples", [])
    for index in reversed(range(len(examples))):
        if examples[index]["id"] in ids:
            del examples[index]
    if not examples:
        document.pop("examples", None)
    return tomlkit.dumps(document)


def _rules(container: Any) -> Any:
    for value in container.values():
        if isinstance(value, AoT):
            yield from ((str(item["id"]), item) for item in value if "id" in item)
        elif isinstance(value, Table | dict):
            yield from _rules(value)


def _written(value: Any) -> Any:
    if isinstance(value, tuple):
        lines = tomlkit.array()
        lines.extend(value)
        return lines.multiline(len(value) > 1)
    return value
