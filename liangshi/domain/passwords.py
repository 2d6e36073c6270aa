"""Is a password weak? Reasons as codes; what belongs to the person comes in as plain words.

A password is read as pieces that anybody would guess (the own name, the school, keyboard runs, dates, common
words) and a rest. Too short a rest makes it weak, and the largest piece says why.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LONG = 10
SHORT = 8
KINDS_OF_SHORT = 3
REST = 5
RUN = 3
DIFFERENT = 5

# fmt: off
COMMON = frozenset(
    {
        "password", "passwort", "passw0rd", "admin", "administrator", "root", "user", "guest", "test", "abc123",
        "welcome", "letmein", "monkey", "dragon", "master", "login", "hello", "iloveyou", "princess", "sunshine",
        "football", "superman", "qazwsx", "changeme", "secret", "default", "system", "woaini", "woaini1314", "wo1314",
        "aini", "1314520", "5201314", "520520", "521521", "584520", "7758521", "5211314", "woshishui", "woaiwojia",
        "mima", "wodemima", "mimamima", "jintian", "mingtian", "laoshi", "xuesheng", "xuexiao", "banzhuren", "daoshi",
        "jiazhang", "zhongguo", "beijing", "shanghai", "guangzhou", "shenzhen", "woaizhongguo", "nihao", "nihaoma",
        "haohaoxuexi", "tiantianxiangshang", "wohenaini", "baobao", "wangzherongyao", "aaa", "bbb", "zxc", "asd", "qwe",
        "我爱你", "密码", "我的密码", "你好", "老师", "学生", "学校", "中国", "好好学习", "天天向上",
    }
)
# fmt: on
"""What people choose here; a short list of our own."""

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "0123456789")
_COLUMNS = "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p"
_ZIGZAGS = ("1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "1a2b3c4d5e6f7g8h9i", "a1b2c3d4e5f6g7h8i9")
_DATE = re.compile(r"(?:19|20)\d{2}(?:[01]?\d[0-3]?\d)?|[01]\d[0-3]\d|(?<=[^\d])\d{2,4}$")
_WHOLE_DATE = re.compile(r"(?:19|20)\d{2}[-./年]?(?:0?[1-9]|1[0-2])[-./月]?(?:0[1-9]|[12]\d|3[01])")
_LOOKALIKES = str.maketrans({"@": "a", "$": "s", "!": "i"})


class Weakness(StrEnum):
    """Why a password is refused."""

    SHORT = "short"
    MONOTONOUS = "monotonous"
    COMMON = "common"
    RUN = "run"
    NAME = "name"
    NUMBER = "number"
    PHONE = "phone"
    SCHOOL = "school"
    BIRTHDAY = "birthday"


@dataclass(frozen=True, slots=True)
class Owner:
    """What others know of the person: each form of the name and of the school, numbers and phones."""

    names: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


def weaknesses(password: str, owner: Owner) -> tuple[Weakness, ...]:
    """All reasons against the password; none means that it may be used."""
    found: list[Weakness] = []
    if len(password) < SHORT or (len(password) < LONG and kinds(password) < KINDS_OF_SHORT):
        found.append(Weakness.SHORT)
    if password and len(set(password.lower())) < DIFFERENT:
        found.append(Weakness.MONOTONOUS)
    guessed = _guessed(password.lower(), owner)
    return (*found, guessed) if guessed and guessed not in found else tuple(found)


def kinds(password: str) -> int:
    """How many kinds of letters: small, capital, digits, signs, others such as Chinese."""
    tests = (
        any("a" <= letter <= "z" for letter in password),
        any("A" <= letter <= "Z" for letter in password),
        any(letter.isdigit() for letter in password),
        any(letter.isascii() and not letter.isalnum() for letter in password),
        any(not letter.isascii() for letter in password),
    )
    return sum(tests)


def _guessed(lower: str, owner: Owner) -> Weakness | None:
    for text in (lower, lower.translate(_LOOKALIKES)):
        worst = _worst_piece(text, owner)
        if worst:
            return worst
    return None


def _worst_piece(text: str, owner: Owner) -> Weakness | None:
    """Take out what can be guessed, the longest words first; the largest kind where too little is left."""
    sizes: dict[Weakness, int] = {}
    rest = text
    for reason, words in (
        (Weakness.PHONE, owner.phones),
        (Weakness.NUMBER, owner.numbers),
        (Weakness.SCHOOL, owner.schools),
        (Weakness.NAME, owner.names),
        (Weakness.COMMON, COMMON),
    ):
        rest, taken = _without(rest, words)
        sizes[reason] = taken
    rest, sizes[Weakness.RUN] = _without_runs(rest)
    sizes[Weakness.BIRTHDAY] = int(_WHOLE_DATE.search(rest) is not None)
    if not any(sizes.values()):
        return None
    rest = re.sub(r"[^\w]|_|\x00", "", _DATE.sub("", _WHOLE_DATE.sub("", rest)))
    if len(rest) >= REST:
        return None
    return max(sizes, key=lambda reason: sizes[reason])


def _without(text: str, words: Iterable[str]) -> tuple[str, int]:
    taken = 0
    for word in sorted((w.lower() for w in words if len(w) > 1), key=lambda w: (-len(w), w)):
        if word in text:
            taken += len(word) * text.count(word)
            text = text.replace(word, "\x00")
    return text, taken


def _without_runs(text: str) -> tuple[str, int]:
    """Without neighbours on the keyboard, in the alphabet or in counting, forwards and backwards, and repeats."""
    lines = [line for row in (*_ROWS, _COLUMNS, *_ZIGZAGS) for line in (row, row[::-1])]
    kept, taken, start = [], 0, 0
    while start < len(text):
        length = max(_repeat(text, start), *(_along(text, start, line) for line in lines))
        if length > RUN:
            kept.append("\x00")
            taken += length
            start += length
        else:
            kept.append(text[start])
            start += 1
    return "".join(kept), taken


def _along(text: str, start: int, line: str) -> int:
    length = 1
    while start + length < len(text) and text[start : start + length + 1] in line:
        length += 1
    return length


def _repeat(text: str, start: int) -> int:
    length = 1
    while start + length < len(text) and text[start + length] == text[start]:
        length += 1
    return length
