"""The administrator of a bureau keeps regions, schools and officers, and reads nothing of what officers read."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from liangshi.access.queries import viewer_of
from liangshi.audit.models import Entry
from liangshi.domain.access import GRANTS, Capability, Role
from liangshi.notices.models import Notice
from liangshi.people.models import Account, Region, RoleAppointment, School, Staff
from liangshi.people.services.bureau import close_ended_officers
from tests.counties import in_counties
from tests.world import PRESENT, TODAY, World

SignIn = Callable[[str], Client]
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
ONE_TIME = re.compile(r"<samp>([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})</samp>")
DAY = PRESENT.date()
SCHOOL = {"name": "清河市平河中学", "code": "pinghe", "stage": "junior", "administrator": "常青", "number": "T001"}
OFFICER = {"number": "J002", "name": "孟小川", "starts_on": DAY.isoformat()}


def slip(client: Client, address: str, posted: dict[str, str]) -> str:
    """The one-time password on the page that follows."""
    answer = client.post(address, posted)
    assert answer.status_code == 200, answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    found = ONE_TIME.search(answer.content.decode())
    assert found is not None
    return found[1]


def signs_in(place: str, number: str, password: str) -> bool:
    answer = Client().post("/sign-in/", {"place": place, "who": number, "password": password})
    return answer.status_code == 303


def on_region(region: Region, act: str) -> str:
    return f"/bureau/regions/{region.public_id}/{act}"


def appointment(number: str) -> RoleAppointment:
    found: RoleAppointment = RoleAppointment.unscoped.get(account__number=number, role="officer")
    return found


def verbs(world: World, school: str) -> list[str]:
    rows = Entry.unscoped.filter(school=world.schools[school].pk, verb__startswith="bureau.")
    return list(rows.order_by("position").values_list("verb", flat=True))


def told(name: str) -> set[str]:
    return set(Notice.unscoped.filter(account__name=name, kind="bureau.officer").values_list("title", flat=True))


def test_the_role_opens_one_door_and_none_of_an_officer(world: World) -> None:
    mine, officers = GRANTS[Role.BUREAU_ADMINISTRATOR], GRANTS[Role.OFFICER]
    assert Capability.KEEP_REGION in mine
    assert Capability.KEEP_REGION not in officers
    assert mine - {Capability.KEEP_REGION} < officers
    assert not mine & {
        Capability.READ_CONCERNS, Capability.READ_REGION_FIGURES, Capability.REVIEW_SCHEMES, Capability.READ_STUDENTS,
    }  # fmt: skip


def test_the_page_shows_own_and_lower_regions_with_schools_and_officers(world: World, sign_in: SignIn) -> None:
    in_counties(world)
    Region.objects.create(name="望溪市")
    page = sign_in("ding").get("/bureau/").content.decode()
    words = (
        "清河市",
        "东岸县",
        "西岸县",
        "清河市明德中学",
        "高中",
        "还没有方案",
        "冯远航",
        "J001",
        "陶望舒",
        "管理员：丁可",
    )
    assert all(one in page for one in words)
    assert "望溪市" not in page
    assert "/bureau/" in sign_in("ding").get("/").content.decode()
    assert "/bureau/" not in sign_in("feng").get("/").content.decode()


def test_a_school_is_added_with_an_administrator_who_signs_in_with_the_slip(world: World, sign_in: SignIn) -> None:
    county = Region.objects.create(name="平河县", parent=world.region)
    password = slip(sign_in("ding"), on_region(county, "schools/new/"), SCHOOL)
    school = School.unscoped.get(code="pinghe")
    assert (school.name, school.stage, school.region) == ("清河市平河中学", "junior", county)
    assert signs_in(school.name, "T001", password)
    assert Role.ADMINISTRATOR in viewer_of(Account.unscoped.get(school=school), DAY).roles
    entry = Entry.unscoped.get(school=school.pk, verb="school.set_up")
    assert entry.actor == world.keeper.pk
    assert password not in sign_in("ding").get("/bureau/").content.decode()


def test_a_lost_slip_of_a_new_school_is_made_again_until_somebody_of_it_has_signed_in(
    world: World, sign_in: SignIn
) -> None:
    client = sign_in("ding")
    first = slip(client, on_region(world.region, "schools/new/"), SCHOOL)
    school = School.unscoped.get(code="pinghe")
    address = f"/bureau/schools/{school.public_id}/slip/"
    assert address in client.get("/bureau/").content.decode()
    second = slip(client, address, {})
    assert not signs_in(school.name, "T001", first)
    assert signs_in(school.name, "T001", second)
    refused = client.post(address, follow=True)
    assert "登录条由学校自己的管理员重发" in refused.content.decode()
    assert address not in refused.content.decode()
    assert signs_in(school.name, "T001", second)
    assert list(Entry.unscoped.filter(school=school.pk, verb="bureau.school_renewed").values_list("actor")) == [
        (world.keeper.pk,)
    ]


def test_the_slip_of_a_school_outside_the_region_is_not_made(world: World, sign_in: SignIn) -> None:
    outside = School.unscoped.create(
        region=Region.objects.create(name="望溪市"), name="望溪小学", code="wangxi", stage="primary"
    )
    assert sign_in("ding").post(f"/bureau/schools/{outside.public_id}/slip/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"code": "mingde"}, "已经有这个名称或简称的学校了"),
        ({"name": "清河市明德中学"}, "已经有这个名称或简称的学校了"),
        ({"code": "平河"}, "只能用英文字母、数字和连字符。"),
    ],
)
def test_a_school_that_is_known_or_has_a_wrong_code_is_refused(
    world: World, sign_in: SignIn, wrong: dict[str, str], words: str
) -> None:
    answer = sign_in("ding").post(on_region(world.region, "schools/new/"), SCHOOL | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Staff.unscoped.filter(name="常青").exists()
    assert School.unscoped.count() == 2


def test_a_region_is_added_renamed_and_moved_within_the_own_one(world: World, sign_in: SignIn) -> None:
    client = sign_in("ding")
    in_counties(world)
    east = Region.objects.get(name="东岸县")
    assert client.post(on_region(east, "new/"), {"name": "河口区"}).status_code == 303
    below = Region.objects.get(name="河口区")
    assert below.parent == east
    changed = {"name": "河口新区", "above": world.region.public_id}
    assert client.post(on_region(below, ""), changed).status_code == 303
    below.refresh_from_db()
    assert (below.name, below.parent) == ("河口新区", world.region)
    assert verbs(world, "mingde") == ["bureau.region_begun"]
    moved = {"name": "东岸县", "above": below.public_id}
    assert client.post(on_region(east, ""), moved).status_code == 303
    moves = Entry.unscoped.filter(school=world.schools["mingde"].pk, verb="school.region_moved")
    assert [row.actor for row in moves] == [world.keeper.pk]


def test_a_region_takes_no_known_name_and_goes_neither_into_itself_nor_outside(world: World, sign_in: SignIn) -> None:
    client = sign_in("ding")
    in_counties(world)
    east, outside = Region.objects.get(name="东岸县"), Region.objects.create(name="望溪市")
    inside = Region.objects.create(name="河口区", parent=east)
    assert "已经有叫这个名字的地区了" in client.post(on_region(east, "new/"), {"name": "西岸县"}).content.decode()
    for above in (east, inside, outside):
        answer = client.post(on_region(east, ""), {"name": "东岸县", "above": above.public_id})
        assert answer.status_code == 422
    assert client.get(on_region(world.region, "")).status_code == 404
    east.refresh_from_db()
    assert east.parent == world.region


def test_an_officer_is_appointed_with_a_slip_and_everybody_concerned_can_know(world: World, sign_in: SignIn) -> None:
    client = sign_in("ding")
    password = slip(client, on_region(world.region, "officers/new/"), OFFICER)
    assert signs_in("清河市教育局", "J002", password)
    assert Role.OFFICER in viewer_of(Account.unscoped.get(number="J002"), DAY).roles
    assert verbs(world, "mingde") == verbs(world, "yuying") == ["bureau.officer_appointed"]
    assert told("冯远航") == {"清河市教育局增加了工作人员：孟小川"}
    assert told("丁可") == told("孟小川") == set()


def test_an_officer_of_a_county_is_noted_where_the_county_reads_and_nowhere_else(world: World, sign_in: SignIn) -> None:
    in_counties(world)
    slip(sign_in("ding"), on_region(Region.objects.get(name="东岸县"), "officers/new/"), OFFICER)
    assert (verbs(world, "mingde"), verbs(world, "yuying")) == (["bureau.officer_appointed"], [])
    assert told("冯远航") == told("陶望舒") == {"东岸县教育局增加了工作人员：孟小川"}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"number": "J001", "name": "冯远航"}, "这个编号已经有在任的工作人员"),
        ({"number": "J001"}, "这个编号是冯远航的"),
        ({"number": "J100", "name": "丁可"}, "不兼任能查阅的工作人员"),
        ({"starts_on": "2026-11-01"}, "最早从今天起。"),
        ({"last": "2026-11-01"}, "不能早于开始的日期。"),
    ],
)
def test_an_officer_is_refused_with_a_reason_and_nothing_changes(
    world: World, sign_in: SignIn, wrong: dict[str, str], words: str
) -> None:
    before = world.officer.password
    answer = sign_in("ding").post(on_region(world.region, "officers/new/"), OFFICER | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert RoleAppointment.unscoped.filter(role="officer").count() == 1
    assert Account.unscoped.get(pk=world.officer.pk).password == before
    assert verbs(world, "mingde") == []


def test_an_officer_who_begins_later_and_ends_on_a_day_reads_between_them_only(world: World, sign_in: SignIn) -> None:
    dates = {"starts_on": "2026-12-01", "last": "2026-12-31"}
    slip(sign_in("ding"), on_region(world.region, "officers/new/"), OFFICER | dates)
    account = Account.unscoped.get(number="J002")
    days = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [Role.OFFICER in viewer_of(account, day).roles for day in days] == [False, True, True, False]
    assert close_ended_officers(NOW) == 0
    assert close_ended_officers(datetime(2026, 12, 31, 17, 0, tzinfo=UTC)) == 1
    account.refresh_from_db()
    assert not account.is_active
    assert Account.unscoped.get(pk=world.officer.pk).is_active
    assert Account.unscoped.get(pk=world.keeper.pk).is_active


def test_an_officer_who_leaves_today_is_out_at_once_and_may_come_back(world: World, sign_in: SignIn) -> None:
    client, officer = sign_in("ding"), sign_in("feng")
    address = f"/bureau/officers/{appointment('J001').public_id}/end/"
    assert officer.get("/").status_code == 200
    assert client.post(address, {"on": "2026-11-21"}).status_code == 422
    assert client.post(address, {"on": DAY.isoformat()}).status_code == 303
    assert officer.get("/").status_code == 302
    assert not Account.unscoped.get(number="J001").is_active
    assert client.post(address, {"on": DAY.isoformat()}).status_code == 404
    assert verbs(world, "yuying") == ["bureau.officer_ended"]
    password = slip(client, on_region(world.region, "officers/new/"), OFFICER | {"number": "J001", "name": "冯远航"})
    assert signs_in("清河市教育局", "J001", password)


def test_an_officer_who_leaves_later_stays_until_then(world: World, sign_in: SignIn) -> None:
    client = sign_in("ding")
    client.post(f"/bureau/officers/{appointment('J001').public_id}/end/", {"on": "2026-12-01"})
    assert sign_in("feng").get("/").status_code == 200
    assert "到2026年11月30日为止" in client.get("/bureau/").content.decode()
    assert Role.OFFICER not in viewer_of(Account.unscoped.get(number="J001"), date(2026, 12, 1)).roles


def test_a_renewed_slip_ends_what_was_open_and_the_officer_finds_it_told(world: World, sign_in: SignIn) -> None:
    address = f"/bureau/officers/{appointment('J001').public_id}/slip/"
    password = slip(sign_in("ding"), address, {})
    assert signs_in("清河市教育局", "J001", password)
    assert not signs_in("清河市教育局", "J001", "梧桐-river-29")
    assert told("冯远航") == {"清河市教育局给冯远航重发了登录条"}
    assert verbs(world, "mingde") == ["bureau.officer_renewed"]
    assert sign_in("ding").get(address).status_code == 405


def test_a_county_keeps_its_own_and_finds_nothing_of_the_city_or_its_sister(world: World) -> None:
    in_counties(world)
    east, west = (Region.objects.get(name=name) for name in ("东岸县", "西岸县"))
    account = Account.unscoped.create_user("dongan:J100", "x", region=east, number="J100", name="白鹭")
    RoleAppointment.unscoped.create(account=account, role="bureau_administrator", starts_on=TODAY)
    client = Client()
    client.force_login(account)
    page = client.get("/bureau/").content.decode()
    assert "清河市明德中学" in page
    assert all(words not in page for words in ("清河市育英小学", "西岸县", "冯远航", "丁可"))
    for region in (world.region, west):
        for act in ("", "new/", "schools/new/", "officers/new/"):
            assert client.get(on_region(region, act)).status_code == 404
    city = appointment_of(world.officer)
    assert client.get(f"/bureau/officers/{city.public_id}/end/").status_code == 404
    assert client.post(f"/bureau/officers/{city.public_id}/slip/").status_code == 404
    assert client.get(on_region(east, "officers/new/")).status_code == 200


def appointment_of(account: Account) -> RoleAppointment:
    found: RoleAppointment = RoleAppointment.unscoped.get(account=account)
    return found


def test_appointments_reach_the_keeper_of_the_region_as_officers_only(world: World) -> None:
    in_counties(world)
    keeper, officer = viewer_of(world.keeper, TODAY), viewer_of(world.officer, TODAY)
    seen = RoleAppointment.objects.visible_to(keeper)
    assert {row.account.name for row in seen} == {"冯远航", "陶望舒"}
    assert {row.role for row in seen} == {"officer"}
    assert not RoleAppointment.objects.visible_to(officer).exists()
