"""The whole way of 5,000 students through the application: upload with preview, apply, the same file again, undo.

    python -m benchmarks.roster.import_pages

Uses a database of its own in a temporary folder. The yardstick is plain calamine reading of the same file. Ends with
status 1 where upload and preview together take 3 seconds or more.
"""

import atexit
import os
import shutil
import sys
import tempfile
from time import perf_counter

os.environ["LIANGSHI_HOME"] = tempfile.mkdtemp(prefix="liangshi-benchmark-")
atexit.register(shutil.rmtree, os.environ["LIANGSHI_HOME"], ignore_errors=True)
os.environ["DJANGO_SETTINGS_MODULE"] = "liangshi.project.settings"

import django

django.setup()

from django.core.management import call_command
from django.utils import timezone

from benchmarks.roster.import_preview import LIMIT, STUDENTS, plain_reading, roster, seconds
from liangshi.domain.access import Role, Viewer
from liangshi.people.models import Account, School
from liangshi.people.services.accounts import SetUpDraft, set_up
from liangshi.people.services.years import TermDates, YearDraft, open_year
from liangshi.roster.models import ImportBatch
from liangshi.roster.services import apply_batch, carry_out, read_batch, take_file, undo_batch


def office() -> tuple[Viewer, School]:
    """A new school with its first year, and the person who keeps its roster."""
    call_command("migrate", verbosity=0)
    now, today = timezone.now(), timezone.localdate()
    draft = SetUpDraft("清河市明德中学", "senior", "清河市", "顾一鸣", "T001", "梧桐-river-29")
    account: Account = set_up(draft=draft, today=today, now=now)
    school = School.unscoped.get()
    viewer = Viewer(account=account.pk, school=school.pk, roles=frozenset({Role.ADMINISTRATOR}))
    begins = today.replace(month=9, day=1, year=today.year if today.month >= 9 else today.year - 1)
    ends, middle = begins.replace(year=begins.year + 1, month=7, day=10), begins.replace(year=begins.year + 1, month=2)
    terms = (TermDates(1, begins, middle), TermDates(2, middle, ends))
    open_year(by=viewer, school=school, draft=YearDraft("本学年", begins, ends, terms), now=now)
    return viewer, school


def main() -> int:
    """Measure, print, judge."""
    content = roster(STUDENTS)
    viewer, school = office()
    yardstick = seconds(lambda: plain_reading(content))
    today = timezone.localdate()

    def preview() -> ImportBatch:
        now = timezone.now()
        batch = take_file(by=viewer, school=school, file_name="a.xlsx", content=content, today=today, now=now)
        read_batch(batch=batch, now=now)
        batch.refresh_from_db()
        assert batch.state == "ready", batch.state
        return batch

    marks: list[tuple[str, float]] = []

    def timed(name: str, start: float) -> None:
        marks.append((name, perf_counter() - start))

    start = perf_counter()
    batch = preview()
    timed("upload and preview", start)
    start = perf_counter()
    apply_batch(batch=batch, now=timezone.now())
    carry_out(by=viewer, batch=batch, today=today, now=timezone.now())
    timed("apply", start)
    start = perf_counter()
    again = preview()
    timed("the same file again", start)
    assert again.counts["students"]["left"] == STUDENTS
    start = perf_counter()
    undo_batch(by=viewer, batch=batch, now=timezone.now())
    timed("undo", start)
    print(f"{'plain reading':24}{yardstick:7.3f} s")
    for name, taken in marks:
        print(f"{name:24}{taken:7.3f} s {taken / yardstick:7.1f} x")
    return int(max(taken for name, taken in marks if name != "apply" and name != "undo") >= LIMIT)


if __name__ == "__main__":
    sys.exit(main())
