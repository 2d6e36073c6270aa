"""The bureau's own frame: written, published, seen by the schools below, their breaks named."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from liangshi.access.queries import viewer_of
from liangshi.audit.models import Entry
from liangshi.domain.scheme import Scheme, load
from liangshi.notices.models import Notice
from liangshi.people.models import Region
from liangshi.schemes.models import FrameDraft, FrameVersion, SchemeFiling, SchemeVersion
from liangshi.schemes.queries import checked, parsed
from liangshi.schemes.queries.blank import blank_frame
from liangshi.schemes.queries.frames import framed as frames_over
from tests.counties import in_counties
from tests.schemes.filed import FRAME, OWN, filed, framed
from tests.world import PERSONAS, TODAY, World

SignIn = Callable[[str], Client]


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_frame_loads_and_its_example_does_when_it_is_taken_in() -> None:
    empty = blank_frame(TODAY)
    assert isinstance(load(empty), Scheme)
    taken_in = "\n".join(line.removeprefix("# ") for line in empty.splitlines() if not line.startswith("# 每条"))
    assert isinstance(load(taken_in), Scheme)


def test_a_frame_from_a_preset_goes_under_the_name_of_the_bureau(world: World, sign_in: SignIn) -> None:
    sign_in("feng").post("/frames/start/", {"start_from": "wuhu-2022"})
    scheme = checked(FrameDraft.unscoped.get().text)
    assert isinstance(scheme, Scheme)
    assert (scheme.header.title, scheme.header.author) == ("清河市全员导师制工作框架", "清河市教育局")
    assert sign_in("feng").post("/frames/start/", {"start_from": "novel"}).status_code == 404


def test_an_officer_writes_a_frame_and_publishes_it(world: World, sign_in: SignIn) -> None:
    client = sign_in("feng")
    assert client.post("/frames/start/", {"start_from": "empty"}).status_code == 303
    read(client, "/frames/draft/")
    client.post("/frames/draft/text/", {"text": FRAME, "revision": 1})
    page = read(client, "/frames/draft/publish/")
    assert "这是第一版框架" in page
    answer = client.post("/frames/draft/publish/", {"revision": 2, "valid_from": "2026-09-01", "note": "首次"})
    assert answer.status_code == 303
    row = FrameVersion.unscoped.get()
    assert (row.region, row.ordinal, row.text) == (world.region, 1, FRAME)
    assert not FrameDraft.unscoped.exists()
    assert "第1版" in read(client, "/frames/")


def test_a_frame_that_does_not_load_is_kept_and_cannot_be_published(world: World, sign_in: SignIn) -> None:
    client = sign_in("feng")
    client.post("/frames/start/", {"start_from": "wuhu-2022"})
    answer = client.post("/frames/draft/text/", {"text": "[header", "revision": 1}, follow=True)
    assert "处需要改" in answer.content.decode()
    assert client.get("/frames/draft/publish/").status_code == 303
    assert not FrameVersion.unscoped.exists()


def test_of_two_who_save_the_second_keeps_the_own_words(world: World, sign_in: SignIn) -> None:
    client = sign_in("feng")
    client.post("/frames/start/", {"start_from": "empty"})
    client.post("/frames/draft/text/", {"text": FRAME, "revision": 1})
    answer = client.post("/frames/draft/text/", {"text": "我的版本", "revision": 1})
    assert answer.status_code == 422
    assert "我的版本" in answer.content.decode()


def test_a_school_sees_the_frame_and_its_breaks_in_the_draft_before_publishing_and_on_filing(
    world: World, sign_in: SignIn
) -> None:
    framed(world)
    client = sign_in("shen")
    client.post("/scheme/draft/start/", {"start_from": "wuhu-2022"})
    assert "全员导师制工作框架" in read(client, "/scheme/draft/")
    text = FRAME.replace("ceiling = 10", "ceiling = 18").replace('key = "frame"', 'key = "own"')
    client.post("/scheme/draft/text/", {"text": text, "revision": 1})
    for url in ("/scheme/draft/", "/scheme/draft/text/", "/scheme/draft/publish/"):
        page = read(client, url)
        assert "与《全员导师制工作框架》有 1 处不一致" in page
        assert "“师生比”：每位导师 18 名学生，超过框架的上限 10。" in page
    client.post("/scheme/draft/publish/", {"revision": 2, "valid_from": "2026-11-22", "note": ""})
    version = SchemeVersion.unscoped.get()
    assert "处不一致" in read(client, f"/scheme/versions/{version.public_id}/file/")
    client.post(f"/scheme/versions/{version.public_id}/file/", {"letter": ""})
    officer = sign_in("feng")
    filing = SchemeFiling.unscoped.get().public_id
    assert "处不一致" in read(officer, f"/filings/{filing}/")


def test_a_value_within_the_frame_breaks_nothing(world: World) -> None:
    framed(world)
    own = FRAME.replace("ceiling = 10", "ceiling = 8").replace('key = "frame"', 'key = "own"')
    (found,) = frames_over(world.schools["mingde"].pk, parsed(own), TODAY)
    assert found.breaks == ()


def test_before_publishing_the_officer_sees_which_filed_schemes_it_concerns(world: World, sign_in: SignIn) -> None:
    filed(world)
    client = sign_in("feng")
    client.post("/frames/start/", {"start_from": "empty"})
    client.post("/frames/draft/text/", {"text": FRAME.replace("ceiling = 10", "ceiling = 1"), "revision": 1})
    assert "明德中学" in read(client, "/frames/draft/publish/")


def test_a_frame_holds_from_its_day_on(world: World) -> None:
    framed(world)
    framed(world, FRAME.replace("ceiling = 10", "ceiling = 20"), date(2027, 2, 1))
    own = parsed(OWN)
    school = world.schools["mingde"].pk
    now = [one.version.ordinal for one in frames_over(school, own, TODAY) if one.version]
    later = [one.version.ordinal for one in frames_over(school, own, date(2027, 3, 1)) if one.version]
    assert (now, later) == ([1], [2])


def test_a_county_stands_below_its_city(world: World) -> None:
    framed(world)
    county = Region.objects.create(name="清河县", parent=world.region)
    world.schools["mingde"].region = county
    world.schools["mingde"].save()
    assert [one.title for one in frames_over(world.schools["mingde"].pk, parsed(FRAME), TODAY)] == [
        "全员导师制工作框架"
    ]


def test_a_frame_of_the_city_reaches_each_school_of_its_counties_in_trail_and_inbox(world: World) -> None:
    in_counties(world)
    framed(world)
    trails = Entry.unscoped.filter(verb="frame.published").values_list("school", flat=True)
    assert set(trails) == {school.pk for school in world.schools.values()}
    assert Notice.unscoped.filter(kind="frame.published", account=world.account("shen")).exists()


def test_officers_read_the_frames_above_and_below_but_not_beside(world: World, sign_in: SignIn) -> None:
    officer = in_counties(world)
    city = framed(world)
    for name in ("东岸县", "西岸县"):
        FrameVersion.unscoped.create(
            region=Region.objects.get(name=name), ordinal=1, title=name, text=FRAME, valid_from=TODAY,
            published_at=city.published_at, published_by=city.published_by,
        )  # fmt: skip
    seen = FrameVersion.objects.visible_to(viewer_of(officer, TODAY))
    assert set(seen.values_list("title", flat=True)) == {city.title, "东岸县"}
    everything = FrameVersion.objects.visible_to(viewer_of(world.account("feng"), TODAY))
    assert set(everything.values_list("title", flat=True)) == {city.title, "东岸县", "西岸县"}
    page = read(sign_in("feng"), "/frames/")
    assert "东岸县，第1版" in page


def test_the_schools_are_told_and_have_it_in_their_trail(world: World) -> None:
    row = framed(world)
    told = Notice.unscoped.filter(kind="frame.published").values_list("account__name", flat=True)
    assert world.account("shen").name in told
    assert row.public_id in Notice.unscoped.filter(kind="frame.published")[0].link


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_frame_exists_for_officers_and_those_who_file(persona: str, world: World) -> None:
    framed(world)
    rows = FrameVersion.objects.visible_to(viewer_of(world.account(persona), TODAY))
    assert bool(rows) == (persona in {"lin", "shen", "feng", "he"})


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_draft_exists_for_the_officer(persona: str, world: World, sign_in: SignIn) -> None:
    sign_in("feng").post("/frames/start/", {"start_from": "empty"})
    assert isinstance(checked(FrameDraft.unscoped.get().text), Scheme)
    assert bool(FrameDraft.objects.visible_to(viewer_of(world.account(persona), TODAY))) == (persona == "feng")
