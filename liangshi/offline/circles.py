"""Clubs, and groups within a class, as this workbook's students name them; mentors refer to these."""

import re
from collections.abc import Iterable, Sequence

from liangshi.domain.roster.words import plain

from .classes import Classes

_MARKS = re.compile(r"[()\[\]{}【】〔〕\s第]")
_NUMBERED = re.compile(r"^[0-9一二三四五六七八九十]+组?$")


def circles_of(class_name: str, written: Iterable[str]) -> frozenset[str]:
    """By which names a student's clubs and groups are found: alone, and together with the class."""
    names = [_bare(text) for text in written]
    return frozenset([*names, *(f"{class_name}{name}" for name in names)])


def _bare(text: str) -> str:
    return _MARKS.sub("", plain(text)).casefold()


class Circles:
    """The clubs and groups that students are in."""

    def __init__(self, members: Iterable[tuple[str, Sequence[str]]], classes: Classes) -> None:
        self._classes = classes
        self._found: dict[str, list[str]] = {}
        for class_name, written in members:
            for name in map(_bare, written):
                known = self._found.setdefault(name, [])
                if class_name not in known:
                    known.append(class_name)

    def named(self, text: str) -> tuple[str, ...]:
        """The club or group of that name: one, none, or several where the class of a numbered group is not said."""
        bare = _bare(text)
        if bare in self._found:
            classes = self._found[bare]
            several = len(classes) > 1 and _NUMBERED.match(bare)
            return tuple(f"{name}{bare}" for name in classes) if several else (bare,)
        head, mark, tail = text.partition("班")
        group = _bare(tail)
        classes = [name for name in self._classes.classes(head + mark) if name in self._found.get(group, ())]
        return tuple(f"{name}{group}" for name in classes) if mark else ()
