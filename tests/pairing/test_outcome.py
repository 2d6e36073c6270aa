"""Review, changes by hand, publication, and what each person then reads."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from liangshi.notices.models import Notice
from liangshi.offline import verifying
from liangshi.pairing.choices import CameAbout, RoundState, Strain
from liangshi.pairing.models import Agreement, ManualChange, Pairing, Solution
from liangshi.pairing.queries.outcome import standing_of
from liangshi.pairing.services.adjusting import (
    EnoughMentorsError,
    Move,
    NotAdjustableError,
    ReasonNeededError,
    RelativesError,
    StrainedError,
    TogetherAlreadyError,
    adjust,
    undo,
)
from liangshi.pairing.services.publishing import NothingToPublishError, public_record, publish
from liangshi.people.models import DeclaredRelative
from tests.world import World

from .conftest import NOW, Running, by
from .solved import solved

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _in_september() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def done(running: Running) -> Solution:
    """xiaoming got wang by first wish, xiaohong gao, xiaogang li."""
    running.hand_in("xiaoming", "wang", "li")
    running.hand_in("xiaohong", "gao")
    running.hand_in("xiaogang", "li")
    return solved(running)


def move(
    running: Running, student: str, before: str | None, after: str | None, reason: str = "家长提出", **more: bool
) -> Move:
    mentors = running.mentors
    return Move(
        running.candidates[student], mentors[before] if before else None, mentors[after] if after else None, reason,
        **more,
    )  # fmt: skip


def test_a_change_by_hand_is_marked_and_undone(running: Running, done: Solution) -> None:
    shen = by(running.world, "shen")
    change = adjust(by=shen, solution=done, move=move(running, "xiaoming", "wang", "gao"), now=NOW)
    child = standing_of(done).of(running.candidates["xiaoming"])
    assert [(one.mentor.staff.name, one.came_about) for one in child.settled] == [("高建平", CameAbout.MANUAL)]
    assert child.changed
    undo(by=shen, change=change, now=NOW)
    assert not standing_of(done).of(running.candidates["xiaoming"]).changed
    with pytest.raises(NotAdjustableError):
        undo(by=shen, change=change, now=NOW)


def test_changes_of_one_child_are_undone_from_the_last(running: Running, done: Solution) -> None:
    shen = by(running.world, "shen")
    first = adjust(by=shen, solution=done, move=move(running, "xiaoming", "wang", "gao"), now=NOW)
    second = adjust(by=shen, solution=done, move=move(running, "xiaoming", "gao", "li"), now=NOW)
    with pytest.raises(NotAdjustableError):
        undo(by=shen, change=first, now=NOW)
    undo(by=shen, change=second, now=NOW)
    undo(by=shen, change=first, now=NOW)
    assert standing_of(done).changes == ()


def test_what_may_never_be_done_by_hand(running: Running, done: Solution, world: World) -> None:
    shen = by(world, "shen")
    DeclaredRelative.unscoped.create(
        school=world.schools["mingde"], staff=world.staff["gao"], student=world.students["xiaoming"], relation="舅甥"
    )
    for wrong, refusal in (
        (move(running, "xiaoming", "wang", "gao"), RelativesError),
        (move(running, "xiaoming", "wang", "li", reason=""), ReasonNeededError),
        (move(running, "xiaoming", "wang", "wang"), TogetherAlreadyError),
        (move(running, "xiaoming", "li", "gao"), TogetherAlreadyError),
        (move(running, "xiaoming", None, "li"), EnoughMentorsError),
    ):
        with pytest.raises(refusal):
            adjust(by=shen, solution=done, move=wrong, now=NOW)
    assert not ManualChange.unscoped.exists()


def test_straining_a_rule_must_be_meant_and_is_kept(running: Running, world: World) -> None:
    running.mentors["gao"].quota = 1
    running.mentors["gao"].save()
    running.hand_in("xiaoming", "wang")
    running.hand_in("xiaohong", "gao")
    solution = solved(running)
    shen = by(world, "shen")
    with pytest.raises(StrainedError) as strained:
        adjust(by=shen, solution=solution, move=move(running, "xiaoming", "wang", "gao"), now=NOW)
    assert strained.value.strains == (Strain.OVER_QUOTA,)
    change = adjust(by=shen, solution=solution, move=move(running, "xiaoming", "wang", "gao", meant=True), now=NOW)
    assert change.problems == ["over_quota"]


def test_publication_makes_pairings_agreements_and_notices_once(running: Running, done: Solution) -> None:
    shen = by(running.world, "shen")
    assert publish(by=shen, round_=running.round, now=NOW) == 3
    assert running.round.state == RoundState.PUBLISHED
    pairing = Pairing.unscoped.get(student=running.world.students["xiaoming"])
    assert (pairing.mentor.name, pairing.came_about, pairing.wish_rank) == ("王海燕", "wish", 1)
    assert (pairing.starts_on, pairing.ends_on) == (running.round.starts_on, running.round.ends_on)
    assert Agreement.unscoped.count() == 3
    told = set(Notice.unscoped.filter(kind="round.published").values_list("account__name", flat=True))
    assert {"赵小明", "刘桂芳", "王海燕", "高建平", "李向东"} <= told
    with pytest.raises(NothingToPublishError):
        publish(by=shen, round_=running.round, now=NOW)
    with pytest.raises(NotAdjustableError):
        adjust(by=shen, solution=done, move=move(running, "xiaoming", "wang", "gao"), now=NOW)


def test_nothing_can_be_published_before_the_draw(running: Running) -> None:
    with pytest.raises(NothingToPublishError):
        publish(by=by(running.world, "shen"), round_=running.round, now=NOW)


def test_pairings_of_last_year_end_where_those_of_this_round_begin(running: Running, done: Solution) -> None:
    world = running.world
    former = Pairing.unscoped.create(
        school=world.schools["mingde"], student=world.students["xiaoming"], mentor=world.staff["gao"],
        starts_on=running.round.starts_on.replace(year=2025), came_about="wish", created_at=NOW,
    )  # fmt: skip
    publish(by=by(world, "shen"), round_=running.round, now=NOW)
    former.refresh_from_db()
    assert former.ends_on == running.round.starts_on


def test_who_looked_after_a_child_in_the_meantime_is_relieved_on_the_day_of_publication(
    running: Running, done: Solution
) -> None:
    world, round_, today = running.world, running.round, timezone.localdate(NOW)
    assert round_.starts_on < today
    meanwhile = Pairing.unscoped.create(
        school=world.schools["mingde"], student=world.students["xiaoming"], mentor=world.staff["gao"],
        starts_on=round_.starts_on, came_about="manual", reason="先照顾着", created_at=NOW,
    )  # fmt: skip
    publish(by=by(world, "shen"), round_=round_, now=NOW)
    meanwhile.refresh_from_db()
    new = Pairing.unscoped.get(student=world.students["xiaoming"], round=round_)
    other = Pairing.unscoped.get(student=world.students["xiaohong"], round=round_)
    assert (meanwhile.ends_on, new.starts_on, other.starts_on) == (today, today, round_.starts_on)
    assert Pairing.unscoped.on(today).filter(student=world.students["xiaoming"]).get() == new


def test_the_published_archive_holds_and_names_nobody(
    running: Running, done: Solution, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shen = by(running.world, "shen")
    assert public_record(running.round) is None
    adjust(by=shen, solution=done, move=move(running, "xiaoming", "wang", "gao"), now=NOW)
    publish(by=shen, round_=running.round, now=NOW)
    content = public_record(running.round)
    assert content is not None
    archive = tmp_path / "record.zip"
    archive.write_bytes(content)
    assert verifying.main([str(archive)]) == 0
    told = capsys.readouterr().out
    assert "✓ 结果成立" in told
    assert "有 1 处人工调整，证书对这些学生不再成立" in told
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        text = "".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".json"))
    for person in (*running.world.students.values(), *running.mentors.values()):
        assert person.public_id not in text
        assert str(person) not in text
    assert "家长提出" not in text


def test_a_tampered_archive_does_not_hold(running: Running, done: Solution, tmp_path: Path) -> None:
    publish(by=by(running.world, "shen"), round_=running.round, now=NOW)
    record = {"market": done.market, "certificate": done.certificate}
    record["certificate"]["wish"][0][2] = 2
    path = tmp_path / "certificate.json"
    path.write_text(json.dumps(record))
    assert verifying.main([str(path)]) == 1


def get(client: Client, name: str, *args: str) -> str:
    answer = client.get(reverse(f"pairing:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_student_and_guardian_read_why_and_nobody_else_does(running: Running, done: Solution, sign_in: SignIn) -> None:
    publish(by=by(running.world, "shen"), round_=running.round, now=NOW)
    for name in ("xiaoming", "zhaoma"):
        page = get(sign_in(name), "placement")
        assert "王海燕老师" in page
        assert "按第1志愿" in page
        assert "抽签代号" in page
    other = get(sign_in("xiaogang"), "placement")
    assert "王海燕" not in other
    assert "李向东" in other


def test_before_publication_nobody_reads_a_placement(running: Running, done: Solution, sign_in: SignIn) -> None:
    assert "导师还没有公布" in get(sign_in("xiaoming"), "placement")
    assert "我的学生" in get(sign_in("wang"), "placement")
    assert "赵小明" not in get(sign_in("wang"), "placement")


def test_a_mentor_reads_how_the_group_came_about_but_no_wish_rank(
    running: Running, done: Solution, sign_in: SignIn
) -> None:
    publish(by=by(running.world, "shen"), round_=running.round, now=NOW)
    page = get(sign_in("wang"), "placement")
    assert "赵小明" in page
    assert "志愿 1" in page
    assert "第1志愿" not in page


def test_homeroom_teacher_and_grade_lead_see_their_classes(running: Running, done: Solution, sign_in: SignIn) -> None:
    publish(by=by(running.world, "shen"), round_=running.round, now=NOW)
    mine = get(sign_in("wang"), "pairings")
    assert "赵小明" in mine
    assert "孙小刚" not in mine
    whole = get(sign_in("gao"), "pairings")
    assert "赵小明" in whole
    assert "孙小刚" in whole
    assert sign_in("xiaoming").get(reverse("pairing:pairings")).status_code == 404


def test_the_review_shows_everybody_in_few_statements(
    running: Running, done: Solution, sign_in: SignIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = sign_in("shen")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        page = get(client, "outcome", running.round.public_id)
    assert "赵小明" in page
    assert "第1志愿" in page


def test_figures_come_with_the_tables_behind_them(running: Running, done: Solution, sign_in: SignIn) -> None:
    page = get(sign_in("gao"), "outcome_figures", running.round.public_id)
    assert page.count('<svg class="bars"') == 3
    assert "<title>第1志愿：学生 3</title>" in page
    assert "<title>高一(1)班：按志愿" in page
    assert "<td>第1志愿</td><td>3</td><td>100%</td>" in page


def test_other_rules_are_compared_side_by_side(running: Running, done: Solution, sign_in: SignIn) -> None:
    url = reverse("pairing:outcome_comparison", args=[running.round.public_id])
    page = sign_in("shen").get(url, {"caps": "1、2", "lengths": "1"}).content.decode()
    assert "每位导师 1 名" in page
    assert "只填 1 个志愿" in page
    assert sign_in("shen").get(url, {"caps": "很多", "lengths": ""}).status_code == 422
    assert Solution.unscoped.count() == 1


def test_the_coordinator_changes_publishes_and_signs_off_in_the_browser(
    running: Running, done: Solution, sign_in: SignIn
) -> None:
    client, round_id = sign_in("shen"), running.round.public_id
    candidate = running.candidates["xiaoming"].public_id
    url = reverse("pairing:outcome_child", args=[round_id, candidate])
    asked = {"before": running.mentors["wang"].public_id, "after": running.mentors["gao"].public_id, "reason": ""}
    assert client.post(url, asked).status_code == 422
    assert client.post(url, {**asked, "reason": "家长提出"}).status_code == 303
    assert "人工调整" in client.get(url).content.decode()
    assert client.post(reverse("pairing:publish", args=[round_id])).status_code == 303
    assert Pairing.unscoped.get(student=running.world.students["xiaoming"]).came_about == "manual"
    page = get(sign_in("xiaoming"), "placement")
    assert "人工调整：家长提出" in page
    answer = sign_in("xiaogang").get(reverse("pairing:public_record", args=[round_id]))
    assert answer["Content-Type"] == "application/zip"


def test_the_draw_in_the_browser_for_those_who_run_it_and_those_who_watch(
    running: Running, done: Solution, sign_in: SignIn
) -> None:
    page = get(sign_in("xiaoming"), "draw", running.round.public_id)
    assert done.certificate["commit"] in page
    assert "独立核验通过" in page
    assert "复核结果" not in page
    assert "复核结果" in get(sign_in("shen"), "draw", running.round.public_id)
    assert sign_in("xiaoming").post(reverse("pairing:draw_enter", args=[running.round.public_id])).status_code == 404


@pytest.mark.parametrize("name", ["outcome_figures", "agreements"])
def test_lists_of_a_round_take_few_statements(
    running: Running, done: Solution, sign_in: SignIn, django_assert_max_num_queries: Callable[[int], object], name: str
) -> None:
    publish(by=by(running.world, "shen"), round_=running.round, now=NOW)
    client = sign_in("shen")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        get(client, name, running.round.public_id)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        get(client, "pairings")
