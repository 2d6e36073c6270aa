"""What a round puts on first screens: the one thing each person can do in it now."""

from datetime import datetime

from django.utils import timezone

from liangshi.pairing.choices import PhaseKind
from liangshi.pairing.models import Pairing
from liangshi.workbench.queries import Card
from liangshi.workbench.queries.round_cards import mentor_cards, round_cards
from tests.pairing.conftest import NOW, Running, by
from tests.world import World


def titles(running: Running, name: str, now: datetime) -> list[str]:
    return [card.title for card in round_cards(by(running.world, name), now)]


def first(running: Running, name: str, now: datetime) -> Card:
    return next(iter(round_cards(by(running.world, name), now)))


def test_the_coordinator_reads_the_open_phase_and_how_many_have_not_acted(running: Running) -> None:
    card = first(running, "shen", running.at(PhaseKind.WISH))
    assert card.title == running.round.name
    assert "学生填报志愿" in card.lines[0].text
    assert card.lines[1].text == "还有 3 项待完成"
    assert card.act is not None
    assert running.round.public_id in card.act.url


def test_a_student_is_led_to_the_wishes_while_they_are_open(running: Running) -> None:
    card = first(running, "xiaoming", running.at(PhaseKind.WISH))
    assert card.title == "我的志愿"
    assert card.act is not None
    assert (card.lines[0].text[:6], card.act.label) == ("还没有提交志", "去填志愿")
    assert titles(running, "xiaoming", running.after(PhaseKind.WISH)) == ["认识导师"]


def test_a_guardian_reads_of_the_own_child_only(running: Running) -> None:
    assert titles(running, "zhaoma", running.at(PhaseKind.WISH)) == ["赵小明的志愿"]


def test_a_guardian_is_not_asked_to_fill_in_what_only_the_child_can(running: Running) -> None:
    card = first(running, "zhaoma", running.at(PhaseKind.WISH))
    assert card.act is not None
    assert (card.lines[0].text[:8], card.act.label) == ("孩子还没有提交志", "看看志愿")


def test_a_teacher_is_asked_to_sign_up_while_mentors_apply(running: Running) -> None:
    assert "导师报名" in titles(running, "lin", running.at(PhaseKind.APPLY))
    assert "导师报名" not in titles(running, "lin", running.at(PhaseKind.WISH))


def test_somebody_outside_the_round_meets_nothing(running: Running) -> None:
    assert titles(running, "he", running.at(PhaseKind.WISH)) == []
    assert titles(running, "zheng", running.at(PhaseKind.WISH)) == []


def test_a_student_reads_who_the_mentor_is(world: World) -> None:
    Pairing.unscoped.create(
        school=world.schools["mingde"], student=world.students["xiaoming"], mentor=world.staff["li"],
        starts_on=timezone.localdate(NOW), came_about="placed", created_at=NOW,
    )  # fmt: skip
    (mentor,) = mentor_cards(by(world, "xiaoming"), NOW)
    assert (mentor.title, mentor.lines[0].text) == ("我的导师", "李向东")
    assert list(mentor_cards(by(world, "zhaoma"), NOW)) == []
