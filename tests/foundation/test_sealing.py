"""Sealed text: what stands in the database tells nothing, opens in its own place only, and outlives its key."""

import base64
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from liangshi.foundation.sealing import KeyRing, SealBrokenError, Sealed
from liangshi.project.sealing_keys import add_key, kept_keys

OLD, NEW = (base64.b64encode(bytes([number]) * 32).decode() for number in (1, 2))
HERE = "wellbeing_concern\x1ffacts\x1fabc"


@given(st.text())
def test_what_was_sealed_opens_in_its_place(text: str) -> None:
    ring = KeyRing.of((OLD,))
    assert ring.open(ring.seal(text, HERE), HERE) == text


def test_the_same_text_never_looks_the_same() -> None:
    ring = KeyRing.of((OLD,))
    first, second = (ring.seal("他说不想回家", HERE) for _ in range(2))
    assert first != second
    assert "他说" not in first.text


@pytest.mark.parametrize(
    "place",
    ["wellbeing_concern\x1ffacts\x1fabd", "wellbeing_concern\x1fown_words\x1fabc", "wellbeing_case\x1ffacts\x1fabc"],
)
def test_moved_to_another_row_column_or_table_it_does_not_open(place: str) -> None:
    ring = KeyRing.of((OLD,))
    with pytest.raises(SealBrokenError):
        ring.open(ring.seal("事实", HERE), place)


def test_altered_it_does_not_open() -> None:
    ring = KeyRing.of((OLD,))
    form, name, body = ring.seal("事实", HERE).text.split(".")
    raw = bytearray(base64.b64decode(body))
    raw[-1] ^= 1
    for text in (f"{form}.{name}.{base64.b64encode(raw).decode()}", f"s0.{name}.{body}", "纯文本", f"{form}.{name}.!"):
        with pytest.raises(SealBrokenError):
            ring.open(Sealed(text), HERE)


def test_the_newest_key_seals_and_the_older_ones_still_open() -> None:
    before = KeyRing.of((OLD,)).seal("事实", HERE)
    ring = KeyRing.of((NEW, OLD))
    assert ring.open(before, HERE) == "事实"
    assert ring.seal("事实", HERE).key != before.key
    with pytest.raises(SealBrokenError):
        KeyRing.of((NEW,)).open(before, HERE)


@pytest.mark.parametrize("written", [(), ("short",), (base64.b64encode(b"16 bytes are few").decode(),)])
def test_a_ring_without_proper_keys_is_refused(written: tuple[str, ...]) -> None:
    with pytest.raises(ImproperlyConfigured):
        KeyRing.of(written)


def test_sealed_text_does_not_show_itself_when_printed() -> None:
    assert str(KeyRing.of((OLD,)).seal("事实", HERE)) == "(sealed)"


def test_the_file_keeps_its_key_and_a_new_one_goes_in_front(tmp_path: Path) -> None:
    file = tmp_path / "sealing.keys"
    first = kept_keys(file)
    assert kept_keys(file) == first
    assert file.stat().st_mode & 0o077 == 0
    add_key(file)
    assert kept_keys(file)[1:] == first
    assert file.stat().st_mode & 0o077 == 0
    KeyRing.of(tuple(kept_keys(file)))
