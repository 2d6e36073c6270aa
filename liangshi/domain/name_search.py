"""What somebody types to find a person: a name, its pinyin, its initials, a number."""

import re

_LETTERS = re.compile(r"[a-zü' ]+")
_BETWEEN = "([0-9 ]*|[a-z]*[0-9]? )"
_MAX_LETTERS = 40


def pinyin_pattern(text: str) -> str | None:
    """A regular expression for stored sort keys (`zhao xiao3 ming2`) that `text` may mean; None for other scripts.

    Each letter follows the one before, or begins the next syllable: `zhaoxiaoming`, `zxm` and `zhaoxm` all find.
    """
    typed = text.strip().lower()
    if not typed or len(typed) > _MAX_LETTERS or not _LETTERS.fullmatch(typed):
        return None
    letters = typed.replace("ü", "v").replace("'", "").replace(" ", "")
    if not letters:
        return None
    return f"^{_BETWEEN.join(letters)}"
