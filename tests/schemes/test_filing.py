"""A version goes to the bureau; the officer reads, comments, approves or asks back; the school answers."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from liangshi.access.queries import viewer_of
from liangshi.audit.models import Entry
from liangshi.notices.models import Notice
from liangshi.people.models import Account, Region, RoleAppointment
from liangshi.schemes.choices import FilingState
from liangshi.schemes.models import FilingComment, SchemeFiling, SchemeVersion
from liangshi.schemes.queries.filings import schools_filed
from liangshi.schemes.services import (
    FiledAlreadyError,
    FilingMovedError,
    NothingAskedError,
    OlderThanFiledError,
    UnknownClauseError,
    comment,
    decide,
    file_version,
)
from tests.counties import in_counties
from tests.schemes.filed import NOW, OWN, filed, published
from tests.world import PERSONAS, SINCE, TODAY, World

SignIn = Callable[[str], Client]
QUOTA = "quota"


def told(world: World, name: str) -> set[str]:
    return set(Notice.unscoped.filter(account=world.account(name)).values_list("kind", flat=True))


def test_filing_tells_the_officers_of_the_region(world: World) -> None:
    filing = filed(world)
    assert filing.state == FilingState.FILED
    assert told(world, "feng") == {"filing.filed"}
    assert told(world, "shen") == set()
    assert Entry.unscoped.filter(verb="scheme.filed", subject=filing.public_id).count() == 1


def test_a_version_is_filed_once(world: World) -> None:
    filing = filed(world)
    viewer = viewer_of(world.account("shen"), TODAY)
    with pytest.raises(FiledAlreadyError):
        file_version(by=viewer, version=filing.version, letter="", now=NOW)


def test_a_newer_version_takes_the_place_of_the_open_one_and_none_goes_back(world: World) -> None:
    first = filed(world)
    viewer = viewer_of(world.account("shen"), TODAY)
    second = published(world, OWN.replace("choices = 5", "choices = 3"), note="志愿改为三个")
    third = published(world, OWN.replace("choices = 5", "choices = 4"))
    file_version(by=viewer, version=third, letter="按意见改了", now=NOW)
    first.refresh_from_db()
    assert first.state == FilingState.REPLACED
    with pytest.raises(OlderThanFiledError):
        file_version(by=viewer, version=second, letter="", now=NOW)


def test_the_officer_asks_back_with_words_and_never_without(world: World) -> None:
    filing = filed(world)
    officer = viewer_of(world.account("feng"), TODAY)
    with pytest.raises(NothingAskedError):
        decide(by=officer, filing=filing, outcome=FilingState.ASKED_BACK, decision="", now=NOW)
    decide(by=officer, filing=filing, outcome=FilingState.ASKED_BACK, decision="请写明家访安排", now=NOW)
    filing.refresh_from_db()
    assert (filing.state, filing.decision) == (FilingState.ASKED_BACK, "请写明家访安排")
    assert told(world, "shen") == {"filing.asked_back"}
    assert told(world, "lin") == {"filing.asked_back"}


def test_a_comment_on_a_clause_is_words_enough_to_ask_back(world: World) -> None:
    filing = filed(world)
    officer = viewer_of(world.account("feng"), TODAY)
    comment(by=officer, filing=filing, clause=QUOTA, text="能否降到十二人？", now=NOW)
    decide(by=officer, filing=filing, outcome=FilingState.ASKED_BACK, decision="", now=NOW)
    filing.refresh_from_db()
    assert filing.state == FilingState.ASKED_BACK


def test_two_officers_decide_once(world: World) -> None:
    filing = filed(world)
    officer = viewer_of(world.account("feng"), TODAY)
    decide(by=officer, filing=filing, outcome=FilingState.APPROVED, decision="", now=NOW)
    with pytest.raises(FilingMovedError):
        decide(by=officer, filing=filing, outcome=FilingState.ASKED_BACK, decision="等一下", now=NOW)
    filing.refresh_from_db()
    assert (filing.state, filing.decision) == (FilingState.APPROVED, "")


def test_the_school_answers_a_comment_and_the_officer_is_told(world: World) -> None:
    filing = filed(world)
    comment(by=viewer_of(world.account("feng"), TODAY), filing=filing, clause=QUOTA, text="能否降低？", now=NOW)
    assert told(world, "shen") == {"filing.comment"}
    answer = comment(by=viewer_of(world.account("shen"), TODAY), filing=filing, clause=QUOTA, text="已在改。", now=NOW)
    assert not answer.by_bureau
    assert "filing.comment" in told(world, "feng")


def test_a_clause_that_the_version_does_not_have_takes_no_comment(world: World) -> None:
    filing = filed(world)
    with pytest.raises(UnknownClauseError):
        comment(by=viewer_of(world.account("feng"), TODAY), filing=filing, clause="no-such", text="？", now=NOW)


def test_nothing_is_said_about_what_is_settled(world: World) -> None:
    filing = filed(world)
    officer = viewer_of(world.account("feng"), TODAY)
    decide(by=officer, filing=filing, outcome=FilingState.APPROVED, decision="", now=NOW)
    with pytest.raises(FilingMovedError):
        comment(by=officer, filing=filing, clause="", text="又想到一点", now=NOW)
    assert not FilingComment.unscoped.exists()


def test_a_school_has_one_open_filing(world: World) -> None:
    first = filed(world)
    second = published(world, OWN.replace("choices = 5", "choices = 3"))
    with pytest.raises(IntegrityError), transaction.atomic():
        SchemeFiling.unscoped.create(school=first.school, version=second, filed_at=NOW, filed_by=world.account("shen"))


REACH = {"feng", "lin", "shen"}


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_filing_exists_for_the_schools_leads_and_the_officers(persona: str, world: World) -> None:
    filing = filed(world)
    viewer = viewer_of(world.account(persona), TODAY)
    comment(by=viewer_of(world.account("feng"), TODAY), filing=filing, clause="", text="收到。", now=NOW)
    assert SchemeFiling.objects.visible_to(viewer).exists() == (persona in REACH)
    assert FilingComment.objects.visible_to(viewer).exists() == (persona in REACH)


def test_an_officer_reads_filed_versions_of_the_own_region_and_no_others(world: World) -> None:
    version = published(world)
    officer = viewer_of(world.account("feng"), TODAY)
    assert not SchemeVersion.objects.visible_to(officer).exists()
    file_version(by=viewer_of(world.account("shen"), TODAY), version=version, letter="", now=NOW)
    assert SchemeVersion.objects.visible_to(officer).get() == version
    elsewhere = Region.objects.create(name="云溪市")
    other = Account.objects.create_user("yunxi:J001", "梧桐-river-29", region=elsewhere, number="J001", name="邱明远")
    RoleAppointment.unscoped.create(account=other, role="officer", starts_on=SINCE)
    stranger = viewer_of(other, TODAY)
    assert not SchemeVersion.objects.visible_to(stranger).exists()
    assert not SchemeFiling.objects.visible_to(stranger).exists()


def test_a_filing_reaches_the_bureaus_over_the_school_and_never_a_sister_county(world: World) -> None:
    county = viewer_of(in_counties(world), TODAY)
    filing = filed(world)
    city = viewer_of(world.account("feng"), TODAY)
    for viewer in (county, city):
        assert SchemeFiling.objects.visible_to(viewer).get() == filing
        assert [(one.name, one.standing) for one in schools_filed(viewer)][0] == ("清河市明德中学", "filed")
    assert [one.name for one in schools_filed(county)] == ["清河市明德中学"]
    assert schools_filed(city).count() == 2
    sister = Region.objects.get(name="西岸县")
    beside = replace(county, region=sister.pk, regions=frozenset({sister.pk}))
    assert not SchemeFiling.objects.visible_to(beside).exists()
    assert not SchemeVersion.objects.visible_to(beside).exists()


def test_where_the_county_has_no_officer_the_city_is_told_of_a_filing(world: World) -> None:
    officer = in_counties(world)
    filing = filed(world)
    assert Notice.unscoped.get(kind="filing.filed").account == officer
    RoleAppointment.unscoped.filter(account=officer).delete()
    comment(by=viewer_of(world.account("shen"), TODAY), filing=filing, clause="", text="已按意见修改。", now=NOW)
    assert Notice.unscoped.get(kind="filing.comment").account == world.officer


def test_the_officer_sees_which_schools_are_on_file_and_which_not(world: World, sign_in: SignIn) -> None:
    filed(world)
    page = sign_in("feng").get("/filings/").content.decode()
    assert "清河市明德中学" in page
    assert "清河市育英小学" in page
    assert "待审核" in page
    waiting = sign_in("feng").get("/filings/?state=without").content.decode()
    assert "清河市育英小学" in waiting
    assert "清河市明德中学" not in waiting


def test_the_list_of_schools_asks_few_questions(
    world: World, sign_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    filed(world)
    client = sign_in("feng")
    with django_assert_max_num_queries(12):
        client.get("/filings/")


def test_the_filing_page_shows_what_breaks_the_frame(world: World, sign_in: SignIn) -> None:
    text = OWN.replace("ceiling = 15", "ceiling = 18")
    client = sign_in("shen")
    client.post("/scheme/draft/start/", {"start_from": "wuhu-2022"})
    client.post("/scheme/draft/text/", {"text": text, "revision": 1})
    client.post("/scheme/draft/examples/", {"revision": 2})
    client.post("/scheme/draft/publish/", {"revision": 3, "valid_from": "2026-09-01"})
    version = SchemeVersion.unscoped.get()
    assert "超过框架的上限 15" in client.get(f"/scheme/versions/{version.public_id}/file/").content.decode()
    answer = client.post(f"/scheme/versions/{version.public_id}/file/", {"letter": "本校师资紧张"}, follow=True)
    assert "超过框架的上限 15" in answer.content.decode()
    officers = sign_in("feng").get(answer.redirect_chain[-1][0]).content.decode()
    assert "超过框架的上限 15" in officers
    assert "本校师资紧张" in officers


def test_an_empty_comment_and_a_decision_without_words_keep_the_page(world: World, sign_in: SignIn) -> None:
    address = f"/filings/{filed(world).public_id}/"
    officer = sign_in("feng")
    assert officer.post(f"{address}comment/", {"text": ""}).status_code == 422
    answer = officer.post(f"{address}decide/", {"outcome": "asked_back", "decision": ""})
    assert answer.status_code == 422
    assert "请写明需要学校改什么" in answer.content.decode()
    assert officer.post(f"{address}decide/", {"outcome": "approved"}).status_code == 303


def test_the_officer_reads_what_changed_since_the_last_filing(world: World, sign_in: SignIn) -> None:
    filed(world)
    viewer = viewer_of(world.account("shen"), TODAY)
    newer = published(world, OWN.replace("choices = 5", "choices = 3"))
    filing = file_version(by=viewer, version=newer, letter="", now=NOW)
    page = sign_in("feng").get(f"/filings/{filing.public_id}/").content.decode()
    assert "志愿数由“5”改为“3”" in page


def test_the_officer_has_no_page_of_a_school_beyond_the_filing(world: World, sign_in: SignIn) -> None:
    filing = filed(world)
    officer = sign_in("feng")
    assert officer.get(f"/filings/{filing.public_id}/word/").status_code == 200
    assert officer.get("/scheme/").status_code == 404
    assert officer.get("/students/").status_code == 404
