"""What a family takes home never names another child: full names, given names, pet names, in every kind of record."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from liangshi.domain.growth import Hider, Person
from liangshi.domain.growth.names import callings
from liangshi.growth.models import GrowthMessage
from liangshi.guidance.models import Evaluation, Goal, Piece, PlanVersion, Reflection
from liangshi.people.models import Guardian, Staff, Student
from liangshi.records.models import SharedWords

from .conftest import NOW, Termly
from .leaving import recorded

SignIn = Callable[[str], Client]
OTHERS = ("钱小红", "孙小刚", "李小力")

surnames = st.sampled_from(["赵", "钱", "孙", "李", "欧阳", "王"])
given_names = st.text(alphabet="明红远刚丽心时天雨", min_size=1, max_size=2)
names = st.builds(str.__add__, surnames, given_names)
between = st.sampled_from(["和", "一起打球。", "小", "同学", "说：", "\n", "，", "阿"])


@given(names, st.lists(names, min_size=1, max_size=5, unique=True), st.data())
def test_however_a_child_is_called_the_text_keeps_the_own_one_only(
    own: str, others: list[str], data: st.DataObject
) -> None:
    me, them = Person(1, own), [Person(number, name) for number, name in enumerate(others, 2) if name != own]
    words = [word for person in [me, *them] for word in callings(person)]
    text = "".join(data.draw(st.lists(st.one_of(st.sampled_from(words), between), max_size=15)))
    hidden = Hider(me, them, "※")(text)
    mine = set(callings(me))
    left = hidden
    for word in sorted(mine, key=len, reverse=True):
        left = left.replace(word, "☆")
    assert [word for person in them for word in callings(person) if word not in mine and word in left] == []
    assert Hider(me, them, "※")(hidden) == hidden or mine & set(words)


def test_what_is_said_after_a_name_is_said_once_and_common_words_stay() -> None:
    hide = Hider(Person(1, "赵小明"), [Person(2, "钱小红"), Person(3, "周可心"), Person(4, "吴时")], "同学")
    assert hide("钱小红同学和小明同学小心地搬了一小时书，红红、阿心也来了。") == (
        "同学和小明同学小心地搬了一小时书，同学、同学也来了。"
    )


def everywhere(termly: Termly, text: str) -> Student:
    """The text in every kind of record that a family reads."""
    student, li = termly.world.students["xiaoming"], termly.world.staff["li"]
    own = {"school": student.school, "student": student}
    account = termly.world.account("li")
    for audience in ("student", "family"):
        SharedWords.unscoped.create(
            **own, entry=recorded(termly, ["xiaoming"]), audience=audience, words=text, shared_by=li, shared_at=NOW,
            answer=text, answered_by=account, answered_at=NOW,
        )  # fmt: skip
    Reflection.unscoped.create(
        **own, week_on=NOW.date(), due_on=NOW.date(), state="handed_in", lines=[["a", text[:20], text]], saved_at=NOW,
        handed_on=NOW.date(), answer=text, read_at=NOW, read_by=account,
    )  # fmt: skip
    for state, closed in (("active", {}), ("reached", {"closed_at": NOW, "closed_by": account})):
        Goal.unscoped.create(
            **own,
            field="阅读",
            horizon="short",
            text=text,
            words=text,
            set_at=NOW,
            set_by=account,
            state=state,
            **closed,
        )
    PlanVersion.unscoped.create(**own, ordinal=1, reason=text, written_at=NOW, written_by=account, told_on=NOW.date())
    Evaluation.unscoped.create(
        **own, stage=text[:40], evaluated_on=NOW.date(), written_at=NOW, written_by=account, told_on=NOW.date(),
        told_by=account,
    )  # fmt: skip
    Piece.unscoped.create(**own, title=text[:60], text=text, made_on=NOW.date(), kept_at=NOW)
    message = termly.sent(text="小明，好。")
    GrowthMessage.unscoped.filter(pk=message.pk).update(text=text)
    return student


@pytest.mark.parametrize("reader", ["xiaoming", "zhaoma", "li"])
def test_no_kind_of_record_lets_the_name_of_another_child_through(termly: Termly, sign_in: SignIn, reader: str) -> None:
    called = [word for name in OTHERS for word in callings(Person(0, name))]
    student = everywhere(termly, "、".join(called))
    page = f"/growth/archive/{student.public_id}/"
    file = Document(BytesIO(sign_in(reader).get(f"{page}file/").content))
    printed = sign_in(reader).get(f"{page}print/").content.decode()
    printed = printed[printed.index('<article class="print-archive">') :]
    for text in ("\n".join(part.text for part in file.paragraphs), printed[: printed.index("</article>")]):
        assert "同学" in text
        assert [word for word in called if word in text] == []


def test_the_mentor_keeps_the_name_that_a_child_and_another_parent_share(termly: Termly, sign_in: SignIn) -> None:
    student, li = everywhere(termly, "很好"), termly.world.staff["li"]
    Staff.unscoped.filter(pk=li.pk).update(name="李小红")
    Guardian.unscoped.filter(wards__student=student).update(name="周向东")
    Guardian.unscoped.exclude(wards__student=student).update(name="孙向东")
    SharedWords.unscoped.update(words="周向东说，李小红老师、钱小红和孙向东都来了")
    for reader in ("xiaoming", "zhaoma"):
        file = Document(BytesIO(sign_in(reader).get(f"/growth/archive/{student.public_id}/file/").content))
        text = "\n".join(part.text for part in file.paragraphs)
        assert "李小红老师留给你的话" in text
        assert "周向东说，李小红老师、同学和家长都来了" in text
