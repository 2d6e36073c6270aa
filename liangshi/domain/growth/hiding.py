"""Other people's names made invisible, for what a family takes home."""

from collections.abc import Iterable

from .names import Person, Spotter, callings, spellings

AFTER = "同学"
"""Said after a name and after what stands instead of it only once."""


class Hider:
    """Reads texts about `own` and replaces what every other child and guardian is called.

    What `own` is called stays, also where somebody else is called so, but for a pet name that is another's real one.
    The longest name wins at each place.
    """

    def __init__(
        self, own: Person, children: Iterable[Person], child: str, guardians: Iterable[Person] = (), guardian: str = ""
    ) -> None:
        children, guardians = tuple(children), tuple(guardians)
        named = {word for person in (*children, *guardians) for word in spellings(person)}
        mine = {*spellings(own), *(set(callings(own)) - named)}
        adults = {word: guardian for person in guardians for word in spellings(person)}
        theirs = adults | {word: child for person in children for word in callings(person)}
        self._instead = {word: instead for word, instead in theirs.items() if word not in mine}
        self._spot = Spotter({*self._instead, *mine})

    def __call__(self, text: str) -> str:
        """The text without the names of others."""
        parts: list[str] = []
        position = 0
        for start, end, word in self._spot(text):
            if word in self._instead:
                instead = self._instead[word]
                parts += [text[position:start], instead]
                position = end + (len(AFTER) if instead == AFTER and text.startswith(AFTER, end) else 0)
        return "".join([*parts, text[position:]])


def hide_names(text: str, own: Person, others: Iterable[Person], instead: str) -> str:
    """The text with every name of other children replaced; `own` stays."""
    return Hider(own, others, instead)(text)
