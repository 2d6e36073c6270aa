"""What stands in the restricted tier is kept by no browser: whoever goes back after signing out sees nothing of it."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.wellbeing.case_world import SECRET, a_case, part_of
from tests.wellbeing.concerns import raised
from tests.world import World

PAGES = ("/concerns/{concern}/", "/cases/{case}/", "/cases/{case}/chronology/", "/cases/{case}/chronology.docx",
         "/cases/{case}/write/note/", "/care/", "/care/check-ins/")  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_the_restricted_tier_is_kept(world: World, sign_in: Callable[[str], Client], page: str) -> None:
    concern, case = raised(world), a_case(world, "xiaohong")
    answer = sign_in("zhou").get(page.format(concern=concern.public_id, case=case.public_id))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["wang", "xiaohong"])
def test_titles_and_addresses_in_the_history_of_who_raised_it_say_nothing(
    world: World, sign_in: Callable[[str], Client], name: str
) -> None:
    concern = raised(world, by=name)
    person = sign_in(name)
    for page in ("/concerns/raised/", f"/concerns/raised/{concern.public_id}/", "/notices/", "/"):
        answer = person.get(page).content.decode()
        title = answer.partition("<title>")[2].partition("</title>")[0]
        assert "赵小明" not in title
        assert "伤痕" not in answer
        assert SECRET not in answer
    assert part_of(concern).text
