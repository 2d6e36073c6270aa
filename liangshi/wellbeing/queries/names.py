"""Other children's names are taken out of a text that leaves the case."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

STEMS = "甲乙丙丁戊己庚辛壬癸"


def without_names(texts: Sequence[str], names: Iterable[str]) -> tuple[str, ...]:
    """The texts with each of the names behind a word of its own, the same everywhere; long names first."""
    whole = "\n".join(texts)
    found = sorted((name for name in names if name and name in whole), key=lambda name: (-len(name), name))
    order = sorted(found, key=whole.index)
    words = {name: _stand_in(order.index(name)) for name in found}
    changed = list(texts)
    for name, word in words.items():
        changed = [text.replace(name, word) for text in changed]
    return tuple(changed)


def _stand_in(place: int) -> str:
    mark = STEMS[place] if place < len(STEMS) else str(place + 1)
    return _("学生%(mark)s") % {"mark": mark}
