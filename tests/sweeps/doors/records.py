"""Doors of records. A visit of wang and li to xiaoming, whom wang guides; a note and a view of wang's."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer
from liangshi.pairing.models import Pairing
from liangshi.records.choices import EntryKind
from liangshi.records.models import Attachment, Entry, MentorNote, SharedWords, TeachingView
from liangshi.records.services.attachments import attach
from liangshi.records.services.entries import EntryDraft, keep_entry
from liangshi.records.services.following import share_words
from liangshi.records.services.notes import NoteDraft, write_note
from liangshi.records.services.teaching_views import ViewDraft, send_view
from tests.sweeps.doors import EVERYONE, FAMILY, STAFF, DoorRow
from tests.world import TODAY, World

NOW = datetime(2026, 9, 10, 16, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
ALL_STAFF = STAFF | {"he"}
READS = frozenset({"lin", "shen", "gao", "zhou", "wang", "li"})
DIRECTORY = READS | {"gu"}
ON_IT = frozenset({"wang", "li"})
HOUSE = frozenset({"xiaoming", "zhaoma"})
ASKED = (303, 422)


def by(world: World, name: str) -> Viewer:
    return viewer_of(world.account(name), TODAY)


def the_entry(world: World) -> Entry:
    """The visit; made on the first call."""
    found = Entry.unscoped.first()
    if found is not None:
        return found
    Pairing.unscoped.create(
        school=world.schools["mingde"], student=world.students["xiaoming"], mentor=world.staff["wang"],
        starts_on=date(2026, 9, 1), came_about="placed", created_at=NOW,
    )  # fmt: skip
    draft = EntryDraft(
        EntryKind.HOME_VISIT, (world.students["xiaoming"].pk,), NOW, next_step="再去一次",
        colleagues=(world.staff["li"].pk,),
    )  # fmt: skip
    return keep_entry(by=by(world, "wang"), draft=draft, now=NOW)


def to(tail: str = "") -> Callable[[World], str]:
    return lambda world: f"/records/{the_entry(world).public_id}/{tail}"


def pupil(tail: str = "") -> Callable[[World], str]:
    return lambda world: f"/records/students/{world.students['xiaoming'].public_id}/{tail}"


def file(world: World) -> str:
    row = Attachment.unscoped.first()
    if row is None:
        upload = SimpleUploadedFile("家访.pdf", b"%PDF-1.7 test")
        row = attach(by=by(world, "wang"), entry=the_entry(world), upload=upload, now=NOW)
    return f"/records/files/{row.public_id}/"


def words(world: World) -> str:
    row = SharedWords.unscoped.first()
    if row is None:
        row = share_words(
            by=by(world, "wang"), entry=the_entry(world), student=world.students["xiaoming"], audience="family",
            words="家里的书架很整齐", now=NOW,
        )  # fmt: skip
    return f"/records/shared/{row.public_id}/"


def note(world: World) -> str:
    row = MentorNote.unscoped.first()
    if row is None:
        row = write_note(by=by(world, "wang"), draft=NoteDraft("开学第一周", TODAY), now=NOW)
    return f"/records/notes/{row.public_id}/"


def view(world: World) -> str:
    row = TeachingView.unscoped.first()
    if row is None:
        draft = ViewDraft("coordinator", "数学课", "作业有点多", concerns=world.staff["li"])
        row = send_view(by=by(world, "wang"), draft=draft, now=NOW)
    return f"/records/views/{row.public_id}/"


DOORS = {
    "records:worker": DoorRow(EVERYONE, lambda world: "/offline-worker.js", public=True),
    "records:draft": DoorRow(EVERYONE, lambda world: "/records/draft/?key=entry:new"),
    "records:entry_new": DoorRow(ALL_STAFF, lambda world: "/records/new/"),
    "records:alike": DoorRow(ALL_STAFF, lambda world: "/records/alike/", method="post", status=(200,)),
    "records:mine": DoorRow(ALL_STAFF, lambda world: "/records/mine/"),
    "records:notes": DoorRow(ALL_STAFF, lambda world: "/records/notes/"),
    "records:note_new": DoorRow(ALL_STAFF, lambda world: "/records/notes/new/"),
    "records:note": DoorRow(frozenset({"wang"}), note),
    "records:figures": DoorRow(frozenset({"lin", "shen", "he"}), lambda world: "/records/figures/"),
    "records:shared": DoorRow(FAMILY | {"zheng"}, lambda world: "/records/shared/"),
    "records:shared_answer": DoorRow(HOUSE, words),
    "records:views": DoorRow(ALL_STAFF | {"xiaoming", "xiaogang", "zheng"}, lambda world: "/records/views/"),
    "records:view_new": DoorRow(ALL_STAFF | {"xiaoming", "xiaogang", "zheng"}, lambda world: "/records/views/new/"),
    "records:view": DoorRow(frozenset({"wang", "shen"}), view),
    "records:entry": DoorRow(READS, to()),
    "records:entry_edit": DoorRow(frozenset({"wang"}), to("edit/")),
    "records:entry_add": DoorRow(READS, to("add/")),
    "records:step_done": DoorRow(READS, to("done/"), method="post", status=(303,)),
    "records:company": DoorRow(frozenset({"wang"}), to("company/")),
    "records:company_leave": DoorRow(READS, to("company/leave/"), method="post", status=(303,)),
    "records:share": DoorRow(READS, to("share/")),
    "records:attachment_new": DoorRow(READS, to("files/")),
    "records:attachment": DoorRow(READS, file),
    "records:attachment_remove": DoorRow(READS, lambda world: f"{file(world)}remove/", method="post", status=(303,)),
    "records:teams": DoorRow(ALL_STAFF, lambda world: "/records/teams/", status=(200, 303)),
    "records:team": DoorRow(READS, lambda world: f"/records/teams/{world.classes['c101'].public_id}/"),
    "records:student": DoorRow(DIRECTORY, pupil()),
    "records:timeline": DoorRow(DIRECTORY, pupil("all/")),
    "records:team_note_new": DoorRow(DIRECTORY, pupil("team/"), method="post", status=ASKED),
    "records:event_new": DoorRow(DIRECTORY, pupil("event/")),
}
