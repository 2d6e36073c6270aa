"""Students' wishes: kept from the first tap, handed in, changed until the phase closes."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from liangshi.pairing.choices import ListState, PhaseKind
from liangshi.pairing.forms.refusals import words_of
from liangshi.pairing.models import MentorLimit, Preference, PreferenceList
from liangshi.pairing.services.phases import NotOpenError
from liangshi.pairing.services.wishes import (
    EmptyListError,
    HandIn,
    ListMovedError,
    ListTooLongError,
    NobodyOfThatNameError,
    NotEligibleError,
    NothingToWithdrawError,
    SeveralOfThatNameError,
    WishWords,
    add_wish,
    keep_wishes,
    move_wish,
    remove_wish,
    save_words,
    submit_wishes,
    withdraw_wishes,
)
from liangshi.people.models import DeclaredRelative
from tests.pairing.conftest import Running, by

SignIn = Callable[[str], Client]
WORDS = WishWords(("学业辅导",), "希望老师耐心一些")


class Pen:
    """xiaoming's own hand during the wish phase."""

    def __init__(self, running: Running, name: str = "xiaoming") -> None:
        self.running = running
        self.by = by(running.world, name)
        self.line = running.candidates[name]
        self.now = running.at(PhaseKind.WISH)

    def add(self, *names: str) -> None:
        for name in names:
            add_wish(by=self.by, candidate=self.line, mentor=self.running.mentors[name], now=self.now)

    def move(self, name: str, step: int) -> None:
        move_wish(by=self.by, candidate=self.line, mentor=self.running.mentors[name], step=step, now=self.now)

    def remove(self, name: str) -> None:
        remove_wish(by=self.by, candidate=self.line, mentor=self.running.mentors[name], now=self.now)

    def submit(self, *more: str, shown: tuple[str, ...] | None = None) -> None:
        given = HandIn(self.shown() if shown is None else shown, more, WORDS)
        submit_wishes(by=self.by, candidate=self.line, given=given, now=self.now)

    def shown(self) -> tuple[str, ...]:
        rows = Preference.unscoped.filter(preferences__candidate=self.line).order_by("rank")
        return tuple(rows.values_list("mentor__public_id", flat=True))

    def names(self) -> list[str]:
        rows = Preference.unscoped.filter(preferences__candidate=self.line).order_by("rank")
        return list(rows.values_list("mentor__staff__name", flat=True))

    def state(self) -> str:
        return PreferenceList.unscoped.get(candidate=self.line).state


@pytest.fixture
def pen(running: Running) -> Pen:
    return Pen(running)


def test_the_first_tap_is_kept_as_a_draft(pen: Pen) -> None:
    pen.add("wang")
    assert pen.names() == ["王海燕"]
    assert pen.state() == ListState.DRAFT


def test_wishes_move_up_and_down_and_stay_within_the_list(pen: Pen) -> None:
    pen.add("wang", "li", "gao")
    pen.move("gao", -1)
    assert pen.names() == ["王海燕", "高建平", "李向东"]
    pen.move("wang", -1)
    pen.move("li", 1)
    assert pen.names() == ["王海燕", "高建平", "李向东"]
    pen.remove("wang")
    assert pen.names() == ["高建平", "李向东"]


def test_a_mentor_stands_once_on_a_list(pen: Pen) -> None:
    pen.add("wang", "wang")
    assert pen.names() == ["王海燕"]


def test_a_list_is_no_longer_than_the_round_allows(pen: Pen) -> None:
    pen.running.round.longest_list = 2
    pen.running.round.save()
    pen.line.round.longest_list = 2
    pen.add("wang", "li")
    with pytest.raises(ListTooLongError):
        pen.add("gao")
    assert len(pen.names()) == 2


def test_a_mentor_of_another_class_or_a_relative_cannot_be_asked(pen: Pen) -> None:
    running = pen.running
    MentorLimit.unscoped.create(
        school=running.round.school, mentor=running.mentors["gao"], class_group=running.world.classes["c102"]
    )
    DeclaredRelative.unscoped.create(
        school=running.round.school, staff=running.world.staff["li"], student=running.world.students["xiaoming"],
        relation="叔侄",
    )  # fmt: skip
    for name in ("gao", "li"):
        with pytest.raises(NotEligibleError):
            pen.add(name)
    pen.add("wang")
    assert pen.names() == ["王海燕"]


def test_handing_in_needs_a_wish_and_keeps_the_words(pen: Pen) -> None:
    with pytest.raises(EmptyListError):
        pen.submit()
    pen.add("wang")
    pen.submit()
    row = PreferenceList.unscoped.get(candidate=pen.line)
    assert (row.state, row.help_wanted, row.about_mentor) == (ListState.SUBMITTED, ["学业辅导"], "希望老师耐心一些")


def test_after_handing_in_changes_count_at_once(pen: Pen) -> None:
    pen.add("wang")
    pen.submit()
    pen.add("li")
    assert (pen.state(), pen.names()) == (ListState.SUBMITTED, ["王海燕", "李向东"])
    pen.remove("wang")
    pen.remove("li")
    assert pen.state() == ListState.DRAFT


def test_withdrawing_keeps_what_was_written(pen: Pen) -> None:
    pen.add("wang")
    with pytest.raises(NothingToWithdrawError):
        withdraw_wishes(by=pen.by, candidate=pen.line, now=pen.now)
    pen.submit()
    withdraw_wishes(by=pen.by, candidate=pen.line, now=pen.now)
    assert (pen.state(), pen.names()) == (ListState.WITHDRAWN, ["王海燕"])


@pytest.mark.parametrize("late", [True, False])
def test_outside_the_phase_nothing_changes(late: bool, pen: Pen) -> None:
    pen.now = pen.running.after(PhaseKind.WISH) if late else pen.running.at(PhaseKind.READ)
    with pytest.raises(NotOpenError):
        pen.add("wang")
    assert not PreferenceList.unscoped.exists()


def test_nobody_writes_for_the_student(running: Running) -> None:
    for name in ("zhaoma", "wang", "shen", "xiaogang"):
        with pytest.raises(NotEligibleError):
            save_words(
                by=by(running.world, name), candidate=running.candidates["xiaoming"], words=WORDS,
                now=running.at(PhaseKind.WISH),
            )  # fmt: skip


def test_two_phones_do_not_overwrite_each_other(pen: Pen, monkeypatch: pytest.MonkeyPatch) -> None:
    pen.add("wang", "li")
    pen.running.candidates["xiaoming"].refresh_from_db()
    with pytest.raises(ListMovedError):
        pen.move("gao", -1)
    assert pen.names() == ["王海燕", "李向东"]


def test_a_student_fills_in_the_list_on_a_phone_without_scripts(running: Running, sign_in: SignIn) -> None:
    running.open(PhaseKind.WISH)
    browser, line = sign_in("xiaoming"), running.candidates["xiaoming"].public_id
    profiles = browser.get(f"/rounds/{running.round.public_id}/mentors/").content.decode()
    assert "加入志愿" in profiles
    for name in ("wang", "li"):
        added = browser.post(f"/rounds/wishes/{line}/add/{running.mentors[name].public_id}/", follow=True)
        assert added.status_code == 200
    browser.post(f"/rounds/wishes/{line}/up/{running.mentors['li'].public_id}/")
    page = browser.get(f"/rounds/wishes/{line}/").content.decode()
    assert page.index("李向东") < page.index("王海燕")
    assert "草稿，还没有提交" in page
    kept = browser.post(
        f"/rounds/wishes/{line}/submit/",
        {"help_wanted": ["学业辅导"], "about_mentor": "多讲例题", "keep": "1", "shown": shown_on(page)},
    )
    assert kept.status_code == 303
    assert PreferenceList.unscoped.get().state == ListState.DRAFT
    words = {"help_wanted": ["学业辅导"], "about_mentor": "多讲例题"}
    browser.post(f"/rounds/wishes/{line}/submit/", words | {"shown": shown_on(page)})
    assert "已提交" in browser.get(f"/rounds/wishes/{line}/").content.decode()
    assert PreferenceList.unscoped.get().about_mentor == "多讲例题"


def shown_on(page: str) -> str:
    found = re.search('name="shown" value="([^"]*)"', page)
    assert found
    return found[1]


def test_one_page_and_one_button_hand_in_a_whole_list(running: Running, sign_in: SignIn) -> None:
    running.open(PhaseKind.WISH)
    browser, address = sign_in("xiaoming"), f"/rounds/wishes/{running.candidates['xiaoming'].public_id}/"
    page = browser.get(address).content.decode()
    given = {"help_wanted": ["学业辅导"], "about_mentor": "", "more": "李向东，王海燕", "shown": shown_on(page)}
    assert browser.post(f"{address}submit/", given).status_code == 303
    assert Pen(running).names() == ["李向东", "王海燕"]
    assert PreferenceList.unscoped.get().state == ListState.SUBMITTED


def test_a_page_that_is_out_of_date_hands_in_nothing_and_says_what_it_showed(running: Running, sign_in: SignIn) -> None:
    running.open(PhaseKind.WISH)
    browser, address = sign_in("xiaoming"), f"/rounds/wishes/{running.candidates['xiaoming'].public_id}/"
    for name in ("wang", "li"):
        browser.post(f"{address}add/{running.mentors[name].public_id}/")
    before = shown_on(browser.get(address).content.decode())
    browser.post(f"{address}up/{running.mentors['li'].public_id}/")
    given = {"help_wanted": ["学业辅导"], "about_mentor": "多讲例题", "shown": before}
    refused = browser.post(f"{address}submit/", given)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "刚才的页面上是：王海燕、李向东" in page
    assert "多讲例题" in page
    assert PreferenceList.unscoped.get().state == ListState.DRAFT
    assert browser.post(f"{address}submit/", given | {"shown": shown_on(page)}).status_code == 303
    assert PreferenceList.unscoped.get().state == ListState.SUBMITTED


def test_names_that_nobody_or_several_have_are_refused_with_the_name(pen: Pen) -> None:
    with pytest.raises(NobodyOfThatNameError) as nobody:
        pen.submit("李向东", "不认识")
    assert words_of(nobody.value) == "可选的导师里没有叫“不认识”的老师，请核对名字。"
    wang = pen.running.world.staff["wang"]
    wang.name = "李向东"
    wang.save()
    with pytest.raises(SeveralOfThatNameError):
        pen.submit("李向东")
    assert not PreferenceList.unscoped.exists()


def test_a_relative_cannot_be_written_in_by_name(pen: Pen) -> None:
    DeclaredRelative.unscoped.create(
        school=pen.running.round.school, staff=pen.running.world.staff["li"],
        student=pen.running.world.students["xiaoming"], relation="叔侄",
    )  # fmt: skip
    with pytest.raises(NobodyOfThatNameError):
        pen.submit("李向东")
    pen.submit("王海燕")
    assert pen.names() == ["王海燕"]


def test_what_was_added_by_name_is_kept_as_a_draft_and_stays_within_the_list(pen: Pen) -> None:
    keep_wishes(by=pen.by, candidate=pen.line, given=HandIn((), ("王海燕",), WORDS), now=pen.now)
    assert (pen.state(), pen.names()) == (ListState.DRAFT, ["王海燕"])
    pen.line.round.longest_list = 2
    with pytest.raises(ListTooLongError):
        pen.submit("李向东", "高建平")
    pen.submit("王海燕", "李向东")
    assert pen.names() == ["王海燕", "李向东"]


def test_words_are_kept_while_they_are_written(running: Running, sign_in: SignIn) -> None:
    running.open(PhaseKind.WISH)
    browser, line = sign_in("xiaoming"), running.candidates["xiaoming"].public_id
    assert browser.post(f"/rounds/wishes/{line}/draft/", {"about_mentor": "希望"}).status_code == 204
    assert PreferenceList.unscoped.get().about_mentor == "希望"
    assert browser.post(f"/rounds/wishes/{line}/draft/", {"about_mentor": "字" * 301}).status_code == 422
    assert PreferenceList.unscoped.get().about_mentor == "希望"


def test_an_invalid_form_comes_back_with_its_text(running: Running, sign_in: SignIn) -> None:
    running.open(PhaseKind.WISH)
    answer = sign_in("xiaoming").post(
        f"/rounds/wishes/{running.candidates['xiaoming'].public_id}/submit/", {"about_mentor": "很长" * 200}
    )
    assert answer.status_code == 422
    assert "很长很长" in answer.content.decode()


def test_a_guardian_reads_along_and_a_teacher_does_not(running: Running, sign_in: SignIn) -> None:
    running.open(PhaseKind.WISH)
    running.hand_in("xiaoming", "wang")
    address = f"/rounds/wishes/{running.candidates['xiaoming'].public_id}/"
    page = sign_in("zhaoma").get(address).content.decode()
    assert "王海燕" in page
    assert "希望老师耐心一些" in page
    assert "提交志愿" not in page
    assert sign_in("li").get(address).status_code == 404
    assert sign_in("xiaogang").get(address).status_code == 404


def test_a_tap_costs_few_statements(
    running: Running, sign_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    running.open(PhaseKind.WISH)
    browser, line = sign_in("xiaoming"), running.candidates["xiaoming"].public_id
    browser.post(f"/rounds/wishes/{line}/add/{running.mentors['wang'].public_id}/")
    with django_assert_max_num_queries(30):  # type: ignore[attr-defined]
        browser.post(f"/rounds/wishes/{line}/add/{running.mentors['li'].public_id}/")
    with django_assert_max_num_queries(25):  # type: ignore[attr-defined]
        browser.get(f"/rounds/wishes/{line}/")
