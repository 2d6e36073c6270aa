"""Write the reference part of docs/schemes.md from the language itself: every table, key and word."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from liangshi.domain.scheme import Rule, Scheme
from liangshi.domain.scheme.labels import label
from liangshi.domain.scheme.references import named_fields
from liangshi.domain.scheme.shape import innermost, is_model
from liangshi.domain.scheme.terms import TERMS

PAGE = Path(__file__).resolve().parent.parent / "docs/schemes.md"
BEGIN = "<!-- reference: written by python -m tools.scheme_manual -->"
PLAIN = {"str": "text", "int": "integer", "float": "number", "bool": "true/false", "date": "date"}


def parts() -> dict[str, type[BaseModel]]:
    """Every part of the language by its path, tables first, then what stands inside them."""
    found: dict[str, type[BaseModel]] = {}
    inside: list[type[BaseModel]] = []
    for name, field in Scheme.model_fields.items():
        _collect(name, innermost(field.annotation), _is_list(field), found)
    for part in list(found.values()):
        inside.extend(_nested(part))
    for part in dict.fromkeys(inside):
        if part not in found.values():
            found[part.__name__] = part
    return found


def _collect(path: str, part: Any, many: bool, found: dict[str, type[BaseModel]]) -> None:  # noqa: FBT001
    if many or path == "header":
        found[f"[[{path}]]" if many else f"[{path}]"] = part
        return
    for name, field in part.model_fields.items():
        _collect(f"{path}.{name}", innermost(field.annotation), _is_list(field), found)


def _is_list(field: FieldInfo) -> bool:
    return str(field.annotation).startswith(("tuple[", "typing.Annotated[tuple["))


def _nested(part: type[BaseModel]) -> list[type[BaseModel]]:
    found = []
    for field in part.model_fields.values():
        kind = innermost(field.annotation)
        if is_model(kind):
            found += [kind, *_nested(kind)]
    return found


def reference() -> str:
    """The reference: what every rule carries, each table, each part, each vocabulary."""
    lines = [BEGIN, "", "## Reference: what every rule carries", "", *_table(Rule, inherited=())]
    lines += ["", "## Reference: tables and parts"]
    for path, part in parts().items():
        own = [n for n in part.model_fields if not issubclass(part, Rule) or n not in Rule.model_fields]
        lines += ["", f"### `{path}`", "", _summary(part), ""]
        lines += _table(part, inherited=tuple(set(part.model_fields) - set(own)))
    lines += ["", "## Reference: closed vocabularies", "", "Key and Chinese word of each value.", ""]
    lines += [f"* **{kind.__name__}**: {_words(kind)}" for kind in _vocabularies()]
    return "\n".join(lines) + "\n"


def _summary(part: type[BaseModel]) -> str:
    said = (part.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " ")
    return said + (" A rule: it also has every key of the first table." if issubclass(part, Rule) else "")


def _table(part: type[BaseModel], inherited: tuple[str, ...]) -> list[str]:
    lines = ["| key | 中文 | value | meaning |", "| --- | --- | --- | --- |"]
    for name, field in part.model_fields.items():
        if name not in inherited:
            described = (field.description or "").replace("|", "\\|")
            lines.append(f"| `{name}` | {label(name)} | {_value(part, name, field)} | {described} |")
    return lines


def _value(part: type[BaseModel], name: str, field: FieldInfo) -> str:
    kind = innermost(field.annotation)
    said = f"name of a {named}" if (named := named_fields(part).get(name)) else _kind(kind)
    if _is_list(field):
        said = f"list of {said}"
    return f"**{said}**" if field.is_required() else said


def _kind(kind: Any) -> str:
    if is_model(kind):
        return f"{{ {kind.__name__} }}"
    return PLAIN.get(kind.__name__, kind.__name__)


def _vocabularies() -> list[type[StrEnum]]:
    return sorted(TERMS, key=lambda kind: kind.__name__)


def _words(kind: type[StrEnum]) -> str:
    return "; ".join(f"`{key}` {word}" for key, word in TERMS[kind].items())


def text() -> str:
    """The page: the hand-written part as it is, the reference anew."""
    written = PAGE.read_text(encoding="utf-8").split(BEGIN)[0]
    return written + reference()


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
