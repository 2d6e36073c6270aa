"""Every name that a scheme uses must be declared in it, in its base, or in the language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from liangshi.domain.scheme.base import Names
from liangshi.domain.scheme.model import Scheme
from liangshi.domain.scheme.places import Path
from liangshi.domain.scheme.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Reference:
    """A name used at a path, and the kind of thing it must name."""

    path: Path
    kind: str
    name: str


def references(part: BaseModel, path: Path = ()) -> Iterator[Reference]:
    """Every name used anywhere in a part."""
    kinds = named_fields(type(part))
    for name in type(part).model_fields:
        value = part.__dict__[name]
        for place, item in _items(value, (*path, name)):
            if isinstance(item, BaseModel):
                yield from references(item, place)
            elif name in kinds and isinstance(item, str):
                yield Reference(place, kinds[name], item)


def _items(value: object, path: Path) -> Iterator[tuple[Path, object]]:
    if isinstance(value, tuple):
        yield from (((*path, index), item) for index, item in enumerate(value))
    elif value is not None:
        yield path, value


@cache
def named_fields(model: type[BaseModel]) -> dict[str, str]:
    """Which fields of a model hold names of something, and of what kind."""
    found = {}
    for name, field in model.model_fields.items():
        marks = [m for m in (*field.metadata, *_marks(field.annotation)) if isinstance(m, Names)]
        if marks:
            found[name] = marks[0].kind
    return found


def _marks(annotation: Any) -> Iterator[object]:
    if get_origin(annotation) is Annotated:
        yield from annotation.__metadata__
    for argument in get_args(annotation):
        if argument is not Ellipsis:
            yield from _marks(argument)


def declared(scheme: Scheme) -> dict[str, frozenset[str]]:
    """The names a scheme declares, by kind."""
    people = scheme.people
    sets = {group.key for group in people.category_sets}
    return {
        "document": frozenset(document.key for document in scheme.documents),
        "role": frozenset({*(role.value for role in Role), *(r.role for r in people.roles)}),
        "category": frozenset({category.key for category in people.categories} | sets),
        "level": frozenset(level.key for level in scheme.wellbeing.levels),
        "guidance": frozenset(field.key for field in scheme.guidance),
        "duty": frozenset(duty.id for duty in scheme.duties),
        "form": frozenset(form.id for form in scheme.forms),
        "survey": frozenset(survey.id for survey in scheme.surveys),
        "line": frozenset(line.id for line in scheme.appraisal.lines),
        "rule": frozenset(rule.id for rule in scheme.rules()),
    }
