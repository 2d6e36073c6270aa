"""Other people's names made invisible, for what a family takes home."""

from collections.abc import Iterable

from .names import Person, occurrences, spellings


def hide_names(text: str, own: Person, others: Iterable[Person], instead: str) -> str:
    """The text with every name of `others` replaced; `own` stays. The longest name wins at each place."""
    mine = set(spellings(own))
    theirs = {word: person.name for person in others for word in spellings(person) if word not in mine}
    parts: list[str] = []
    position = 0
    for start, end, word in occurrences(text, theirs, mine):
        if word in theirs:
            parts += [text[position:start], instead]
            position = end
    return "".join([*parts, text[position:]])
