"""The family's page and first screens: who the mentor is, what to expect, what waits; a switch between children."""

from collections.abc import Callable

import pytest
from django.test import Client

from liangshi.family.models import Appointment, VisitPreference
from liangshi.family.queries.appointments import at_hand
from liangshi.family.services.answers import confirm
from liangshi.family.services.appointments import ask_for_meeting
from liangshi.records.models import Entry
from liangshi.schemes.queries import preset
from liangshi.schemes.services import publish_draft, start_draft
from liangshi.workbench.queries.family_cards import appointments_card
from tests.family.conftest import DAY, HOUR, NOW, SATURDAY, SUNDAY, Invite, by, draft, fresh, time_of
from tests.world import SINCE, World

pytestmark = pytest.mark.usefixtures("afternoon")
SignIn = Callable[[str], Client]


def publish(world: World) -> None:
    viewer, text = by(world, "shen"), preset("wuhu-2022").text
    paper = start_draft(by=viewer, school=world.schools["mingde"].pk, text=text, started_from="wuhu-2022", now=NOW)
    publish_draft(by=viewer, draft=paper, revision=paper.revision, valid_from=SINCE, note="首版", now=NOW)


def test_the_family_reads_who_the_mentor_is_and_what_to_expect(guided: World, sign_in: SignIn) -> None:
    publish(guided)
    wang = guided.staff["wang"]
    wang.phone = "19900000106"
    wang.save()
    browser = sign_in("zhaoma")
    page = browser.get(f"/family/{guided.students['xiaoming'].public_id}/").content.decode()
    assert all(words in page for words in ("王海燕", "19900000106", "开展家访", "每学年至少1次", "李小力"))
    other = browser.get(f"/family/{guided.students['xiaoli'].public_id}/").content.decode()
    assert "还没有导师" in other


def test_without_a_scheme_the_page_promises_nothing(guided: World, sign_in: SignIn) -> None:
    assert "您可以期待" not in sign_in("zhaoma").get("/family/").content.decode()


def test_the_preferred_way_is_asked_kept_with_its_day_and_shown_to_the_mentor(guided: World, sign_in: SignIn) -> None:
    child = guided.students["xiaoming"].public_id
    family, mentor = sign_in("zhaoma"), sign_in("wang")
    assert "老师怎样和您联系最合适？" in family.get("/").content.decode()
    assert family.post(f"/family/{child}/preference/", {"way": "nonsense"}).status_code == 422
    assert family.post(f"/family/{child}/preference/", {"way": "not_now"}).status_code == 303
    page = mentor.get(f"/appointments/new/{child}/").content.decode()
    assert "刘桂芳希望的方式：暂不方便（2026年9月10日）" in page
    family.post(f"/family/{child}/preference/", {"way": "phone", "words": "晚上七点以后"})
    assert VisitPreference.unscoped.get().way == "phone"
    assert "晚上七点以后" in mentor.get(f"/appointments/new/{child}/").content.decode()


def test_a_mentor_invites_and_a_guardian_answers_on_the_page(guided: World, sign_in: SignIn) -> None:
    mentor, family = sign_in("wang"), sign_in("zhaoma")
    address = f"/appointments/new/{guided.students['xiaoming'].public_id}/"
    given = {
        "guardians": [guided.guardians["zhaoma"].public_id], "way": "home_visit", "time_1": "2026-09-12T10:00",
        "minutes": "30", "team": "on",
    }  # fmt: skip
    assert mentor.post(address, given | {"time_1": "2026-09-01T10:00"}).status_code == 422
    assert mentor.post(address, given | {"guardians": [guided.guardians["sunba"].public_id]}).status_code == 422
    assert mentor.post(address, given).status_code == 303
    row = Appointment.unscoped.get()
    first_screen = family.get("/").content.decode()
    assert "王海燕想约家访，请选时间" in first_screen
    own = f"/appointments/{row.public_id}/"
    time = family.get(own).context["page"].times[0].public_id
    assert family.post(f"{own}confirm/", {"revision": "1", "time": "nonsense"}).status_code == 404
    assert family.post(f"{own}confirm/", {"revision": "1", "time": time}).status_code == 303
    assert fresh(row).state == "confirmed"
    assert "刚刚有人更新" not in family.get(own).content.decode()
    family.post(f"{own}confirm/", {"revision": "1", "time": time})
    assert "现在不用回复" in family.get(own).content.decode()
    assert "约见" in mentor.get("/").content.decode()


def test_a_family_declines_without_a_reason(guided: World, invite: Invite, sign_in: SignIn) -> None:
    row = invite("wang", "xiaoming", "zhaoma")
    own = f"/appointments/{row.public_id}/"
    family = sign_in("zhaoma")
    assert "没关系，不用说明原因" in family.get(f"{own}decline/").content.decode()
    assert family.post(f"{own}decline/", {"revision": "1", "words": ""}).status_code == 303
    assert fresh(row).state == "declined"
    assert Entry.unscoped.count() == 0


def test_a_guardian_asks_for_a_meeting_on_the_page(guided: World, sign_in: SignIn) -> None:
    address = f"/family/{guided.students['xiaoming'].public_id}/ask/"
    mentor = guided.staff["wang"].public_id
    given = {"staff": mentor, "way": "phone", "time_1": "2026-09-11T18:00", "words": "想问问作息"}
    family = sign_in("zhaoma")
    assert family.post(address, given | {"staff": guided.staff["zhou"].public_id}).status_code == 422
    assert family.post(address, given).status_code == 303
    row = Appointment.unscoped.get()
    page = sign_in("wang").get(f"/appointments/{row.public_id}/").content.decode()
    assert "想问问作息" in page
    assert sign_in("sunba").get(address).status_code == 404


def test_pages_ask_the_database_no_more_for_many_rows(
    guided: World, invite: Invite, sign_in: SignIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for _n in range(12):
        invite("wang", "xiaoming", "zhaoma")
    family, mentor = sign_in("zhaoma"), sign_in("wang")
    asked = ((family, "/appointments/", 14), (mentor, "/appointments/", 16), (family, "/family/", 20))
    for browser, address, most in asked:
        browser.get(address)
        with django_assert_max_num_queries(most):
            browser.get(address)


def test_the_child_whose_visit_waits_stands_first_on_the_first_screen(
    guided: World, invite: Invite, sign_in: SignIn
) -> None:
    family = sign_in("zhaoma")
    titles = [card.title for card in family.get("/").context["cards"]]
    assert titles[:2] == ["李小力的导师", "赵小明的导师"]
    row = invite("wang", "xiaoming", "zhaoma")
    first = family.get("/").context["cards"][0]
    assert (first.title, first.act.url) == ("赵小明的导师", f"/appointments/{row.public_id}/")


def test_the_first_screen_of_staff_asks_for_answers_and_records_in_one_statement(
    guided: World, invite: Invite, django_assert_num_queries: Callable[[int], object]
) -> None:
    mentor, family = by(guided, "wang"), by(guided, "zhaoma")
    asked = ask_for_meeting(
        by=family, student=guided.students["xiaoming"], staff=guided.staff["wang"], draft=draft(guided), now=NOW
    )
    over, ahead = (invite("wang", "xiaoming", "zhaoma") for _n in range(2))
    confirm(by=family, appointment=over, revision=1, time=time_of(over), now=NOW)
    confirm(by=family, appointment=ahead, revision=1, time=time_of(ahead, SUNDAY), now=NOW)
    at = SATURDAY + HOUR
    with django_assert_num_queries(1):
        found = at_hand(mentor, at, at + 7 * DAY)
    assert ([row.pk for row in found.waiting], found.ahead, found.unrecorded) == ([asked.pk], [ahead], [over])
    (card,) = appointments_card(mentor, at)
    assert [line.text for line in card.lines] == [
        "赵小明：家访，等您回复", "9月13日 周日 15:00 赵小明：家访", "和赵小明见过了？点这里记一笔",
    ]  # fmt: skip
