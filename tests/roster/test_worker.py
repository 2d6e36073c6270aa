"""Big files and many rows go to the worker; the page may be left and says how it stands."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from liangshi.people.models import Student
from liangshi.roster import tasks
from liangshi.roster.models import ImportBatch
from liangshi.roster.services import AlreadyAppliedError, apply_batch, read_batch
from tests.roster.making import HEADER
from tests.world import World

NEW = ["S2001", "周新", "高一2班", "女", "周父", "19900000031"]


@pytest.fixture
def queued(settings):
    """Tasks wait for a worker."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    yield
    cache.clear()


def test_a_big_file_waits_for_the_worker_and_the_page_says_so(office, world: World, queued, monkeypatch):
    monkeypatch.setattr(tasks, "AT_ONCE_BYTES", 10)
    batch = office.give_rows(学生=[HEADER, NEW])
    assert batch.state == "waiting"
    page = office.page(batch)
    assert "排队中" in page
    assert "可以离开这一页" in page
    assert 'http-equiv="refresh"' in page
    tasks.preview_import.func(batch.pk)
    assert "确认导入" in office.page(batch)


def test_many_rows_are_written_by_the_worker(office, world: World, queued, monkeypatch):
    monkeypatch.setattr(tasks, "AT_ONCE_ROWS", 0)
    batch = office.give_rows(学生=[HEADER, NEW])
    assert "正在写入" in office.press(batch, "apply")
    assert not Student.unscoped.filter(number="S2001").exists()
    tasks.write_import.func(batch.pk, world.account("shen").pk)
    assert "已写入名册" in office.page(batch)
    assert Student.unscoped.filter(number="S2001").exists()


def test_a_roster_that_changed_meanwhile_leaves_a_new_preview(office, world: World, queued, monkeypatch):
    monkeypatch.setattr(tasks, "AT_ONCE_ROWS", 0)
    batch = office.give_rows(学生=[HEADER, NEW])
    office.press(batch, "apply")
    Student.unscoped.filter(pk=world.students["xiaohong"].pk).update(number="S2001")
    tasks.write_import.func(batch.pk, world.account("shen").pk)
    batch.refresh_from_db()
    assert batch.state == "ready"
    assert batch.counts["students"]["changed"] == 1


def test_a_task_that_runs_twice_does_no_harm(office, world: World):
    batch = office.bring_in(学生=[HEADER, NEW])
    read_batch(batch=batch, now=timezone.now())
    batch.refresh_from_db()
    assert batch.state == "applied"
    with pytest.raises(AlreadyAppliedError):
        tasks.write_import.func(batch.pk, world.account("shen").pk)
    assert Student.unscoped.filter(number="S2001").count() == 1


def test_an_import_whose_worker_died_can_be_started_again(office, world: World):
    batch = office.give_rows(学生=[HEADER, NEW])
    apply_batch(batch=batch, now=timezone.now())
    with pytest.raises(AlreadyAppliedError):
        apply_batch(batch=batch, now=timezone.now())
    ImportBatch.unscoped.filter(pk=batch.pk).update(state_since=timezone.now() - timedelta(minutes=16))
    office.press(batch, "apply")
    assert batch.state == "applied"


def test_a_page_of_the_preview_takes_few_statements(office, world: World, django_assert_max_num_queries):
    rows = [[f"S3{n:03}", "周新", "高一2班", "女", None, None] for n in range(60)]
    batch = office.give_rows(学生=[HEADER, *rows])
    with django_assert_max_num_queries(12):
        page = office.client.get(f"/roster/imports/{batch.public_id}/", {"show": "added", "page": 2}).content.decode()
    assert page.count("<strong>周新</strong>") == 10
    with django_assert_max_num_queries(12):
        office.client.get("/roster/")
