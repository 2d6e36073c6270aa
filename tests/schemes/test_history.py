"""Each version with its time, its differences in words and the reasons for what was kept."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from liangshi.schemes.models import SchemeVersion
from liangshi.schemes.queries import preset
from liangshi.schemes.queries.history import history
from tests.schemes.filed import OWN, published
from tests.world import World

SignIn = Callable[[str], Client]


def chapters() -> dict[int, object]:
    rows = list(SchemeVersion.unscoped.select_related("published_by"))
    return {one.version.ordinal: one for one in history(rows, rows)}


def test_a_version_holds_until_the_next_begins(world: World) -> None:
    published(world)
    published(world, OWN.replace("choices = 5", "choices = 3"), date(2026, 10, 1))
    first, second = chapters()[1], chapters()[2]
    assert (first.until, second.until) == (date(2026, 10, 1), None)
    assert not first.never


def test_a_version_that_another_replaced_on_its_first_day_never_held(world: World) -> None:
    published(world)
    published(world, OWN.replace("choices = 5", "choices = 3"))
    assert chapters()[1].never
    assert not chapters()[2].never


def test_the_history_tells_differences_in_words_and_who_published(world: World, sign_in: SignIn) -> None:
    published(world)
    published(world, OWN.replace("choices = 5", "choices = 3"), date(2026, 10, 1), note="志愿少一些")
    page = sign_in("xiaoming").get("/scheme/versions/").content.decode()
    assert "志愿数由“5”改为“3”" in page
    assert "沈若兰" in page
    assert "志愿少一些" in page
    assert "2026年9月1日起，到2026年10月1日前" in page
    assert "这是学校的第一版方案" in page


def test_the_history_shows_why_a_clause_was_kept_against_a_warning(world: World, sign_in: SignIn) -> None:
    published(world, preset("shewopo-primary").text)
    page = sign_in("shen").get("/scheme/versions/").content.decode()
    assert "保留的理由：来源如此规定；辍学原因不在导师的，按有正当理由不扣。" in page


def test_only_those_who_follow_a_filing_see_how_it_stands(world: World, sign_in: SignIn) -> None:
    version = published(world)
    sign_in("shen").post(f"/scheme/versions/{version.public_id}/file/", {"letter": ""})
    assert "待审核" in sign_in("lin").get("/scheme/versions/").content.decode()
    assert "待审核" not in sign_in("xiaoming").get("/scheme/versions/").content.decode()
    assert "报教育局备案" not in sign_in("lin").get("/scheme/versions/").content.decode()


def test_the_history_of_a_school_that_published_nothing_says_so(world: World, sign_in: SignIn) -> None:
    assert "还没有发布过方案" in sign_in("li").get("/scheme/versions/").content.decode()
