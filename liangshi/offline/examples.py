"""An invented little school for the template: it can be matched at once, and is deleted row by row."""

from collections.abc import Mapping

from .columns import Field
from .headers import Meaning

Example = Mapping[Meaning, str | int]


def _student(number: str, name: str, place: tuple[str, str], wishes: str, **more: str | int) -> Example:
    row: dict[Meaning, str | int] = {
        Meaning(Field.NUMBER): number,
        Meaning(Field.NAME): name,
        Meaning(Field.GRADE): place[0],
        Meaning(Field.CLASS): place[1],
    }
    row |= {Meaning(Field.WISH, at): wish for at, wish in enumerate(wishes.split(), start=1)}
    return row | {Meaning(Field(field)): value for field, value in more.items()}


def _mentor(number: str, name: str, quota: int, minimum: int, **more: str) -> Example:
    row: dict[Meaning, str | int] = {
        Meaning(Field.NUMBER): number,
        Meaning(Field.NAME): name,
        Meaning(Field.QUOTA): quota,
        Meaning(Field.MINIMUM): minimum,
    }
    return row | {Meaning(Field(field)): value for field, value in more.items()}


_SEVEN_ONE, _SEVEN_TWO, _EIGHT = ("七年级", "1班"), ("七年级", "2班"), ("八年级", "1班")

STUDENTS: tuple[Example, ...] = (
    _student("例001", "林小满", _SEVEN_ONE, "唐知行 江月明", gender="女", interests="书法、阅读", subjects="语文"),
    _student("例002", "程立夏", _SEVEN_ONE, "唐知行 罗青山", gender="男", interests="篮球", subjects="数学"),
    _student("例003", "许白露", _SEVEN_ONE, "江月明、唐知行", gender="女", mentor_gender="女"),
    _student("例004", "沈秋分", _SEVEN_TWO, "唐知行", gender="男", priority="特殊群体", need=2),
    _student("例005", "苏谷雨", _SEVEN_TWO, "罗青山 江月明", gender="女", interests="合唱"),
    _student("例006", "韩小雪", _SEVEN_TWO, "", gender="女", interests="绘画", subjects="数学"),
    _student("例007", "顾惊蛰", _EIGHT, "白云舟 江月明", gender="男", interests="编程、篮球", circles="棋社"),
    _student("例008", "方清明", _EIGHT, "白云舟", gender="男", subjects="物理"),
    _student("例009", "魏芒种", _EIGHT, "江月明 白云舟 罗青山", gender="女", interests="阅读"),
    _student("例010", "叶寒露", _EIGHT, "白云舟", gender="女", subjects="英语"),
)
MENTORS: tuple[Example, ...] = (
    _mentor(
        "例T01", "唐知行", 3, 1, gender="男", grades="七年级", subjects="数学", strengths="篮球、棋类", circles="棋社"
    ),
    _mentor("例T02", "江月明", 4, 1, gender="女", caps="女生3、男生2", subjects="语文", strengths="书法、阅读"),
    _mentor("例T03", "罗青山", 4, 2, gender="男", grades="七年级、八年级", subjects="英语", strengths="合唱、绘画"),
    _mentor("例T04", "白云舟", 3, 1, gender="男", classes="八年级1班", subjects="物理", strengths="编程、天文"),
)
OPINIONS: tuple[Example, ...] = (
    {
        Meaning(Field.MENTOR): "唐知行",
        Meaning(Field.STUDENT): "例002",
        Meaning(Field.OPINION): "排序",
        Meaning(Field.ORDER): 1,
    },
    {
        Meaning(Field.MENTOR): "白云舟",
        Meaning(Field.STUDENT): "例010",
        Meaning(Field.OPINION): "婉拒",
        Meaning(Field.REASON): "亲属关系",
    },
)
KEPT: tuple[Example, ...] = ({Meaning(Field.STUDENT): "例009", Meaning(Field.MENTOR): "江月明"},)
