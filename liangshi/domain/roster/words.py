"""One way of writing for each value: width, spaces, names, ids, phones, lists."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache

from .grid import Cell
from .problems import Code

_HIDDEN = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x200E, 0x200F))
_SPACE = re.compile(r"\s+")
_HAN = r"[\u2e80-\u9fff\U00020000-\U0003ffff]"
_BETWEEN_HAN = re.compile(rf"(?<={_HAN})\s+|\s+(?={_HAN})")
_DOTS = re.compile(r"\s*[·•‧∙⋅・･﹒]\s*")
_BREAK = re.compile(r"[、，,;；/|\n]")
_AS_TEXT = re.compile(r'^="(.*)"$')
_SCIENTIFIC = re.compile(r"^\d(?:\.\d+)?[eE]\+?\d{1,3}$")
_PHONE_BREAK = re.compile(r"[/、,;|]|(?<=\d{11})\s+(?=\d)")
_MOBILE_MISCOUNTED = re.compile(r"^1[3-9](?:\d{7,8}|\d{10,})$")
_NOT_STATED = frozenset({"无", "没有", "暂无", "未填", "-", "--", "—", "——", "/", "\\", "null", "none", "n/a"})
_EXACT_DIGITS = 15


class Gender(StrEnum):
    """Gender as a roster states it."""

    FEMALE = "female"
    MALE = "male"
    UNSTATED = "unstated"


class Relation(StrEnum):
    """Who a guardian is to the child."""

    MOTHER = "mother"
    FATHER = "father"
    GRANDPARENT = "grandparent"
    OTHER = "other"


class MentorStatus(StrEnum):
    """Whether a member of staff can be a mentor."""

    ELIGIBLE = "eligible"
    IN_TRAINING = "in_training"
    EXEMPT = "exempt"


GENDERS = {
    **dict.fromkeys(("男", "男性", "男生", "m", "male", "1"), Gender.MALE),
    **dict.fromkeys(("女", "女性", "女生", "f", "female", "2"), Gender.FEMALE),
    **dict.fromkeys(("未填", "不详", "未知", "0", "9"), Gender.UNSTATED),
}

BOARDING = {
    **dict.fromkeys(
        ("住校", "住校生", "住宿", "住宿生", "寄宿", "寄宿生", "内宿", "内宿生", "是", "√", "y", "yes", "1", "true"),
        True,
    ),
    **dict.fromkeys(
        (
            "走读",
            "走读生",
            "通学",
            "通学生",
            "外宿",
            "外宿生",
            "不住校",
            "不住宿",
            "否",
            "×",
            "x",
            "n",
            "no",
            "0",
            "false",
        ),
        False,
    ),
}

RELATIONS = {
    **dict.fromkeys(("母亲", "妈妈", "母", "母子", "母女", "mother"), Relation.MOTHER),
    **dict.fromkeys(("父亲", "爸爸", "父", "父子", "父女", "father"), Relation.FATHER),
    **dict.fromkeys(
        (
            "祖父",
            "祖母",
            "外祖父",
            "外祖母",
            "爷爷",
            "奶奶",
            "外公",
            "外婆",
            "姥姥",
            "姥爷",
            "祖父母",
            "外祖父母",
            "祖父母或外祖父母",
            "祖孙",
            "grandparent",
        ),
        Relation.GRANDPARENT,
    ),
    **dict.fromkeys(("其他", "其它", "其他监护人", "监护人", "亲属", "other"), Relation.OTHER),
}

MENTOR_STATUSES = {
    **dict.fromkeys(("可任导师", "可任", "是", "合格", "eligible"), MentorStatus.ELIGIBLE),
    **dict.fromkeys(("培养中", "培训中", "培养", "in_training"), MentorStatus.IN_TRAINING),
    **dict.fromkeys(("暂免", "免", "否", "不担任", "exempt"), MentorStatus.EXEMPT),
}


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Compatibility forms folded, hidden characters dropped, white space single."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_HIDDEN))
    return " ".join(text.split())


def as_text(cell: Cell) -> str:
    """The text of a cell where its type does not matter."""
    if isinstance(cell, str):
        return plain(cell)
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**_EXACT_DIGITS:
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int | float) else ""


def is_blank(cell: Cell) -> bool:
    """Whether nothing but white space is in the cell."""
    return cell is None or (isinstance(cell, str) and not plain(cell))


def stated(cell: Cell) -> str:
    """The text of an optional cell; the usual ways of writing 'nothing' count as nothing."""
    text = as_text(cell)
    return "" if text.casefold() in _NOT_STATED else text


def person_name(text: str) -> str:
    """A name as one writes it: no spaces between Chinese characters, one kind of middle dot."""
    return _DOTS.sub("·", _BETWEEN_HAN.sub("", plain(text)))


def odd_characters(name: str) -> str:
    """The characters of a name that no name has: digits, symbols, pictures, private characters."""
    fine = frozenset(" ·'’-.")
    return "".join(c for c in name if c not in fine and unicodedata.category(c)[0] not in "LM")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value could not be read, with what was found."""

    code: Code
    found: str


def identifier(cell: Cell) -> str | Fault:
    """An id as text, or the way in which a spreadsheet has ruined it."""
    if isinstance(cell, str):
        return _identifier_text(cell)
    if isinstance(cell, datetime | date | time):
        return Fault(Code.ID_BECAME_DATE, cell.isoformat())
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return "" if cell is None else Fault(Code.ID_UNREADABLE, as_text(cell))
    if cell != cell or abs(cell) >= 10**_EXACT_DIGITS:  # noqa: PLR0124 - NaN is not itself
        return Fault(Code.ID_ROUNDED, f"{cell:.5E}")
    if cell < 0 or cell != int(cell):
        return Fault(Code.ID_UNREADABLE, str(cell))
    return str(int(cell))


def _identifier_text(written: str) -> str | Fault:
    text = plain(written)
    quoted = _AS_TEXT.match(text)
    text = (quoted.group(1) if quoted else text).lstrip("'").replace(" ", "")
    if _SCIENTIFIC.match(text):
        return Fault(Code.ID_SCIENTIFIC, text)
    return "" if text.casefold() in _NOT_STATED else text


def maybe_rounded(number: str) -> bool:
    """Whether a long id ends like one that lost its last digits and was then turned into text."""
    return len(number) >= 18 and number.isdigit() and number.endswith("000")


def phones(cell: Cell) -> tuple[str, ...] | Fault:
    """The telephone numbers of a cell as digits; several may share one cell."""
    text = stated(cell).lstrip("'")
    if _SCIENTIFIC.match(text):
        return Fault(Code.PHONE_UNREADABLE, text)
    found = []
    for part in _PHONE_BREAK.split(text):
        digits = re.sub(r"[\s()\-.]", "", part)
        digits = re.sub(r"^(?:\+86|0086|86(?=1\d{10}$))", "", digits)
        if not digits:
            continue
        if not (digits.isdigit() and digits.isascii() and 5 <= len(digits) <= 15) or _MOBILE_MISCOUNTED.match(digits):
            return Fault(Code.PHONE_UNREADABLE, text)
        found.append(digits)
    return tuple(dict.fromkeys(found))


def listed(text: str) -> tuple[str, ...]:
    """The entries of a list in one cell, each once, in order. Spaces separate only where nothing else does."""
    breaks = _BREAK if _BREAK.search(text) else _SPACE
    parts = (plain(part) for part in breaks.split(text.strip()))
    return tuple(dict.fromkeys(part for part in parts if part and part.casefold() not in _NOT_STATED))


def as_list(entries: Iterable[str]) -> str:
    """Entries as one cell holds them, so that `listed` gives them back."""
    written = [plain(entry) for entry in entries]
    lone = len(written) == 1 and " " in written[0]
    return "、".join(written) + ("、" if lone else "")


def listed_entries(text: str) -> tuple[str, ...]:
    """The entries of one cell between marks; spaces may stand within an entry."""
    parts = (plain(part) for part in _BREAK.split(text))
    return tuple(dict.fromkeys(part for part in parts if part.casefold() not in {"", *_NOT_STATED}))


def listed_names(text: str) -> tuple[str, ...]:
    """The people named in one cell; spaces may stand within a name."""
    names = (person_name(part) for part in _BREAK.split(text))
    return tuple(dict.fromkeys(name for name in names if name.casefold() not in {"", *_NOT_STATED}))
