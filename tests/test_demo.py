"""What a newcomer meets after `make run`: an invented school, one person of each role, first screens that work."""

from collections import Counter
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from liangshi.pairing.models import Pairing
from liangshi.people.models import Account, Student
from liangshi.people.queries.accounts import demo_accounts
from liangshi.project.demo.loading import load_demo

ROLES = {"校长", "德育处", "系统管理员", "心理教师", "年级组长", "班主任", "导师", "学生", "家长"}
STUDENTS = 300
FIRST_SCREEN_ASKS_AT_MOST = 50
pytestmark = pytest.mark.django_db


class Links(HTMLParser):
    """Where the links of a page's own content lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = dict(attrs).get("href") or ""
        if tag == "a" and target.startswith("/"):
            self.found.add(target)


def visitor(account: Account) -> Client:
    client = Client()
    answer = client.post(reverse("access:demo_sign_in", args=[account.public_id]))
    assert answer.status_code == 303, account.demo_label
    return client


def dead_links(client: Client) -> list[str]:
    home = client.get("/")
    assert home.status_code == 200
    links = Links(home.content.decode()).found
    assert len(links) > 3
    return [link for link in sorted(links) if client.get(link, follow=True).status_code != 200]


def test_a_newcomer_may_look_at_the_school_as_each_role_and_every_link_leads_somewhere(settings: Settings) -> None:
    assert load_demo(timezone.now(), STUDENTS)
    assert not load_demo(timezone.now(), STUDENTS)  # a database with a school is left alone
    assert Student.unscoped.count() == STUDENTS
    assert everybody_has_a_mentor_and_none_far_more_than_another()

    settings.DEMO = False
    one = demo_accounts()[0]
    assert f"{one.demo_label} ·" not in Client().get(reverse("access:sign_in")).content.decode()
    assert Client().post(reverse("access:demo_sign_in", args=[one.public_id])).status_code == 404

    settings.DEMO = True
    page = Client().get(reverse("access:sign_in")).content.decode()
    assert all(f"{role} ·" in page for role in ROLES)
    assert {account.demo_label: dead_links(visitor(account)) for account in demo_accounts()} == dict.fromkeys(ROLES, [])
    assert max(asked_for_first_screen(visitor(account)) for account in demo_accounts()) <= FIRST_SCREEN_ASKS_AT_MOST


def asked_for_first_screen(client: Client) -> int:
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    return len(asked)


def everybody_has_a_mentor_and_none_far_more_than_another() -> bool:
    students = Pairing.unscoped.values_list("student", flat=True)
    load = Counter(Pairing.unscoped.values_list("mentor", flat=True))
    return len(set(students)) == STUDENTS and max(load.values()) <= 2 * STUDENTS / len(load)
