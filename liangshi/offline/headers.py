"""What the header of a sheet or a column says."""

import re
from typing import NamedTuple

from liangshi.domain.roster.mapping import header_key
from liangshi.domain.roster.words import plain

from .columns import COLUMNS, TAB_ALIASES, TAB_NAMES, Field, Tab
from .language import Language

_TAB_KEYS = {
    header_key(name): tab for tab, words in TAB_NAMES.items() for name in (words.zh, words.en, *TAB_ALIASES[tab])
}
_FIELD_KEYS = {
    tab: {
        header_key(name): column.field
        for column in columns
        for name in (column.header.zh, column.header.en, *column.aliases)
    }
    for tab, columns in COLUMNS.items()
}
_WISH_HEADER = re.compile(r"^(?:第)?(?:志愿|wish)?([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:志愿)?$", re.IGNORECASE)
_ALL_WISHES = frozenset({"志愿", "全部志愿", "导师志愿", "志愿导师", "志愿顺序", "wish", "wishes"})
_CHINESE_DIGITS = {text: number for number, text in enumerate("一二三四五六七八九十", start=1)}


class Meaning(NamedTuple):
    """What a header says; wishes are numbered, and 0 is the one column that holds them all in order."""

    field: Field
    number: int = 0


def tab_named(sheet: str) -> Tab | None:
    """Which of our sheets this is, by its name."""
    return _TAB_KEYS.get(header_key(sheet))


def meaning_of(tab: Tab, header: str) -> Meaning | None:
    """What a column is, by its header."""
    key = header_key(header)
    if tab is Tab.STUDENTS and ("志愿" in key or "wish" in key):
        return _wish(key)
    field = _FIELD_KEYS[tab].get(key)
    return None if field is None else Meaning(field)


def _wish(key: str) -> Meaning | None:
    if key in _ALL_WISHES:
        return Meaning(Field.WISH)
    found = _WISH_HEADER.match(plain(key))
    if not found:
        return None
    digits = found.group(1)
    number = int(digits) if digits.isdigit() else _CHINESE_DIGITS.get(digits, 0)
    return Meaning(Field.WISH, number) if number else None


def header_of(tab: Tab, field: Field, language: Language, number: int = 0) -> str:
    """The header of a column as the template writes it."""
    column = next(column for column in COLUMNS[tab] if column.field is field)
    return column.header.told(language) + (str(number) if number else "")
