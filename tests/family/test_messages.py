"""Words between one member of staff and one guardian: in quiet hours they wait, nobody else reads them, none counts."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from liangshi.family.models import Message, Thread
from liangshi.family.queries.threads import unread_of
from liangshi.family.services.messages import (
    ArrivedAlreadyError,
    MessageDraft,
    NotForFilingError,
    NotToThemError,
    deliver_messages,
    file_message,
    read_messages,
    take_back,
    write_message,
)
from liangshi.notices.models import Notice
from liangshi.records.models import Entry
from tests.family.conftest import DAY, HOUR, NIGHT, NOW, by
from tests.world import World

MORNING = NIGHT.replace(hour=7, minute=0) + DAY
WORDS = "小明这周三次主动发言，作业都交了。"

Write = Callable[..., Message]


@pytest.fixture
def write(guided: World) -> Write:
    """`write("wang", "xiaoming")`: wang writes to zhaoma about xiaoming."""

    def written(who: str, student: str = "xiaoming", **changes: object) -> Message:
        given = {"staff": "wang", "guardian": "zhaoma", "text": WORDS, "urgent": False, "now": NOW, **changes}
        return write_message(
            by=by(guided, who), student=guided.students[student], staff=guided.staff[str(given["staff"])],
            guardian=guided.guardians[str(given["guardian"])], draft=MessageDraft(given["text"], given["urgent"]),
            now=given["now"],
        )  # fmt: skip

    return written


def seen_by(world: World, name: str) -> list[str]:
    return [message.text for message in Message.objects.visible_to(by(world, name))]


def test_by_day_it_arrives_at_once_and_the_notice_has_no_content(guided: World, write: Write) -> None:
    write("wang")
    assert seen_by(guided, "zhaoma") == [WORDS]
    notice = Notice.unscoped.get()
    assert (notice.account, notice.text) == (guided.account("zhaoma"), "")
    assert "发言" not in notice.title


def test_at_night_it_waits_for_the_morning_and_can_be_taken_back(guided: World, write: Write) -> None:
    message = write("wang", now=NIGHT)
    assert (message.due_at, message.delivered_at) == (MORNING, None)
    assert (seen_by(guided, "wang"), seen_by(guided, "zhaoma")) == ([WORDS], [])
    assert deliver_messages(MORNING - HOUR) == 0
    take_back(by=by(guided, "wang"), message=message, now=NIGHT + HOUR)
    assert deliver_messages(MORNING) == 0


def test_in_the_morning_it_arrives_once(guided: World, write: Write) -> None:
    message = write("wang", now=NIGHT)
    write("wang", now=NIGHT)
    assert (deliver_messages(MORNING), deliver_messages(MORNING)) == (2, 0)
    assert seen_by(guided, "zhaoma") == [WORDS, WORDS]
    assert Notice.unscoped.filter(account=guided.account("zhaoma")).count() == 1
    with pytest.raises(ArrivedAlreadyError):
        take_back(by=by(guided, "wang"), message=Message.unscoped.get(pk=message.pk), now=MORNING)


def test_danger_does_not_wait(guided: World, write: Write) -> None:
    assert write("wang", now=NIGHT, urgent=True).delivered_at == NIGHT


@pytest.mark.parametrize(
    ("who", "changes"),
    [
        ("li", {"staff": "li"}),  # teaches the class; families are not within reach
        ("shen", {}),  # writes as herself or not at all
        ("wang", {"guardian": "sunba"}),
        ("zhaoma", {"staff": "chen"}),
        ("zhaoma", {"student": "xiaogang", "staff": "li"}),
        ("xiaoming", {}),
    ],
)
def test_whoever_has_no_place_in_it_does_not_write(
    guided: World, write: Write, who: str, changes: dict[str, str]
) -> None:
    with pytest.raises(NotToThemError):
        write(who, **changes)
    assert Thread.unscoped.count() == 0


def test_a_guardian_writes_to_the_mentor_and_answers_whoever_wrote_first(guided: World, write: Write) -> None:
    assert write("zhaoma").side == "family"
    with pytest.raises(NotToThemError):
        write("zhaoma", staff="zhou")
    write("zhou", staff="zhou")
    assert write("zhaoma", staff="zhou").side == "family"


def test_nobody_but_the_two_reads_it(guided: World, write: Write) -> None:
    write("wang")
    readers = [name for name in ("gu", "lin", "shen", "gao", "zhou", "wang", "li", "xiaoming", "zhaoma", "sunba", "he")
               if seen_by(guided, name)]  # fmt: skip
    assert readers == ["wang", "zhaoma"]


def test_reading_is_noted_once_for_the_writer(guided: World, write: Write) -> None:
    message = write("wang")
    assert (unread_of(by(guided, "zhaoma")), unread_of(by(guided, "wang"))) == (1, 0)
    assert read_messages(by=by(guided, "wang"), thread=message.thread, now=NOW + HOUR) == 0
    assert read_messages(by=by(guided, "zhaoma"), thread=message.thread, now=NOW + HOUR) == 1
    assert read_messages(by=by(guided, "zhaoma"), thread=message.thread, now=NOW + 2 * HOUR) == 0
    assert Message.unscoped.get().read_at == NOW + HOUR


def test_a_message_becomes_a_record_with_one_tap_and_only_once(guided: World, write: Write) -> None:
    message = write("wang")
    assert Entry.unscoped.count() == 0
    with pytest.raises(NotForFilingError):
        file_message(by=by(guided, "zhaoma"), message=message, now=NOW + HOUR)
    entry = file_message(by=by(guided, "wang"), message=message, now=NOW + HOUR)
    assert (entry.kind, entry.words, entry.readers, entry.happened_at) == ("message", WORDS, "mentors", NOW)
    with pytest.raises(NotForFilingError):
        file_message(by=by(guided, "wang"), message=Message.unscoped.get(pk=message.pk), now=NOW + HOUR)
    assert Entry.unscoped.count() == 1


def test_the_text_is_sealed_in_the_database(guided: World, write: Write) -> None:
    write("wang")
    stored = Message.unscoped.values_list("text", flat=True).get()
    assert "发言" not in str(stored)


@pytest.mark.usefixtures("afternoon")
def test_the_page_names_the_reader_with_number_and_asks_for_a_call_on_hard_subjects(
    guided: World, sign_in: Callable[[str], Client]
) -> None:
    browser = sign_in("wang")
    address = f"/messages/new/{guided.students['xiaoming'].public_id}/"
    page = browser.get(address).content.decode()
    assert "刘桂芳（其他监护人，19900000001）" in page
    given = {"to": guided.guardians["zhaoma"].public_id, "text": "小明今天和同学打架，受伤了"}
    answer = browser.post(address, given)
    assert answer.status_code == 422
    assert "先打个电话" in answer.content.decode()
    assert Message.unscoped.count() == 0
    assert browser.post(address, given | {"called": "on"}).status_code == 303
    assert Message.unscoped.get().text == given["text"]


def test_the_page_tells_who_writes_at_night_when_it_arrives(guided: World, sign_in: Callable[[str], Client]) -> None:
    with time_machine.travel(NIGHT, tick=False):
        browser = sign_in("wang")
        given = {"to": guided.guardians["zhaoma"].public_id, "text": WORDS}
        page = browser.post(f"/messages/new/{guided.students['xiaoming'].public_id}/", given, follow=True)
    assert "明早送达" in page.content.decode()
    assert "2026年9月11日 07:00 送达" in page.content.decode()


@pytest.mark.usefixtures("afternoon")
def test_opening_the_thread_is_reading_and_only_the_writer_sees_that(
    guided: World, write: Write, sign_in: Callable[[str], Client]
) -> None:
    address = f"/messages/{write('wang').thread.public_id}/"
    writer, reader = sign_in("wang"), sign_in("zhaoma")
    assert "已送达" in writer.get(address).content.decode()
    assert "已读" not in reader.get(address).content.decode()
    assert "已读" in writer.get(address).content.decode()
    assert sign_in("shen").get(address).status_code == 404
