"""A student turns to any adult; nobody else learns of it. Problems are answered; pieces are the student's own."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from liangshi.audit.models import Entry
from liangshi.guidance.choices import Desk
from liangshi.guidance.models import Piece, ProblemReport, TalkRequest
from liangshi.guidance.queries.adults import circles
from liangshi.guidance.services import pieces, reports, talks
from liangshi.guidance.services.pieces import PieceDraft
from liangshi.guidance.services.refusals import MovedError, NothingWrittenError, NotYoursError
from liangshi.guidance.services.talks import TalkDraft
from liangshi.notices.models import Notice
from liangshi.people.models import DeclaredRelative, Staff

from .conftest import NOW, Guided, guides

SignIn = Callable[[str], Client]
SOON = NOW + timedelta(hours=3)


def ask(guided: Guided, adult: str, words: str = "不想让导师知道") -> TalkRequest:
    return talks.ask_for_talk(
        by=guided.by("xiaoming"), student=guided.student(),
        draft=TalkDraft(guided.world.staff[adult], ("noon",), words), now=NOW,
    )  # fmt: skip


def told(guided: Guided) -> set[str]:
    return set(Notice.unscoped.values_list("account__name", flat=True))


def test_mentor_homeroom_teacher_counsellor_and_other_mentors_are_offered_once_each(guided: Guided) -> None:
    offered = circles(guided.student(), NOW.date())
    assert [(circle.title, [adult.name for adult in circle.adults]) for circle in offered] == [
        ("我的导师", ["李向东"]), ("班主任", ["王海燕"]), ("心理教师", ["周心怡"]), ("年级组长", ["高建平"]),
    ]  # fmt: skip


def test_an_adult_who_left_or_is_a_relative_is_not_offered(guided: Guided) -> None:
    world = guided.world
    Staff.unscoped.filter(pk=world.staff["zhou"].pk).update(left_on=NOW.date())
    DeclaredRelative.unscoped.create(
        school=world.schools["mingde"], staff=world.staff["wang"], student=world.students["xiaoming"], relation="姑侄"
    )
    for adult in ("zhou", "wang", "chen"):
        with pytest.raises(talks.NotOfferedError):
            ask(guided, adult)
    assert ask(guided, "gao").state == "open"


def test_only_the_adult_who_is_asked_learns_of_it_and_the_notice_has_no_content(guided: Guided) -> None:
    row = ask(guided, "zhou")
    assert told(guided) == {"周心怡"}
    notice = Notice.unscoped.get()
    assert "赵小明" not in notice.title + notice.text
    for person in ("li", "wang", "gao", "shen", "lin", "gu", "xiaogang", "zhaoma"):
        assert not TalkRequest.objects.visible_to(guided.by(person)).filter(pk=row.pk).exists()
    assert Entry.unscoped.get(verb="talk.asked").actor is None


def test_one_request_waits_with_one_adult_but_several_adults_may_be_asked(guided: Guided) -> None:
    ask(guided, "zhou")
    with pytest.raises(talks.AskedAlreadyError):
        ask(guided, "zhou")
    assert ask(guided, "wang").to == guided.world.staff["wang"]


def test_nobody_asks_for_another(guided: Guided) -> None:
    with pytest.raises(NotYoursError):
        talks.ask_for_talk(
            by=guided.by("xiaogang"), student=guided.student(),
            draft=TalkDraft(guided.world.staff["zhou"]), now=NOW,
        )  # fmt: skip


def test_the_adult_names_a_time_and_the_student_is_told(guided: Guided) -> None:
    row = ask(guided, "zhou")
    with pytest.raises(talks.TimeGoneError):
        talks.accept(by=guided.by("zhou"), request=row, meet_at=NOW - timedelta(hours=1), place="", now=NOW)
    with pytest.raises(NotYoursError):
        talks.accept(by=guided.by("li"), request=row, meet_at=SOON, place="", now=NOW)
    talks.accept(by=guided.by("zhou"), request=row, meet_at=SOON, place="心理室", now=NOW)
    row.refresh_from_db()
    assert (row.state, row.meet_at, row.place) == ("accepted", SOON, "心理室")
    assert told(guided) == {"周心怡", "赵小明"}
    talks.finish(by=guided.by("zhou"), request=row, now=NOW)
    with pytest.raises(MovedError):
        talks.finish(by=guided.by("zhou"), request=row, now=NOW)


def test_it_goes_to_another_adult_only_with_the_students_consent(guided: Guided) -> None:
    row = ask(guided, "gao")
    talks.propose(by=guided.by("gao"), request=row, adult=guided.world.staff["zhou"], now=NOW)
    row.refresh_from_db()
    assert not TalkRequest.objects.visible_to(guided.by("zhou")).exists()
    with pytest.raises(NotYoursError):
        talks.consent(by=guided.by("gao"), request=row, agrees=True, now=NOW)
    talks.consent(by=guided.by("xiaoming"), request=row, agrees=True, now=NOW)
    row.refresh_from_db()
    assert (row.to, row.state) == (guided.world.staff["zhou"], "open")
    assert not TalkRequest.objects.visible_to(guided.by("gao")).exists()


def test_without_consent_it_stays_where_it_was(guided: Guided) -> None:
    row = ask(guided, "gao")
    talks.propose(by=guided.by("gao"), request=row, adult=guided.world.staff["li"], now=NOW)
    row.refresh_from_db()
    talks.consent(by=guided.by("xiaoming"), request=row, agrees=False, now=NOW)
    row.refresh_from_db()
    assert (row.to, row.proposed, row.state) == (guided.world.staff["gao"], None, "open")
    assert "李向东" not in told(guided)


def test_a_student_thinks_again_and_no_other_does_it_for_them(guided: Guided) -> None:
    row = ask(guided, "zhou")
    with pytest.raises(NotYoursError):
        talks.withdraw(by=guided.by("xiaogang"), request=row, now=NOW)
    talks.withdraw(by=guided.by("xiaoming"), request=row, now=NOW)
    with pytest.raises(MovedError):
        talks.withdraw(by=guided.by("xiaoming"), request=row, now=NOW)
    assert ask(guided, "zhou").state == "open"


def report(guided: Guided, desk: Desk) -> ProblemReport:
    return reports.report_problem(
        by=guided.by("xiaoming"), student=guided.student(), desk=desk, text="宿舍熄灯太晚", now=NOW
    )


@pytest.mark.parametrize(
    ("desk", "reader"), [(Desk.MENTOR, "li"), (Desk.HOMEROOM, "wang"), (Desk.STUDENT_AFFAIRS, "shen")]
)
def test_a_problem_is_read_and_answered_at_its_desk_only(desk: Desk, reader: str, guided: Guided) -> None:
    row = report(guided, desk)
    for person in ("li", "wang", "shen", "gao", "lin", "zhou", "gu", "zhaoma", "xiaogang"):
        seen = ProblemReport.objects.visible_to(guided.by(person)).filter(pk=row.pk).exists()
        assert seen == (person == reader), person
        if person != reader:
            with pytest.raises(NotYoursError):
                reports.answer_report(by=guided.by(person), report=row, text="好", now=NOW)
    reports.answer_report(by=guided.by(reader), report=row, text="下周起提前半小时", now=NOW)
    row.refresh_from_db()
    assert (row.state, row.answer) == ("answered", "下周起提前半小时")
    with pytest.raises(MovedError):
        reports.answer_report(by=guided.by(reader), report=row, text="又答", now=NOW)


def test_the_office_is_not_offered_where_only_the_own_mentor_sits_there(guided: Guided) -> None:
    guides(guided.world, "shen", "xiaoming")
    with pytest.raises(reports.NobodyThereError):
        report(guided, Desk.STUDENT_AFFAIRS)
    assert report(guided, Desk.HOMEROOM).to == guided.world.staff["wang"]


def test_an_empty_problem_is_not_sent(guided: Guided) -> None:
    with pytest.raises(NothingWrittenError):
        reports.report_problem(by=guided.by("xiaoming"), student=guided.student(), desk=Desk.MENTOR, text=" ", now=NOW)


def picture(kind: str = "PNG") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (4000, 100)).save(out, kind)
    return SimpleUploadedFile("画.png", out.getvalue())


def keep(guided: Guided, person: str = "xiaoming", **changes: object) -> Piece:
    fields: dict[str, object] = {"title": "我的画", "made_on": NOW.date(), "text": "秋天"}
    return pieces.keep_piece(
        by=guided.by(person), student=guided.student(),
        draft=PieceDraft(**(fields | changes)), now=NOW,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_picture_is_kept_small_and_without_what_the_camera_wrote(guided: Guided) -> None:
    row = keep(guided, upload=picture())
    with Image.open(io.BytesIO(pieces.read_piece(row))) as stored:
        assert (stored.format, stored.size[0], dict(stored.getexif())) == ("JPEG", 1600, {})
    assert (row.is_picture, row.file_name) == (True, "画.jpg")


def test_what_is_no_picture_or_paper_is_refused(guided: Guided) -> None:
    for name, content in (("a.exe", b"MZ"), ("a.png", b"no picture"), ("a.html", b"<script>")):
        with pytest.raises(pieces.FileKindError):
            keep(guided, upload=SimpleUploadedFile(name, content))
    assert keep(guided, upload=SimpleUploadedFile("作文.pdf", b"%PDF")).file_name == "作文.pdf"


def test_a_piece_needs_words_or_a_file_and_a_day_that_has_come(guided: Guided) -> None:
    with pytest.raises(NothingWrittenError):
        keep(guided, text=" ")
    with pytest.raises(pieces.DayAheadError):
        keep(guided, made_on=NOW.date() + timedelta(days=1))
    with pytest.raises(NotYoursError):
        keep(guided, person="xiaogang")


def test_a_piece_is_the_students_own_until_it_is_shared_with_the_mentor(guided: Guided) -> None:
    row = keep(guided)
    staff = ("li", "wang", "shen", "gao", "zhaoma", "xiaogang")
    assert not [one for one in staff if Piece.objects.visible_to(guided.by(one)).exists()]
    pieces.share_piece(by=guided.by("xiaoming"), piece=row, shared=True, now=NOW)
    assert [one for one in staff if Piece.objects.visible_to(guided.by(one)).exists()] == ["li"]


def test_a_piece_is_deleted_by_its_owner_until_it_is_sealed(guided: Guided) -> None:
    row, other = keep(guided), keep(guided, title="另一件")
    with pytest.raises(NotYoursError):
        pieces.delete_piece(by=guided.by("li"), piece=row, now=NOW)
    pieces.delete_piece(by=guided.by("xiaoming"), piece=row, now=NOW)
    Piece.unscoped.filter(pk=other.pk).update(sealed_at=NOW)
    other.refresh_from_db()
    with pytest.raises(pieces.SealedError):
        pieces.delete_piece(by=guided.by("xiaoming"), piece=other, now=NOW)
    assert Piece.unscoped.get() == other


@time_machine.travel(NOW, tick=False)
def test_through_pages_a_student_asks_another_adult_and_the_mentor_sees_nothing(
    guided: Guided, sign_in: SignIn
) -> None:
    phone, desk, mentor = sign_in("xiaoming"), sign_in("zhou"), sign_in("li")
    zhou = guided.world.staff["zhou"].public_id
    assert (
        phone.post(reverse("guidance:talk_ask"), {"to": zhou, "times": ["noon"], "words": "悄悄话"}).status_code == 303
    )
    row = TalkRequest.unscoped.get()
    page = desk.get(reverse("guidance:talk", args=[row.public_id])).content.decode()
    assert "悄悄话" in page
    desk.post(reverse("guidance:talk_accept", args=[row.public_id]), {"meet_at": "2026-09-11T12:30", "place": "心理室"})
    assert "2026年9月11日 12:30 · 心理室" in phone.get(reverse("guidance:my_talks")).content.decode()
    for address in ("/", reverse("guidance:talk_inbox"), reverse("notices:inbox")):
        text = mentor.get(address).content.decode()
        assert not [word for word in ("悄悄话", "周心怡", "心理室") if word in text]


@time_machine.travel(NOW, tick=False)
def test_a_paper_is_a_download_that_no_browser_runs(guided: Guided, sign_in: SignIn) -> None:
    row = keep(guided, upload=SimpleUploadedFile("作文.pdf", b"%PDF"))
    answer = sign_in("xiaoming").get(reverse("guidance:piece_file", args=[row.public_id]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "application/octet-stream")
    assert sign_in("li").get(reverse("guidance:piece_file", args=[row.public_id])).status_code == 404
