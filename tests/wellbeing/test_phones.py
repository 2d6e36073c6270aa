"""Whom to phone: one tap away from where somebody is in danger, changed by who keeps the numbers alone."""

from typing import Any

import pytest

from liangshi.wellbeing.models import Helpline
from tests.world import World

pytestmark = pytest.mark.django_db
LINK = 'href="/helplines/"'
SENT = {
    "numbers-TOTAL_FORMS": "1", "numbers-INITIAL_FORMS": "0", "numbers-0-name": "值班电话",
    "numbers-0-number": "000-0000-0001",
}  # fmt: skip


@pytest.mark.parametrize("name", ["shen", "lin", "zhou"])
def test_who_keeps_the_numbers_finds_them_where_a_concern_begins_and_on_the_page_of_the_school(
    name: str, world: World, sign_in: Any
) -> None:
    client = sign_in(name)
    assert LINK in client.get("/concerns/new/").content.decode()
    assert LINK in client.get("/school/").content.decode()
    assert client.post("/helplines/", SENT).status_code == 303
    assert Helpline.unscoped.get().number == "000-0000-0001"


def test_a_student_finds_them_from_the_check_in_and_changes_none(world: World, sign_in: Any) -> None:
    client = sign_in("xiaoming")
    assert LINK in client.get("/check-in/").content.decode()
    page = client.get("/helplines/").content.decode()
    assert "tel:12355" in page
    assert '<form method="post" class="card"' not in page
    assert client.post("/helplines/", SENT).status_code == 404
    assert not Helpline.unscoped.exists()


def test_a_mentor_reads_them_and_changes_none(world: World, sign_in: Any) -> None:
    client = sign_in("wang")
    assert LINK not in client.get("/concerns/new/").content.decode()
    assert client.post("/helplines/", SENT).status_code == 404


def test_the_bureaus_officer_finds_no_door_that_does_not_open(world: World, sign_in: Any) -> None:
    assert 'href="/absences/"' not in sign_in("feng").get("/concerns/").content.decode()
    assert 'href="/absences/"' in sign_in("wang").get("/concerns/").content.decode()
