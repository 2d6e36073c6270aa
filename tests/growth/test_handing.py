"""After a change of mentor the one of before is asked for a letter, once and not for ever."""

from datetime import date, timedelta

import pytest

from liangshi.growth.queries import letters_to_write
from liangshi.growth.services import archives
from liangshi.growth.services.archives import LetterDraft
from liangshi.notices.models import Notice
from liangshi.pairing.models import Pairing
from liangshi.pairing.services.changes import change_mentor, end_pairing
from tests.world import TODAY

from .conftest import NOW, Termly


@pytest.fixture
def pairing(termly: Termly) -> Pairing:
    """li guides xiaoming."""
    found: Pairing = Pairing.unscoped.get(student=termly.world.students["xiaoming"])
    return found


def asked(termly: Termly, name: str, day: date = TODAY) -> list[str]:
    return [row.name for row in letters_to_write(termly.by(name, day), day)]


def changed(termly: Termly, pairing: Pairing) -> None:
    change_mentor(
        by=termly.by("shen"),
        pairing=pairing,
        successor=termly.world.staff["zhou"],
        reason="学校调整",
        day=TODAY,
        now=NOW,
    )


def test_the_mentor_of_before_is_told_and_asked_for_a_letter(termly: Termly, pairing: Pairing) -> None:
    assert asked(termly, "li") == []
    changed(termly, pairing)
    assert asked(termly, "li") == ["赵小明"]
    assert asked(termly, "zhou") == asked(termly, "wang") == []
    told = Notice.unscoped.filter(account=termly.world.account("li"), kind="pairing.changed")
    assert [row.title for row in told] == ["学校调整了您一名学生的导师"]


def test_nothing_is_asked_once_the_letter_is_given_or_a_month_has_passed(termly: Termly, pairing: Pairing) -> None:
    changed(termly, pairing)
    later = TODAY + timedelta(days=29)
    assert asked(termly, "li", later) == ["赵小明"]
    assert asked(termly, "li", later + timedelta(days=1)) == []
    kept = archives.keep_letter(
        by=termly.by("li"), student=pairing.student, draft=LetterDraft("爱画画", "", "", 0), now=NOW
    )
    assert asked(termly, "li") == ["赵小明"]
    archives.give_letter(by=termly.by("li"), letter=kept, now=NOW)
    assert asked(termly, "li") == []


def test_nothing_is_asked_where_nobody_comes_after(termly: Termly, pairing: Pairing) -> None:
    end_pairing(by=termly.by("shen"), pairing=pairing, reason="学生转走", day=TODAY, now=NOW)
    assert asked(termly, "li") == []
