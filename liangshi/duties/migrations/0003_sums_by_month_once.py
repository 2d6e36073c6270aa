"""One row for each month, in a transaction of its own: the rows were changed in the one before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0002_sums_by_month")]

    operations = [
        migrations.AddConstraint(
            model_name="schoolsum",
            constraint=models.UniqueConstraint(
                fields=["school", "kind", "month"], name="duties_school_sum_by_month_once"
            ),
        ),
    ]
