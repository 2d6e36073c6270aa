"""Other children's names are taken out of a text that leaves the case."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from liangshi.domain.growth.hiding import drawn_together
from liangshi.domain.growth.names import Person, Spotter, callings, spellings

STEMS = "甲乙丙丁戊己庚辛壬癸"


def without_names(texts: Sequence[str], own: str, school: Iterable[str], near: Iterable[str]) -> tuple[str, ...]:
    """The texts with each other child behind a word of its own, the same everywhere; `own` stays.

    Of children who are `near` (the same class, the same event) whatever they are called is hidden, pet names too: of a
    whole school, some given name is always an everyday word.
    """
    beside = [Person(0, name) for name in near]
    real = {word: one.name for one in beside for word in spellings(one)}
    whole = {word: name for name in school for word in _whole(name)}
    called = {word: one.name for one in beside for word in callings(one)}
    mine = {*spellings(Person(0, own)), *(set(callings(Person(0, own))) - {*real, *whole})}
    theirs = {word: name for word, name in (called | whole | real).items() if word not in mine}
    spot, apart = Spotter({*theirs, *mine}), Spotter({*whole, *_whole(own)})
    marks: dict[str, str] = {}
    return tuple(_rewritten(drawn_together(text, apart), theirs, spot, marks) for text in texts)


def _whole(name: str) -> list[str]:
    """The full name, with whichever dot is at hand between its parts."""
    return [word for word in spellings(Person(0, name)) if len(word) == len(name)]


def _rewritten(text: str, theirs: Mapping[str, str], spot: Spotter, marks: dict[str, str]) -> str:
    parts: list[str] = []
    position = 0
    for start, end, word in spot(text):
        if word in theirs:
            mark = marks.setdefault(theirs[word], _stand_in(len(marks)))
            parts += [text[position:start], mark]
            position = end
    return "".join([*parts, text[position:]])


def _stand_in(place: int) -> str:
    mark = STEMS[place] if place < len(STEMS) else str(place + 1)
    return _("学生%(mark)s") % {"mark": mark}
