"""Two languages for one program: every text is a pair, every speaker picks one side."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """In which words we answer."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    zh: str
    en: str

    def told(self, language: Language, **params: object) -> str:
        """The text, with its blanks filled; a tuple becomes a list of words, or a dash."""
        text = self.zh if language is Language.ZH else self.en
        return text.format(**{name: _said(value, language) for name, value in params.items()}) if params else text


def joined(words: Iterable[str], language: Language) -> str:
    """语文、数学; 语文, 数学."""
    return ("、" if language is Language.ZH else ", ").join(words)


def _said(value: object, language: Language) -> object:
    return joined(map(str, value), language) or "—" if isinstance(value, tuple) else value
