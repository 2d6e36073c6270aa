"""A school of the size of the target in the database, and the questions that are asked of it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.test import Client

from benchmarks.duties import invented
from liangshi.access.queries import viewer_of
from liangshi.duties.queries.board import board
from liangshi.duties.queries.book import rules_for
from liangshi.duties.queries.lists import mine
from liangshi.duties.queries.living import living_scheme
from liangshi.duties.services import reckon_school
from liangshi.pairing.models import Pairing
from liangshi.people.models import (
    AcademicYear,
    Account,
    ClassGroup,
    Grade,
    Region,
    RoleAppointment,
    School,
    Staff,
    Student,
    Term,
)
from liangshi.records.models import Entry
from liangshi.schemes.models import SchemeVersion
from liangshi.schemes.queries import preset

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2027, 7, 5, 9, tzinfo=ZONE)
TODAY = NOW.date()
TIMES = {"talk": 40, "phone_call": 15, "home_visit": 2, "message": 10}
"""Records of each kind for one student in a year: 67."""

CHANNELS = {"talk": "face_to_face", "phone_call": "phone", "home_visit": "home_visit", "message": "message"}
Question = tuple[str, Callable[[], object], float | None]


def build(students: int) -> School:
    """Everybody, a year of records by bulk rows, and the figures of the night."""
    region = Region.objects.create(name="量市")
    school = School.unscoped.create(region=region, name="量市实验小学", code="liang", stage="primary")
    year = AcademicYear.unscoped.create(
        school=school, name="2026—2027学年", starts_on=date(2026, 9, 1), ends_on=date(2027, 7, 10)
    )
    for ordinal, span in enumerate(invented.CALENDAR.terms, 1):
        Term.unscoped.create(school=school, year=year, ordinal=ordinal, starts_on=span.start, ends_on=span.end)
    account = Account.objects.create_user("liang:C", None, school=school, number="C", name="量德育")
    RoleAppointment.unscoped.create(account=account, school=school, role="coordinator", starts_on=date(2026, 9, 1))
    Staff.unscoped.create(school=school, account=account, number="C", name="量德育", sort_key="c")
    text = preset("shewopo-primary").text
    SchemeVersion.unscoped.create(
        school=school, ordinal=1, title="方案", text=text, digest="0" * 64, valid_from=date(2026, 9, 1),
        published_at=NOW, published_by=account,
    )  # fmt: skip
    children, mentors = _people(school, year, students)
    _records(school, children, mentors)
    reckon_school(school=school.pk, now=NOW)
    return school


def _people(school: School, year: AcademicYear, students: int) -> tuple[list[Student], dict[int, Staff]]:
    grades = [Grade.unscoped.create(school=school, level=level, name=f"{level}年级") for level in range(1, 7)]
    number = students // invented.CLASS
    groups = [
        ClassGroup.unscoped.create(
            school=school, year=year, grade=grades[n * 6 // number], ordinal=n + 1, name=f"{n + 1}班"
        )
        for n in range(number)
    ]
    children = Student.unscoped.bulk_create(
        Student(
            school=school,
            number=f"S{n}",
            name=f"学生{n}",
            sort_key=f"{n:05}",
            class_group=groups[n * number // students],
        )
        for n in range(students)
    )
    accounts = Account.objects.bulk_create(
        Account(username=f"liang:T{n}", school=school, number=f"T{n}", name=f"教师{n}")
        for n in range(students // invented.GROUP)
    )
    staff = Staff.unscoped.bulk_create(
        Staff(school=school, account=account, number=account.number, name=account.name, sort_key=account.number)
        for account in accounts
    )
    mentors = {child.pk: staff[n // invented.GROUP] for n, child in enumerate(children)}
    Pairing.unscoped.bulk_create(
        Pairing(school=school, student=child, mentor=mentors[child.pk], starts_on=date(2026, 9, 1),
                came_about="wish", created_at=NOW)
        for child in children
    )  # fmt: skip
    return children, mentors


def _records(school: School, children: list[Student], mentors: dict[int, Staff]) -> None:
    """Each record about one child by its mentor; who took part is copied by the database."""
    days = invented.CALENDAR.school_days
    entries, whom = [], []
    for number, child in enumerate(children):
        for kind, times in TIMES.items():
            for turn in range(times):
                day = days[(number * 7 + turn * len(days) // times) % len(days)]
                at = datetime(day.year, day.month, day.day, 12, tzinfo=ZONE)
                entries.append(
                    Entry(public_id=f"{len(entries):012}", school_id=school.pk, kind=kind, happened_at=at,
                          author_id=mentors[child.pk].pk, filed_at=at + timedelta(hours=1), channel=CHANNELS[kind])
                )  # fmt: skip
                whom.append(child.pk)
    kept = Entry.unscoped.bulk_create(entries, batch_size=2000)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO records_entrystudent (school_id, entry_id, student_id, words) VALUES (%s, %s, %s, '')",
            [(school.pk, entry.pk, child) for entry, child in zip(kept, whom, strict=True)],
        )
        cursor.execute(
            "INSERT INTO records_entrystaff (school_id, entry_id, staff_id, named_at)"
            " SELECT school_id, id, author_id, filed_at FROM records_entry"
        )
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")


def plain_aggregate(school: School) -> None:
    """The yardstick: how many records of each kind each student has, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.student_id, e.kind, count(*) FROM records_entry e"
            " JOIN records_entrystudent s ON s.entry_id = e.id WHERE e.school_id = %s GROUP BY 1, 2",
            [school.pk],
        )
        cursor.fetchall()


def questions(school: School) -> list[Question]:
    """What people ask, and what the night reckons; the figures must have been reckoned once."""
    coordinator, mentor = (Account.objects.get(number=number, school=school) for number in ("C", "T10"))
    follows, cares = viewer_of(coordinator, TODAY), viewer_of(mentor, TODAY)
    client = Client()
    client.force_login(coordinator)
    records = Entry.unscoped.filter(school=school).count()
    group = ClassGroup.unscoped.filter(school=school)[0].pk

    def shown() -> None:
        asked = rules_for(school.pk, TODAY)
        assert asked is not None
        board(follows, asked.year, asked.clauses, TODAY)

    def page() -> None:
        assert client.get("/scheme/living/").status_code == 200

    page()  # templates are read once
    return [
        (f"plain SQL aggregate over {records:,} records", lambda: plain_aggregate(school), None),
        ("progress of the school by what is kept: the board", shown, 500),
        ("the living scheme of the school for the coordinator", lambda: living_scheme(follows, TODAY), 500),
        ("the same as a page", page, 500),
        ("one mentor's list, read from the records", lambda: mine(cares, TODAY), 30),
        ("the same in the middle of term", lambda: mine(cares, invented.MIDDLE), 30),
        ("one class reckoned anew", lambda: reckon_school(school=school.pk, now=NOW, classes={group}), None),
        ("the whole school reckoned anew, as every night", lambda: reckon_school(school=school.pk, now=NOW), None),
    ]
