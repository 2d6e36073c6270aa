"""Sums of a school go by month: a week belongs to the month in which most of it lies."""

from collections import defaultdict
from datetime import date, timedelta

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def join_weeks(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """One row for the weeks of each month."""
    rows = apps.get_model("duties", "SchoolSum").objects.using(editor.connection.alias)
    sums: dict[tuple[int, str, date], list[int]] = defaultdict(lambda: [0, 0, 0])
    for school, kind, week, *counts in rows.values_list("school", "kind", "month", "asked", "done", "excused"):
        line = sums[(school, kind, (week + timedelta(days=3)).replace(day=1))]
        for number, count in enumerate(counts):
            line[number] += count
    rows.all().delete()
    rows.bulk_create(
        [
            rows.model(school_id=school, kind=kind, month=month, asked=asked, done=done, excused=excused)
            for (school, kind, month), (asked, done, excused) in sums.items()
        ],
        batch_size=2000,
    )


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="schoolsum", name="duties_school_sum_once"),
        migrations.RenameField(model_name="schoolsum", old_name="week", new_name="month"),
        migrations.RunPython(join_weeks, migrations.RunPython.noop),
    ]
