"""What is pointed out in a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """A place in a text, half-open in characters, and why it may deserve another look.

    Codes: `name_of_other` (`word`, and in `about` whose name it is), `pronoun` (`word`; `about` the pronoun expected),
    `label`, `verdict`, `comparison`, `rank`, `threat`, `phrase` (`word`; `about` empty).
    """

    code: str
    start: int
    end: int
    word: str
    about: str = ""
