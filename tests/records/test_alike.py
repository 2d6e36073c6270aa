"""Words that are nearly those of another child's record: the writer is told, nothing is held up, nobody else hears."""

from collections.abc import Callable

import pytest
from django.test import Client

from liangshi.audit.models import Entry as AuditEntry
from liangshi.notices.models import Notice
from liangshi.records.models import Entry
from liangshi.records.queries.alike import alike_record
from tests.records.conftest import DAY, NOW, by
from tests.world import World

Keep = Callable[..., Entry]
SignIn = Callable[[str], Client]

BEFORE = "钱小红这周三次作业没有交，一起定了每天晚上八点前完成的办法，约好下周一看看做得怎么样。"
AGAIN = BEFORE.replace("钱小红", "赵小明")
OWN = "赵小明主动说了想进校篮球队，担心训练耽误英语；商量好训练日的单词放在早读背。"


def found(world: World, words: str, *students: str, name: str = "wang") -> tuple[str, ...] | None:
    keys = [world.students[student].pk for student in students]
    alike = alike_record(by(world, name), words, keys, NOW)
    return alike.names if alike else None


def test_the_words_of_another_child_are_noticed_though_the_name_was_changed(keep: Keep, guided: World) -> None:
    keep("wang", "xiaohong", words=BEFORE)
    assert found(guided, AGAIN, "xiaoming") == ("钱小红",)
    assert found(guided, OWN, "xiaoming") is None


def test_the_same_child_may_be_written_of_in_the_same_words(keep: Keep, guided: World) -> None:
    keep("wang", "xiaohong", words=BEFORE)
    assert found(guided, BEFORE, "xiaohong") is None


def test_only_own_records_of_this_term_are_compared(keep: Keep, guided: World) -> None:
    keep("li", "xiaogang", words=BEFORE)
    keep("wang", "xiaohong", words=BEFORE, happened_at=NOW - 130 * DAY)
    assert found(guided, AGAIN, "xiaoming") is None


@pytest.mark.parametrize("words", ["", "   ", "谈了谈。"])
def test_few_words_are_never_a_copy(keep: Keep, guided: World, words: str) -> None:
    keep("wang", "xiaohong", words=words)
    assert found(guided, words, "xiaoming") is None


def test_while_writing_the_page_points_to_the_earlier_record(
    afternoon: None, keep: Keep, guided: World, sign_in: SignIn
) -> None:
    entry = keep("wang", "xiaohong", words=BEFORE)
    browser, student = sign_in("wang"), guided.students["xiaoming"].public_id
    said = browser.post("/records/alike/", {"words": AGAIN, "students": student}).content.decode()
    assert "钱小红的记录几乎一样" in said
    assert f"/records/{entry.public_id}/" in said
    assert not browser.post("/records/alike/", {"words": OWN, "students": student}).content.strip()


def test_saving_is_never_held_up_and_nobody_is_told(
    afternoon: None, keep: Keep, guided: World, sign_in: SignIn
) -> None:
    keep("wang", "xiaohong", words=BEFORE)
    before = set(AuditEntry.unscoped.values_list("verb", flat=True))
    sent = {"students": guided.students["xiaoming"].public_id, "kind": "talk", "words": AGAIN}
    page = sign_in("wang").post("/records/new/", sent, follow=True).content.decode()
    assert Entry.unscoped.filter(words=AGAIN).exists()
    assert "几乎一样" in page
    assert set(AuditEntry.unscoped.values_list("verb", flat=True)) == before
    assert not Notice.unscoped.exists()


def test_rewriting_says_it_too(afternoon: None, keep: Keep, guided: World, sign_in: SignIn) -> None:
    keep("wang", "xiaohong", words=BEFORE)
    entry = keep("wang", "xiaoming", words=OWN)
    sent = {
        "words": AGAIN, "outcome": "held", "happened_at": "2026-09-10T15:00", "channel": "face_to_face",
        "readers": "team", "revision": "1",
    }  # fmt: skip
    page = sign_in("wang").post(f"/records/{entry.public_id}/edit/", sent, follow=True).content.decode()
    assert Entry.unscoped.get(pk=entry.pk).words == AGAIN
    assert "几乎一样" in page


def test_while_writing_the_page_says_who_will_read_it(afternoon: None, guided: World, sign_in: SignIn) -> None:
    student = guided.students["xiaoming"].public_id
    writing = {"words": "", "students": student, "named": "on"}

    def said(readers: str) -> str:
        return sign_in("wang").post("/records/alike/", {**writing, "readers": readers}).content.decode()

    assert "能看到这条记录的人：" in said("mentors")
    assert "王海燕（导师）" in said("mentors")
    assert "（学科教师）" not in said("team")
    assert "（学科教师）" in said("teachers")
    for told in ({**writing, "students": ""}, {**writing, "named": ""}):
        assert "能看到" not in sign_in("wang").post("/records/alike/", told).content.decode()
