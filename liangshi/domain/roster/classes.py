"""Names of classes: 高一(3)班, 高一3班, 2024级3班 and 1003班 become one key."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .problems import Code
from .words import Fault, plain

_CHINESE = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_NUMBER = r"[0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_STAGES = {"小": range(1, 7), "初": range(7, 10), "高": range(10, 13)}
_STAGE_GRADE = re.compile(rf"^(高|初|小)(?:中|学)?({_NUMBER})(?:年级|年段|年|级)?")
_PLAIN_GRADE = re.compile(rf"^({_NUMBER})(?:年级|年段|年)")
_SHORT_GRADE = re.compile(r"^([一二三四五六七八九])(?=[0-9])")
_COHORT = re.compile(r"^(高|初|小)?(?:中|学)?(20[0-9]{2}|[0-9]{2})(级|届)")
_DASHED = re.compile(r"^([0-9]{1,2})[-.]([0-9]{1,2})班?$")
_CODED = re.compile(r"^([0-9]{1,2})([0-9]{2})班?$")
_BRACKETS = re.compile(r"[()\[\]{}【】〔〕〈〉<>「」\s]")
_SEPARATORS = re.compile(r"[-–—_·.、/:,]")
_LAST_PLAUSIBLE_COHORT_AGE = 6


@dataclass(frozen=True, slots=True, order=True)
class ClassKey:
    """A class of the present year: grade level 1 to 12 and its number or name within the grade."""

    level: int
    label: str

    @property
    def code(self) -> str:
        """The key as one text."""
        return f"{self.level}/{self.label}"


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The year for which a roster is read: the calendar year it begins in, the grades and class names of the school."""

    begins: int
    levels: frozenset[int]
    names: frozenset[tuple[str, ClassKey]] = frozenset()


GRADE_NAMES = (
    *(f"{digit}年级" for digit in "一二三四五六"),
    *(f"初{digit}" for digit in "一二三"),
    *(f"高{digit}" for digit in "一二三"),
)


def class_name(key: ClassKey) -> str:
    """The usual way of writing a class; `read_class` gives the key back."""
    label = f"({key.label})" if key.label.isdigit() else key.label
    return f"{GRADE_NAMES[key.level - 1]}{label}班"


def whole_number(text: str) -> int | None:
    """A number below 100 in Arabic or Chinese digits."""
    if text.isascii() and text.isdigit():
        return int(text)
    tens, mark, ones = text.rpartition("十")
    if any(c not in _CHINESE for c in tens + ones) or len(tens) > 1 or len(ones) > 1 or not text:
        return None
    if not mark:
        return _CHINESE[ones]
    return 10 * (_CHINESE[tens] if tens else 1) + (_CHINESE[ones] if ones else 0)


def bare_class(text: str) -> str:
    """A class name without brackets and spaces, as `SchoolYear.names` holds it."""
    return _BRACKETS.sub("", plain(text))


@lru_cache(maxsize=5_000)
def read_class(text: str, grade: str, year: SchoolYear) -> ClassKey | Fault:
    """The key of a class from its name and, where there is such a column, its grade."""
    written = bare_class(text)
    if written in (known := dict(year.names)):
        return known[written]
    level, rest = _split_grade(written, year)
    beside = read_grade(grade, year) if grade else None
    for fault in (level, beside):
        if isinstance(fault, Fault):
            return fault
    if None not in (level, beside) and level != beside:
        return Fault(Code.GRADE_DIFFERS, f"{plain(text)} / {plain(grade)}")
    found, label = level if level is not None else beside, _label(rest)
    if not label:
        return Fault(Code.CLASS_WITHOUT_NUMBER, plain(text))
    return ClassKey(found, label) if isinstance(found, int) else Fault(Code.CLASS_NEEDS_GRADE, plain(text))


def read_grade(text: str, year: SchoolYear) -> int | Fault:
    """The level of a grade: 高一, 七年级, 10, 2024级."""
    written = _BRACKETS.sub("", plain(text))
    level, rest = _split_grade(written, year)
    if isinstance(level, Fault):
        return level
    if level is None:
        number = whole_number(written)
        if number is None or not 1 <= number <= 12:
            return Fault(Code.GRADE_UNKNOWN, plain(text))
        return _within(number, year, plain(text))
    return Fault(Code.GRADE_UNKNOWN, plain(text)) if rest not in ("", "部") else level


def find_class(text: str, year: SchoolYear) -> str:
    """The first class name in a title such as 某校高一(3)班学生名单; empty where there is none."""
    stage = r"(?:(?:高|初|小)(?:中|学)?)?"
    grade = rf"(?:20[0-9]{{2}}级?|[0-9]{{2}}级|(?:{_NUMBER})(?:年级|年)?)"
    pattern = rf"{stage}{grade}[(]?(?:{_NUMBER})?[)]?班"
    for found in re.finditer(pattern, plain(text).replace(" ", "")):
        if isinstance(read_class(found.group(), "", year), ClassKey):
            return found.group()
    return ""


def _split_grade(text: str, year: SchoolYear) -> tuple[int | Fault | None, str]:
    """(level of the grade at the beginning of the text, what follows)."""
    cohort = _COHORT.match(text)
    if cohort:
        stage, written, counted = cohort.groups()
        entered = int(written) if len(written) == 4 else 2000 + int(written)
        level = _cohort_level(stage, entered, counted, year)
        rest = text[cohort.end() :]
        inner = _STAGE_GRADE.match(rest)
        return level, rest[inner.end() :] if inner else rest
    return _split_named_grade(text, year)


def _split_named_grade(text: str, year: SchoolYear) -> tuple[int | Fault | None, str]:
    staged = _STAGE_GRADE.match(text)
    if staged:
        span = _STAGES[staged.group(1)]
        number = whole_number(staged.group(2)) or 0
        if number > len(span):  # 高12班: the digits are 高一 and 2
            return _split_digits(staged, text, year)
        return _within(span[0] + number - 1, year, text), text[staged.end() :]
    for pattern in (_PLAIN_GRADE, _SHORT_GRADE):
        named = pattern.match(text)
        if named:
            return _of_own_stage(named.group(1), year, text), text[named.end() :]
    dashed = _DASHED.match(text)
    if dashed:
        return _within(int(dashed.group(1)), year, text), dashed.group(2)
    return _split_code(text, year)


def _split_digits(staged: re.Match[str], text: str, year: SchoolYear) -> tuple[int | Fault, str]:
    first = whole_number(staged.group(2)[0])
    span = _STAGES[staged.group(1)]
    if first is None or not 1 <= first <= len(span):
        return Fault(Code.GRADE_UNKNOWN, text), ""
    return _within(span[0] + first - 1, year, text), text[staged.start(2) + 1 :]


def _split_code(text: str, year: SchoolYear) -> tuple[int | Fault | None, str]:
    """703班 is grade 7, class 3; 2403班 is the class 3 that entered in 2024; 1003班 is 高一 3."""
    coded = _CODED.match(text)
    if not coded:
        return None, text
    head, rest = int(coded.group(1)), coded.group(2)
    age = year.begins - 2000 - head
    if len(coded.group(1)) == 2 and 0 <= age < _LAST_PLAUSIBLE_COHORT_AGE:
        return _cohort_level(None, 2000 + head, "级", year), rest
    return _within(head, year, text), rest


def _cohort_level(stage: str | None, written: int, counted: str, year: SchoolYear) -> int | Fault:
    """The level of those who entered (级) or will leave (届) in a year."""
    found = []
    for name, span in _STAGES.items():
        level = span[0] + year.begins - written if counted == "级" else span[-1] + year.begins + 1 - written
        if level in span and level in year.levels and stage in (None, name):
            found.append(level)
    text = f"{stage or ''}{written}{counted}"
    if len(found) == 1:
        return found[0]
    return Fault(Code.COHORT_AMBIGUOUS if found else Code.COHORT_OUTSIDE, text)


def _of_own_stage(written: str, year: SchoolYear, text: str) -> int | Fault:
    """The level of a grade whose stage goes without saying: 一(3)班 in a senior high school is 高一(3)班."""
    number = whole_number(written) or 0
    spans = [span for span in _STAGES.values() if year.levels <= set(span)]
    if number not in year.levels and len(spans) == 1 and 1 <= number <= len(spans[0]):
        return _within(spans[0][0] + number - 1, year, text)
    return _within(number, year, text)


def _within(level: int, year: SchoolYear, text: str) -> int | Fault:
    return level if level in year.levels else Fault(Code.GRADE_OUTSIDE, text)


def _label(rest: str) -> str:
    """The number or name of a class without the word for class."""
    bare = _SEPARATORS.sub("", rest).removesuffix("班").removesuffix("班级").removeprefix("第")
    number = whole_number(bare)
    return str(number) if number is not None else bare
