"""A link is shown where it opens: every link on a student's page, for each persona, leads to a page."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.world import PERSONAS, World

LINK = re.compile(r'href="(/[^"#]*)"')
HERE = re.compile(r"<main.*</main>", re.DOTALL)


def links(page: str) -> set[str]:
    """What the page itself links to, without the frame."""
    found = HERE.search(page)
    return {address.replace("&amp;", "&") for address in LINK.findall(found.group() if found else "")}


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_link_on_a_students_page_opens(persona: str, world: World, sign_in: Callable[[str], Client]) -> None:
    client, tried = sign_in(persona), {}
    for student in {student.class_group_id: student for student in world.students.values()}.values():
        page = client.get(f"/students/{student.public_id}/")
        if page.status_code == 200:
            tried |= {link: client.get(link, follow=True).status_code for link in links(page.content.decode())}
    assert {link: status for link, status in tried.items() if status != 200} == {}


def test_the_links_of_a_page_are_seen(world: World, sign_in: Callable[[str], Client]) -> None:
    student = world.students["xiaoming"]
    shown = links(sign_in("shen").get(f"/students/{student.public_id}/").content.decode())
    assert f"/records/students/{student.public_id}/" in shown
    assert len(shown) > 8
