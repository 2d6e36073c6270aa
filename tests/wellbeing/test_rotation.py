"""The key of sealed text is changed: what was written stays readable, and what was altered or moved is refused."""

import base64
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from liangshi.foundation.sealing import KeyMissingError, SealBrokenError
from liangshi.records.models import Draft
from liangshi.records.services.drafts import keep_draft
from liangshi.wellbeing.models import CaseEntry, Concern
from tests.wellbeing.case_world import NOW, SECRET, WHY, a_case, by
from tests.world import World

pytestmark = pytest.mark.django_db
OLD, NEW = (base64.b64encode(bytes([number]) * 32).decode() for number in (1, 2))


@pytest.fixture
def written(world: World, settings: Any) -> Concern:
    """A concern, an entry of a case and a draft, sealed with the old key."""
    settings.SEALING_KEYS = (OLD,)
    a_case(world)
    keep_draft(by=by(world, "zhou"), key="restricted:case:x:note", content={"text": ["写了一半"]}, now=NOW)
    return Concern.unscoped.get()


def lying(table: str, column: str) -> str:
    """What stands in the database."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY id")  # noqa: S608 - names of the tests themselves
        return str(cursor.fetchone()[0])


def lay(table: str, column: str, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s", [text])  # noqa: S608 - names of the tests themselves


def rotate() -> str:
    said = StringIO()
    call_command("rotate_keys", stdout=said)
    return said.getvalue()


def test_after_rotation_everything_is_sealed_anew_and_readable_without_the_old_key(
    written: Concern, settings: Any
) -> None:
    before = lying("wellbeing_concern", "facts")
    settings.SEALING_KEYS = (NEW, OLD)
    assert Concern.unscoped.get().facts == SECRET
    assert "重新封存" in rotate()
    assert lying("wellbeing_concern", "facts") != before
    settings.SEALING_KEYS = (NEW,)
    assert Concern.unscoped.get().facts == SECRET
    assert WHY in CaseEntry.unscoped.get().content
    assert "写了一半" in Draft.unscoped.get().content


def test_rotating_once_more_changes_nothing(written: Concern, settings: Any) -> None:
    settings.SEALING_KEYS = (NEW, OLD)
    rotate()
    before = lying("wellbeing_concern", "facts")
    assert "重新封存 0 处" in rotate()
    assert lying("wellbeing_concern", "facts") == before


def test_with_the_wrong_key_it_says_so_and_changes_nothing(written: Concern, settings: Any) -> None:
    before = lying("wellbeing_concern", "facts")
    settings.SEALING_KEYS = (NEW,)
    with pytest.raises(CommandError, match="不在手边的密钥.*wellbeing_"):
        rotate()
    assert lying("wellbeing_concern", "facts") == before
    with pytest.raises(KeyMissingError, match="not on the ring"):
        _ = Concern.unscoped.get().facts


def test_a_text_that_was_moved_is_not_sealed_anew(written: Concern, settings: Any) -> None:
    lay("wellbeing_concern", "own_words", lying("wellbeing_concern", "facts"))
    settings.SEALING_KEYS = (NEW, OLD)
    with pytest.raises(CommandError, match="被改动或挪动过.*own_words"):
        rotate()
    row = Concern.unscoped.get()
    assert row.facts == SECRET
    with pytest.raises(SealBrokenError, match="altered or moved"):
        _ = row.own_words


def test_a_text_that_was_altered_is_refused_without_a_word_of_it(written: Concern, settings: Any) -> None:
    form, name, body = lying("wellbeing_concern", "facts").split(".")
    raw = bytearray(base64.b64decode(body))
    raw[-1] ^= 1
    lay("wellbeing_concern", "facts", f"{form}.{name}.{base64.b64encode(raw).decode()}")
    settings.SEALING_KEYS = (NEW, OLD)
    with pytest.raises(CommandError) as refused:
        rotate()
    assert SECRET not in str(refused.value)
    assert written.public_id in str(refused.value)
