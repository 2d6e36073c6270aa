"""The sheet of rules: its items, their defaults, and how they are read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from liangshi.domain.roster.mapping import header_key

from .columns import Field
from .language import Language, Words
from .problems import Code, Notes
from .school import Rules, Weights
from .tables import Row, Table

PRIORITIES_OFFERED = 5
YES_NO = {"是": True, "yes": True, "y": True, "√": True, "否": False, "no": False, "n": False, "×": False}
YES_NO_SHOWN = ("是", "否")
_COUNT_AT_MOST = 9_999
_WEIGHT_AT_MOST = 200
_COMMIT_LENGTH = 64


class Item(StrEnum):
    """One line of the sheet of rules."""

    SCHOOL = "school"
    ANNOUNCED = "announced"
    SEED = "seed"
    LONGEST_LIST = "longest_list"
    MINIMUM_FIRST = "minimum_first"
    MOST_DECLINES = "most_declines"
    PROMOTION = "promotion"
    SMALLEST_TOLD = "smallest_told"
    PRIORITY = "priority"
    SUBJECT = "subject"
    INTEREST = "interest"
    MENTOR_GENDER = "mentor_gender"
    GENDER_BALANCE = "gender_balance"
    CLASS_SPREAD = "class_spread"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """How an item is written: its name, what the template puts in, and what it means."""

    item: Item
    name: Words
    example: str
    note: Words


_DEFAULT = Weights()
RULE_LINES: tuple[RuleLine, ...] = (
    RuleLine(
        Item.SCHOOL,
        Words("学校和轮次名称", "School and round"),
        "示范学校2026年秋季",
        Words("写入抽签，公布后不要再改", "Part of the draw; do not change it once announced"),
    ),
    RuleLine(
        Item.ANNOUNCED,
        Words("已公布的数据摘要", "Announced digest"),
        "",
        Words(
            "先运行 liangshi match 文件 --digest 得到摘要，公布并填在这里；之后数据一改就会被发现",
            "From `liangshi match FILE --digest`; once here, any later change is noticed",
        ),
    ),
    RuleLine(
        Item.SEED,
        Words("抽签结果", "Draw"),
        "示例 03 08 15 21 27 33",
        Words(
            "公布摘要之后，由谁也控制不了的公开抽签产生，如某期公益彩票号码",
            "Drawn in public after the digest was announced, by a draw nobody controls",
        ),
    ),
    RuleLine(
        Item.LONGEST_LIST,
        Words("每人最多几个志愿", "Longest list"),
        "10",
        Words("0 表示不限；建议至少 5 个", "0 means no limit; 5 or more is advised"),
    ),
    RuleLine(
        Item.MINIMUM_FIRST,
        Words("先保证每位导师最少人数", "Minimum first"),
        "否",
        Words("“是”：必要时为此预留名额，会影响志愿", "是: places are held for it, at some cost to wishes"),
    ),
    RuleLine(
        Item.MOST_DECLINES,
        Words("每位导师最多婉拒几名", "Most declines"),
        "2",
        Words("不填表示不限", "Empty means no limit"),
    ),
    RuleLine(
        Item.PROMOTION,
        Words("志愿全未录取者同分优先", "Promotion in ties"),
        "0",
        Words(
            "0 不用；填 5 表示：填满 5 个志愿仍一个都录不上的学生，在抽签之前优先",
            "0 is off; 5: who lists 5 and would get none goes before the lottery",
        ),
    ),
    RuleLine(
        Item.SMALLEST_TOLD,
        Words("少于几人的群体不公布分数线", "Smallest group told"),
        "10",
        Words("保护人数很少的群体", "Protects small groups"),
    ),
    *(
        RuleLine(
            Item.PRIORITY,
            Words(f"优先类别{number}", f"Priority category {number}"),
            "特殊群体" if number == 1 else "",
            Words("名额不够时，1 先于 2,2 先于 3,最后是其他学生", "1 before 2 before 3, then everybody else"),
        )
        for number in range(1, PRIORITIES_OFFERED + 1)
    ),
    RuleLine(
        Item.SUBJECT,
        Words("契合：学科对口", "Fit: subject"),
        str(_DEFAULT.subject),
        Words("每科分数，最多算 2 科；0 表示不考虑", "Points for each shared subject, at most 2; 0 is off"),
    ),
    RuleLine(
        Item.INTEREST,
        Words("契合：兴趣相投", "Fit: interests"),
        str(_DEFAULT.interest),
        Words("每项分数，最多算 3 项", "Points for each shared interest, at most 3"),
    ),
    RuleLine(
        Item.MENTOR_GENDER,
        Words("契合：希望的导师性别", "Fit: gender of mentor"),
        str(_DEFAULT.mentor_gender),
        Words("相符时的分数", "Points where it is as wished"),
    ),
    RuleLine(
        Item.GENDER_BALANCE,
        Words("契合：男女搭配", "Fit: gender balance"),
        str(_DEFAULT.gender_balance),
        Words("导师组里同性别的学生越少分数越高", "More the fewer of the same gender the mentor has"),
    ),
    RuleLine(
        Item.CLASS_SPREAD,
        Words("契合：班级分散", "Fit: spread of classes"),
        str(_DEFAULT.class_spread),
        Words("导师组里同班的学生越少分数越高", "More the fewer of the same class the mentor has"),
    ),
)

_NAMED = {
    header_key(name): (line, number) for number, line in enumerate(RULE_LINES) for name in (line.name.zh, line.name.en)
}


def read_rules(table: Table | None, notes: Notes, language: Language) -> Rules:
    """The rules; what is not said has its default."""
    rows = _rows_by_line(table.rows(notes, language), notes) if table else {}
    by_item = {RULE_LINES[number].item: row for number, row in reversed(rows.items())}
    whole = _Whole(by_item)
    school = _text(by_item, Item.SCHOOL)
    return Rules(
        school=school,
        seed=_text(by_item, Item.SEED),
        announced=_announced(by_item.get(Item.ANNOUNCED)),
        longest_list=whole(Item.LONGEST_LIST, 0),
        minimum_first=_flag(by_item.get(Item.MINIMUM_FIRST)),
        promotion=whole(Item.PROMOTION, 0),
        most_declines=whole(Item.MOST_DECLINES, 0) if _text(by_item, Item.MOST_DECLINES) else None,
        smallest_told=whole(Item.SMALLEST_TOLD, 10),
        priorities=_priorities(rows, notes),
        weights=Weights(
            subject=whole(Item.SUBJECT, _DEFAULT.subject, _WEIGHT_AT_MOST),
            interest=whole(Item.INTEREST, _DEFAULT.interest, _WEIGHT_AT_MOST),
            mentor_gender=whole(Item.MENTOR_GENDER, _DEFAULT.mentor_gender, _WEIGHT_AT_MOST),
            gender_balance=whole(Item.GENDER_BALANCE, _DEFAULT.gender_balance, _WEIGHT_AT_MOST),
            class_spread=whole(Item.CLASS_SPREAD, _DEFAULT.class_spread, _WEIGHT_AT_MOST),
        ),
    )


def _rows_by_line(rows: Iterable[Row], notes: Notes) -> dict[int, Row]:
    found: dict[int, Row] = {}
    for row in rows:
        name = row.text(Field.ITEM)
        line = _NAMED.get(header_key(name))
        if line is None:
            if name or row.text(Field.VALUE):
                notes.add(Code.RULE_UNKNOWN, row.place(Field.ITEM), found=name)
        elif line[1] in found:
            notes.add(Code.RULE_TWICE, row.place(Field.ITEM), found=name)
        else:
            found[line[1]] = row
    return dict(sorted(found.items()))


class _Whole:
    """Reads whole numbers of the sheet of rules."""

    def __init__(self, rows: Mapping[Item, Row]) -> None:
        self._rows = rows

    def __call__(self, item: Item, default: int, most: int = _COUNT_AT_MOST) -> int:
        row = self._rows.get(item)
        return default if row is None else row.whole(Field.VALUE, 0, most, default)


def _text(rows: Mapping[Item, Row], item: Item) -> str:
    row = rows.get(item)
    if row is None:
        return ""
    text = row.text(Field.VALUE)
    if "|" in text:
        row.notes.add(Code.BAR, row.place(Field.VALUE), found=text)
    return text


def _announced(row: Row | None) -> str:
    if row is None:
        return ""
    text = row.text(Field.VALUE).replace(" ", "").lower()
    if text and (len(text) != _COMMIT_LENGTH or set(text) - set("0123456789abcdef")):
        row.notes.add(Code.DIGEST_UNREADABLE, row.place(Field.VALUE), found=text, length=_COMMIT_LENGTH)
        return ""
    return text


def _flag(row: Row | None) -> bool:
    return row is not None and row.choice(Field.VALUE, YES_NO, default=False, shown=YES_NO_SHOWN)


def _priorities(rows: Mapping[int, Row], notes: Notes) -> tuple[str, ...]:
    found: list[str] = []
    for number, row in rows.items():
        if RULE_LINES[number].item is not Item.PRIORITY:
            continue
        name = row.text(Field.VALUE)
        if name in found:
            notes.add(Code.RULE_TWICE, row.place(Field.VALUE), found=name)
        elif name:
            found.append(name)
    return tuple(found)


def rule_name(item: Item, language: Language) -> str:
    """How the sheet calls an item."""
    return next(line.name.told(language) for line in RULE_LINES if line.item is item)
