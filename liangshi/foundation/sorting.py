"""The stored sort key of a name."""

from pypinyin import Style, lazy_pinyin

from liangshi.domain.names import split_surname


def name_sort_key(name: str) -> str:
    """Pinyin with tone numbers, surname first by its reading as a surname; latin names in lower case."""
    surname, given, reading = split_surname(name.strip())
    head = reading or "".join(lazy_pinyin(surname))
    tail = " ".join(lazy_pinyin(given, style=Style.TONE3, neutral_tone_with_five=True))
    return f"{head} {tail}".lower()[:120]
