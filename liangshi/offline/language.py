"""Two languages for one program: every text is a pair, every speaker picks one side."""

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
        """The text, with its blanks filled."""
        text = self.zh if language is Language.ZH else self.en
        return text.format(**params) if params else text
