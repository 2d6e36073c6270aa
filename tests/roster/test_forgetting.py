"""Files and journals are forgotten in time; the history stays."""

from datetime import timedelta

from django.utils import timezone

from liangshi.roster.models import ImportBatch, PlannedPage, StoredFile, UndoJournal
from liangshi.roster.services import forget_imports
from tests.roster.making import HEADER

NEW = ["S2001", "周新", "高一2班", "女", "周父", "19900000031"]


def later(days):
    return timezone.now() + timedelta(days=days)


def test_a_file_that_nobody_applies_is_forgotten_after_thirty_days(office):
    batch = office.give_rows(学生=[HEADER, NEW])
    forget_imports(later(29))
    assert StoredFile.unscoped.filter(batch=batch).exists()
    forget_imports(later(31))
    batch.refresh_from_db()
    assert batch.state == "discarded"
    assert not StoredFile.unscoped.exists()
    assert not PlannedPage.unscoped.exists()
    assert batch.file_name in office.client.get("/roster/").content.decode()


def test_an_old_import_keeps_its_numbers_and_cannot_be_undone(office):
    batch = office.bring_in(学生=[HEADER, NEW])
    forget_imports(later(89))
    assert UndoJournal.unscoped.filter(batch=batch).exists()
    forget_imports(later(91))
    assert not UndoJournal.unscoped.exists()
    page = office.page(batch)
    assert "已写入名册" in page
    assert "撤销这次导入" not in page
    assert "现在不能撤销" in office.press(batch, "undo")
    assert ImportBatch.unscoped.get(pk=batch.pk).counts["students"]["added"] == 1
