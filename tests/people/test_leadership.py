"""The leadership group and the levels of the school (clause O3)."""

from collections.abc import Callable

from django.test import Client

from liangshi.people.models import LeadershipLevel, LeadershipPost
from tests.people.asking import verbs
from tests.world import World

SignIn = Callable[[str], Client]


def add(browser: Client, world: World, name: str, post: str, charge: str = "") -> None:
    form = {"staff": world.staff[name].public_id, "post": post, "charge": charge}
    assert browser.post("/leadership/posts/new/", form).status_code == 303


def test_posts_stand_in_the_order_given_and_can_be_raised(world: World, sign_in: SignIn) -> None:
    browser = sign_in("shen")
    add(browser, world, "shen", "副组长", "组织匹配与培训")
    add(browser, world, "lin", "组长", "全面负责")
    browser.post(f"/leadership/posts/{LeadershipPost.unscoped.get(post='组长').public_id}/raise/")
    page = sign_in("wang").get("/leadership/").content.decode()
    assert page.index("林知远") < page.index("沈若兰")
    assert "全面负责" in page
    assert "上移" not in page
    assert verbs(world) == ["post.added", "post.added", "post.moved"]


def test_raising_the_first_post_changes_nothing(world: World, sign_in: SignIn) -> None:
    browser = sign_in("shen")
    add(browser, world, "lin", "组长")
    browser.post(f"/leadership/posts/{LeadershipPost.unscoped.get().public_id}/raise/")
    assert verbs(world) == ["post.added"]


def test_the_same_post_for_the_same_person_is_refused(world: World, sign_in: SignIn) -> None:
    browser = sign_in("shen")
    add(browser, world, "lin", "组长")
    answer = browser.post("/leadership/posts/new/", {"staff": world.staff["lin"].public_id, "post": "组长"})
    assert answer.status_code == 422
    assert "已经担任同一职务" in answer.content.decode()


def test_a_post_is_changed_and_removed(world: World, sign_in: SignIn) -> None:
    browser = sign_in("shen")
    add(browser, world, "lin", "组长")
    row = LeadershipPost.unscoped.get()
    browser.post(f"/leadership/posts/{row.public_id}/", {"staff": world.staff["lin"].public_id, "post": "总负责"})
    row.refresh_from_db()
    assert row.post == "总负责"
    browser.post(f"/leadership/posts/{row.public_id}/remove/")
    assert not LeadershipPost.unscoped.exists()


def test_the_usual_five_levels_are_laid_in_once_in_their_order(world: World, sign_in: SignIn) -> None:
    browser = sign_in("shen")
    browser.post("/leadership/levels/begin/")
    browser.post("/leadership/levels/begin/")
    names = list(LeadershipLevel.unscoped.values_list("name", flat=True))
    assert names == ["校长", "班子成员", "政教处、教导处", "班主任", "任课教师"]
    page = browser.get("/leadership/").content.decode()
    assert page.index("班主任</strong>") < page.index("任课教师</strong>")


def test_a_level_is_added_changed_and_removed(world: World, sign_in: SignIn) -> None:
    browser = sign_in("shen")
    browser.post("/leadership/levels/new/", {"name": "年级组", "charge": "统筹本年级的匹配。"})
    level = LeadershipLevel.unscoped.get()
    browser.post(f"/leadership/levels/{level.public_id}/", {"name": "年级组", "charge": "统筹本年级。"})
    level.refresh_from_db()
    assert level.charge == "统筹本年级。"
    assert browser.post("/leadership/levels/new/", {"name": "年级组", "charge": "再来一次"}).status_code == 422
    browser.post(f"/leadership/levels/{level.public_id}/remove/")
    assert verbs(world) == ["level.added", "level.changed", "level.removed"]
