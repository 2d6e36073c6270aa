"""Other children's names are taken out of a text that leaves the case."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from liangshi.domain.growth.names import Person, occurrences, spellings

STEMS = "甲乙丙丁戊己庚辛壬癸"


def without_names(texts: Sequence[str], own: str, school: Iterable[str], near: Iterable[str]) -> tuple[str, ...]:
    """The texts with each other child behind a word of its own, the same everywhere; `own` stays.

    Of children who are `near` (the same class, the same event) the given name alone is hidden as well: of a whole
    school, some given name is always an everyday word.
    """
    mine = set(spellings(Person(0, own)))
    whose = {name: name for name in school}
    whose |= {word: name for name in near for word in spellings(Person(0, name))}
    theirs = {word: name for word, name in whose.items() if word not in mine}
    marks: dict[str, str] = {}
    return tuple(_rewritten(text, theirs, mine, marks) for text in texts)


def _rewritten(text: str, theirs: dict[str, str], mine: set[str], marks: dict[str, str]) -> str:
    parts: list[str] = []
    position = 0
    for start, end, word in occurrences(text, theirs, mine):
        if word in theirs:
            mark = marks.setdefault(theirs[word], _stand_in(len(marks)))
            parts += [text[position:start], mark]
            position = end
    return "".join([*parts, text[position:]])


def _stand_in(place: int) -> str:
    mark = STEMS[place] if place < len(STEMS) else str(place + 1)
    return _("学生%(mark)s") % {"mark": mark}
