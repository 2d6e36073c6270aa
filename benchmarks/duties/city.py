"""A city's figures as the nightly reckoning leaves them, and the boards that a bureau asks for."""

from collections.abc import Callable
from datetime import date
from random import Random

from django.db import connection

from liangshi.duties.models import SchoolSum
from liangshi.duties.queries.city import Months, city_by_kind, city_by_school, city_trend, whole_months
from liangshi.people.models import Region, School

KINDS = (
    "talk", "home_visit", "phone_call", "family_contact", "growth_message", "term_comment", "weekly_reflection",
    "read_reflection", "guidance_plan", "stage_evaluation", "mentor_note", "parents_meeting",
)  # fmt: skip
TODAY = date(2027, 7, 5)
STUDENTS = 2500
WEEKS_OF_A_MONTH = 4


def build(schools: int) -> Region:
    """So many schools of 2,500 students with twelve kinds of duty in the months of a school year."""
    random = Random(1)
    region = Region.objects.create(name="大城")
    rows = School.unscoped.bulk_create(
        School(region=region, name=f"大城第{n}学校", code=f"da{n}", stage="combined") for n in range(schools)
    )
    sums = []
    for school in rows:
        for kind in KINDS:
            for month in whole_months(TODAY):
                asked = STUDENTS * WEEKS_OF_A_MONTH
                done = random.randrange(asked)
                sums.append(
                    SchoolSum(school=school, kind=kind, month=month, asked=asked, done=done,
                              excused=random.randrange(asked - done))
                )  # fmt: skip
    SchoolSum.unscoped.bulk_create(sums, batch_size=10000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return region


def questions(region: Region) -> list[tuple[str, Callable[[], object], float | None]]:
    """The boards of a bureau."""
    months = whole_months(TODAY)
    year = Months(months[-1], TODAY)
    schools = list(School.unscoped.filter(region=region).values_list("pk", flat=True))
    students = School.unscoped.filter(region=region).count() * STUDENTS
    rows = SchoolSum.unscoped.filter(school__region=region).count()
    said = f"city of {students:,} students, {rows:,} kept rows"
    return [
        (f"{said}: by kind of duty", lambda: city_by_kind([region.pk], year), 200),
        (f"{said}: every school by kind", lambda: city_by_school(schools, year), 200),
        (f"{said}: a page of 50 schools by kind", lambda: city_by_school(schools[:50], year), 200),
        (f"{said}: one kind over the months", lambda: city_trend([region.pk], "talk", year), 200),
    ]
