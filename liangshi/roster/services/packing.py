"""Mappings and answers as JSON, and back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from liangshi.domain.roster.fields import Kind, Target
from liangshi.domain.roster.identity import Answer
from liangshi.domain.roster.mapping import Column, SheetMapping


def packed(mappings: Iterable[SheetMapping]) -> list[dict[str, Any]]:
    """Mappings as they are stored."""
    return [
        {
            "sheet": each.sheet, "kind": each.kind or "", "row": each.header_row, "depth": each.header_depth,
            "title": each.title,
            "columns": [[c.index, c.header, c.target.code if c.target else ""] for c in each.columns],
        }
        for each in mappings
    ]  # fmt: skip


def unpacked(stored: Sequence[Mapping[str, Any]]) -> tuple[SheetMapping, ...]:
    """Mappings from what is stored."""
    return tuple(
        SheetMapping(
            sheet=each["sheet"],
            kind=Kind(each["kind"]) if each["kind"] else None,
            header_row=each["row"],
            header_depth=each["depth"],
            columns=tuple(Column(i, header, Target.from_code(c) if c else None) for i, header, c in each["columns"]),
            title=each["title"],
        )
        for each in stored
    )


def answers(stored: Mapping[str, str]) -> dict[str, Answer]:
    """Answers from what is stored."""
    return {asks: Answer(said) for asks, said in stored.items()}
