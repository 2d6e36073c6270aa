"""Why this mentor, and why not an earlier wish: sentences for the codes of docs/matching-format.md, section 7.

Kind and exact: what is told never names another child, and never a category.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from liangshi.domain.matching import Reason

NUMBER_SHOWN = 6
"""Hex digits of a lottery number that are shown; all of them where two look alike."""
GROUNDS_TOLD = 2


class Tongue(StrEnum):
    """The two languages of the sentences."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in both languages."""

    zh: str
    en: str

    def told(self, tongue: Tongue, **params: object) -> str:
        """The sentence with its blanks filled."""
        return (self.zh if tongue is Tongue.ZH else self.en).format(**params)


OUTCOMES: Mapping[str, Sentence] = {
    "kept": Sentence("继续由{mentor}老师担任导师", "{mentor} stays the mentor"),
    "wish_served": Sentence("按第{wish}志愿，由{mentor}老师担任导师", "{mentor} is the mentor, by wish {wish}"),
    "placed": Sentence("由学校统筹安排，{mentor}老师担任导师", "{mentor} is the mentor, placed by the school"),
    "not_placed": Sentence("目前还缺{missing}位导师，学校会尽快安排", "{missing} mentor(s) still to be found"),
}
NOTHING_YET = Sentence("目前还没有导师，学校会尽快安排", "there is no mentor yet; the school will find one soon")
"""For a child with no mentor at all; `not_placed` is for one who has some of several."""

WISHES: Mapping[str, Sentence] = {
    "wish_declined": Sentence(
        "第{wish}志愿{mentor}老师有登记在册的理由，这一次不能担任你的导师",
        "wish {wish}: {mentor} cannot be the mentor this time, for a recorded reason",
    ),
    "wish_not_eligible": Sentence(
        "第{wish}志愿{mentor}老师这一次不在你可以选择的导师里",
        "wish {wish}: {mentor} is not open to this student this time",
    ),
    "wish_category_full": Sentence(
        "第{wish}志愿{mentor}老师可以给你的名额已经满了", "wish {wish}: the places open with {mentor} were taken"
    ),
    "wish_closed": Sentence(
        "第{wish}志愿{mentor}老师没有可供志愿录取的名额", "wish {wish}: {mentor} had no place open to wishes"
    ),
}
DECIDED: Mapping[str, Sentence] = {
    "tier": Sentence(
        "第{wish}志愿{mentor}老师的名额已满，已按公布的优先次序录取",
        "wish {wish}: the places with {mentor} went by the published priorities",
    ),
    "ranking": Sentence(
        "第{wish}志愿{mentor}老师的名额已满，已按导师排定的次序录取",
        "wish {wish}: the places with {mentor} went by the mentor's own order",
    ),
    "order": Sentence(
        "第{wish}志愿{mentor}老师的名额已满，已按公布的优先次序和导师意见录取",
        "wish {wish}: the places with {mentor} went by the published order and the mentor's own",
    ),
    "promotion": Sentence(
        "第{wish}志愿{mentor}老师的名额已满，同等条件下先照顾了志愿都没有录取的同学",
        "wish {wish}: among equals, children who would have got no wish went first with {mentor}",
    ),
    "lottery": Sentence(
        "第{wish}志愿{mentor}老师的名额已满，同等条件下由抽签决定（录取到签号 {line}，你的签号是 {own}）",
        "wish {wish}: among equals the draw decided with {mentor} (up to number {line}; yours is {own})",
    ),
}
HELD = Sentence("其中{held}个名额为了让每个同学都有导师而预留", "{held} place(s) held so that everybody has a mentor")

GROUNDS: Mapping[str, Sentence] = {
    "subjects": Sentence("能辅导你需要的{shared}", "helps with {shared}"),
    "interests": Sentence("和你一样喜欢{shared}", "shares {shared}"),
    "help": Sentence("擅长你想得到帮助的{shared}", "is good at {shared}"),
    "languages": Sentence("会说{shared}", "speaks {shared}"),
    "balance_gender": Sentence("小组里男女同学搭配得当", "will have girls and boys in the group"),
    "balance_class": Sentence("小组里有不同班级的同学", "will have children of several classes"),
    "balance_grade": Sentence("小组里有不同年级的同学", "will have children of several grades"),
    "subject": Sentence("能辅导你需要的{shared}", "helps with {shared}"),
    "interest": Sentence("和你一样喜欢{shared}", "shares {shared}"),
    "mentor_gender": Sentence("符合你对导师的期望", "is the kind of mentor wished for"),
    "gender_balance": Sentence("小组里男女同学搭配得当", "will have girls and boys in the group"),
    "class_spread": Sentence("小组里有不同班级的同学", "will have children of several classes"),
}
NO_WISHES = Sentence("没有填报志愿", "no wishes were handed in")
SHORTAGE = Sentence(
    "可以带这些班级的导师不够：{students}名同学共需要{need}个名额，只有{places}个，还差{short}个",
    "too few mentors for these classes: {students} children need {need} places and there are {places}, {short} short",
)
_JOIN = {Tongue.ZH: ("。", "；", "、", "因为{grounds}"), Tongue.EN: (". ", "; ", ", ", "because the mentor {grounds}")}

Naming = Callable[[str], str]
"""From a mentor's id to the name that people know."""


def sentence(reasons: Sequence[Reason], naming: Naming, tongue: Tongue) -> str:
    """One kind paragraph: who, why, and why not each earlier wish."""
    end, semicolon, _, _ = _JOIN[tongue]
    parts = [semicolon.join(outcome_words(reasons, naming, tongue))]
    wishes = [words for _, words in wish_words(reasons, naming, tongue)]
    if wishes:
        parts.append(semicolon.join(wishes))
    shown = [part[0].upper() + part[1:] if tongue is Tongue.EN else part for part in parts if part]
    return end.join(shown) + end.strip()


def outcome_words(reasons: Sequence[Reason], naming: Naming, tongue: Tongue) -> list[str]:
    """What came out, in order: mentors first, then what is missing and why."""
    told: list[str] = []
    any_mentor = any(reason.code in {"kept", "wish_served", "placed"} for reason in reasons)
    for reason in reasons:
        if reason.code == "no_wishes":
            told.insert(0, NO_WISHES.told(tongue))
        elif reason.code == "not_placed" and not any_mentor:
            told.append(NOTHING_YET.told(tongue))
        elif reason.code in OUTCOMES:
            told.append(
                OUTCOMES[reason.code].told(tongue, **_named(reason, naming, tongue)) + _because(reason, reasons, tongue)
            )
        elif reason.code == "shortage":
            told.append(SHORTAGE.told(tongue, **reason.params))
    return told


def wish_words(reasons: Iterable[Reason], naming: Naming, tongue: Tongue) -> list[tuple[int, str]]:
    """For each wish that was not met although it stood earlier: its number and why."""
    return [
        (_whole(reason.params["wish"]), _wish_words(reason, naming, tongue))
        for reason in reasons
        if reason.code in WISHES or reason.code == "wish_full"
    ]


def _wish_words(reason: Reason, naming: Naming, tongue: Tongue) -> str:
    named = _named(reason, naming, tongue)
    if reason.code == "wish_full":
        words = DECIDED[str(reason.params["decided_by"])].told(tongue, **{**named, **_numbers(reason)})
    else:
        words = WISHES[reason.code].told(tongue, **named)
    held = reason.params.get("held")
    if not held:
        return words
    note = HELD.told(tongue, held=held)
    return f"{words}（{note}）" if tongue is Tongue.ZH else f"{words} ({note})"


def _named(reason: Reason, naming: Naming, tongue: Tongue) -> dict[str, object]:
    """The Chinese sentences say 老师 themselves; some schools write it into the name."""
    params: dict[str, object] = dict(reason.params)
    if "mentor" in params:
        name = naming(str(params["mentor"]))
        params["mentor"] = name.removesuffix("老师") if tongue is Tongue.ZH else name
    return params


def _numbers(reason: Reason) -> dict[str, str]:
    """The two lottery numbers, as short as tells them apart."""
    line, own = (_last(reason.params[name]) for name in ("line", "own"))
    same = line[:NUMBER_SHOWN] == own[:NUMBER_SHOWN]
    return {"line": line, "own": own} if same else {"line": line[:NUMBER_SHOWN], "own": own[:NUMBER_SHOWN]}


def _last(value: object) -> str:
    assert isinstance(value, tuple | list)
    return str(value[-1])


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value


def _because(reason: Reason, reasons: Iterable[Reason], tongue: Tongue) -> str:
    """The grounds of a placement, in brackets of speech."""
    if reason.code != "placed":
        return ""
    _, _, comma, frame = _JOIN[tongue]
    grounds = [
        ground_words(str(other.params["term"]), other.params["shared"], tongue)
        for other in reasons
        if other.code == "placed_because" and other.params["mentor"] == reason.params["mentor"]
    ]
    told = [ground for ground in grounds if ground][:GROUNDS_TOLD]
    if not told:
        return ""
    return ("，" if tongue is Tongue.ZH else ", ") + frame.format(grounds=(comma.join(told)))


def ground_words(term: str, shared: object, tongue: Tongue) -> str:
    """One ground of fit; a term nobody has words for says nothing."""
    if term not in GROUNDS:
        return ""
    words = shared if isinstance(shared, tuple | list) else ()
    return GROUNDS[term].told(tongue, shared=("、" if tongue is Tongue.ZH else ", ").join(map(str, words)))
