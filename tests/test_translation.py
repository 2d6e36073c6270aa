"""The English of the product: complete, true to the Chinese in its placeholders, and written in English."""

import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.mofile import write_mo

from tools import messages

SOURCES = Path(messages.ROOT, "liangshi")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
QUOTED_EXAMPLE = re.compile(r"'[^']*[\u4e00-\u9fff][^']*'")
NARROW_STOP = re.compile(r"[\u4e00-\u9fff][,;:!?][\u4e00-\u9fff]")
INSIDE_F_STRING = re.compile(r"\{(?:_|n?p?gettext(?:_lazy)?|lazy|now_)\(")
ALIAS = re.compile(r"\bgettext(?:_lazy)? as (\w+)")


def texts() -> list[Message]:
    return [message for message in messages.read() if message.id]


def chinese(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def english(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def pairs() -> Iterator[tuple[str, str]]:
    """Every English text beside its Chinese."""
    for message in texts():
        for translation in english(message):
            yield chinese(message)[0], translation


def test_every_text_has_its_english() -> None:
    assert len(texts()) > 1000
    assert messages.missing(messages.read()) == []


def test_placeholders_are_the_same_in_both_languages() -> None:
    differing = [
        (text, translation)
        for text, translation in pairs()
        if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(translation))
    ]
    assert differing == []


def test_english_holds_chinese_only_as_a_quoted_example() -> None:
    assert [english for _text, english in pairs() if CHINESE.search(QUOTED_EXAMPLE.sub("", english))] == []


def without_tags_of(text: str, english: str) -> str:
    """The English without the tags that stand in the Chinese as well."""
    for tag in set(re.findall(r"</?[a-z]+>", text)):
        english = english.replace(tag, "")
    return english


def test_english_cannot_break_out_of_the_attribute_it_stands_in() -> None:
    loose = [english for text, english in pairs() if re.search('["<>]', without_tags_of(text, english))]
    assert loose == []


def test_english_quotes_are_those_that_chinese_fonts_do_not_widen() -> None:
    assert [english for _text, english in pairs() if re.search("[‘’“”]", english)] == []


def test_chinese_texts_use_full_width_stops() -> None:
    assert [text for message in texts() for text in chinese(message) if NARROW_STOP.search(text)] == []


def test_the_catalogue_compiles_and_answers() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, messages.read())
    compiled.seek(0)
    spoken = gettext.GNUTranslations(compiled)
    assert spoken.gettext("导师") == "Mentor"
    assert spoken.ngettext("%(n)s 人", "%(n)s 人", 1) == "%(n)s person"
    assert spoken.ngettext("%(n)s 人", "%(n)s 人", 2) == "%(n)s people"


def test_no_text_is_marked_inside_an_f_string_where_it_is_not_collected() -> None:
    assert [path.name for path in SOURCES.rglob("*.py") if INSIDE_F_STRING.search(path.read_text("utf-8"))] == []


def test_every_name_under_which_gettext_is_imported_is_collected() -> None:
    names = {name for path in SOURCES.rglob("*.py") for name in ALIAS.findall(path.read_text("utf-8"))}
    assert names
    assert names <= {"_", *messages.KEYWORDS}
