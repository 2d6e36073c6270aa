"""Other people's names made invisible, for what a family takes home."""

import re
from collections.abc import Iterable

from .names import Person, Spotter, callings, spellings

AFTER = "同学"
"""Said after a name and after what stands instead of it only once."""


APART = re.compile(r"(?<=[\u4e00-\u9fff])[ \t\u00a0\u2000-\u200d\u2060\u3000\ufeff]+(?=[\u4e00-\u9fff])")
"""Blanks between two characters, as names of two are set to the width of three; also blanks that cannot be seen."""


class Hider:
    """Reads texts about `own` and replaces what every other child and guardian is called.

    What `own` is called stays, also where somebody else is called so, but for a pet name that is another's real one.
    So do the `known` words, which name nobody who is hidden, though a part of them may: the teacher 王建国 stays where
    a child is called 李建国. The longest name wins at each place.
    """

    def __init__(
        self, own: Person, children: Iterable[Person], child: str, guardians: Iterable[Person] = (), guardian: str = "",
        known: Iterable[str] = (),
    ) -> None:  # fmt: skip
        children, guardians = tuple(children), tuple(guardians)
        named = {word for person in (*children, *guardians) for word in spellings(person)}
        mine = {*spellings(own), *(set(callings(own)) - named)}
        adults = {word: guardian for person in guardians for word in spellings(person)}
        theirs = adults | {word: child for person in children for word in callings(person)}
        self._instead = {word: instead for word, instead in theirs.items() if word not in mine}
        self._spot = Spotter({*self._instead, *mine, *known})
        self._whole = Spotter(spellings(person)[0] for person in (own, *children, *guardians))

    def __call__(self, text: str) -> str:
        """The text without the names of others."""
        text = drawn_together(text, self._whole)
        parts: list[str] = []
        position = 0
        for start, end, word in self._spot(text):
            if word in self._instead:
                instead = self._instead[word]
                parts += [text[position:start], instead]
                position = end + (len(AFTER) if instead == AFTER and text.startswith(AFTER, end) else 0)
        return "".join([*parts, text[position:]])


def drawn_together(text: str, whole: Spotter) -> str:
    """The text with full names that were written apart, 李　明, as they are spelled."""
    gaps = {place for gap in APART.finditer(text) for place in range(*gap.span())}
    if not gaps:
        return text
    places = [place for place in range(len(text)) if place not in gaps]
    closed = "".join(text[at] for at in places)
    for start, end, word in reversed(list(whole(closed))):
        text = text[: places[start]] + word + text[places[end - 1] + 1 :]
    return text


def hide_names(text: str, own: Person, others: Iterable[Person], instead: str) -> str:
    """The text with every name of other children replaced; `own` stays."""
    return Hider(own, others, instead)(text)
