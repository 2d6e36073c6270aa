"""The named world of the tests: two invented schools in one region, and the people in them.

清河市 has 明德中学 (`mingde`, a senior high school) and 育英小学 (`yuying`). Everybody's password is `PASSWORD`.
"""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Model

from liangshi.foundation.sorting import name_sort_key
from liangshi.people.models import (
    AcademicYear,
    Account,
    ClassGroup,
    Club,
    ClubMembership,
    DeclaredRelative,
    Enrolment,
    Grade,
    Guardian,
    Guardianship,
    Region,
    RoleAppointment,
    School,
    Staff,
    Student,
    TeachingAssignment,
    Term,
)

PASSWORD = "梧桐-river-29"
TODAY = date(2026, 9, 10)
PRESENT = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""The moment at which each test begins, unless it travels elsewhere."""
SINCE = date(2026, 9, 1)


@dataclass
class World:
    """Everything by name. Accounts are reached as `world.staff["wang"].account`."""

    region: Region
    schools: dict[str, School]
    years: dict[str, AcademicYear]
    grades: dict[str, Grade]
    classes: dict[str, ClassGroup]
    clubs: dict[str, Club]
    staff: dict[str, Staff]
    students: dict[str, Student]
    guardians: dict[str, Guardian]
    officer: Account
    keeper: Account

    def account(self, name: str) -> Account:
        """The account of a person by short name."""
        if name == "ding":
            return self.keeper
        if name == "feng":
            return self.officer
        for people in (self.staff, self.students, self.guardians):
            if name in people:
                account: Account = people[name].account
                return account
        raise KeyError(name)


PERSONAS = (
    "gu",        # administrator
    "lin",       # principal
    "shen",      # coordinator
    "gao",       # grade lead of 高一
    "zhou",      # counsellor
    "wang",      # homeroom teacher of 高一(1)班, teaches Chinese there
    "li",        # teaches mathematics to both 高一 classes, father of xiaoli
    "chen",      # a young teacher in training, teaches 高二(1)班
    "xiaoming",  # student of 高一(1)班
    "xiaogang",  # student of 高一(2)班
    "zhaoma",    # guardian of xiaoming and xiaoli
    "he",        # coordinator of the other school
    "zheng",     # student of the other school
    "feng",      # bureau officer of the region
    "ding",      # administrator of the bureau
)  # fmt: skip
"""Who tries every door."""


def build_world() -> World:
    """Everybody in the database; after the first time the same rows are stored again, which is much quicker."""
    if not _FIRST:
        world = _create()
        _FIRST.append((deepcopy(world), tuple(tuple(model._base_manager.all()) for model in MODELS)))
        return world
    world, rows = deepcopy(_FIRST[0])
    with transaction.atomic():
        for of_model in rows:
            type(of_model[0])._base_manager.bulk_create(of_model)
    return world


MODELS = (
    Region, School, AcademicYear, Term, Account, Grade, Staff, ClassGroup, TeachingAssignment, Student, Enrolment,
    DeclaredRelative, Guardian, Guardianship, RoleAppointment, Club, ClubMembership,
)  # fmt: skip
"""What the world consists of, in an order in which it can be stored."""
_FIRST: list[tuple[World, tuple[tuple[Model, ...], ...]]] = []


def _create() -> World:
    region = Region.objects.create(name="清河市")
    schools = {
        "mingde": School.unscoped.create(region=region, name="清河市明德中学", code="mingde", stage="senior"),
        "yuying": School.unscoped.create(region=region, name="清河市育英小学", code="yuying", stage="primary"),
    }
    years = {key: _year(school) for key, school in schools.items()}
    world = World(region, schools, years, {}, {}, {}, {}, {}, {}, _officer(region), _keeper(region))
    _classes(world)
    _staff(world)
    _students(world)
    _guardians(world)
    _roles(world)
    _clubs(world)
    return world


def _year(school: School) -> AcademicYear:
    year = AcademicYear.unscoped.create(
        school=school, name="2026—2027学年", starts_on=date(2026, 9, 1), ends_on=date(2027, 7, 10)
    )
    Term.unscoped.create(school=school, year=year, ordinal=1, starts_on=date(2026, 9, 1), ends_on=date(2027, 1, 30))
    Term.unscoped.create(school=school, year=year, ordinal=2, starts_on=date(2027, 2, 22), ends_on=date(2027, 7, 10))
    return year


def _account(school: School, number: str, name: str) -> Account:
    account: Account = Account.objects.create_user(
        f"{school.code}:{number}", PASSWORD, school=school, number=number, name=name,
        email=f"{number.lower()}@example.test",
    )  # fmt: skip
    return account


def _officer(region: Region) -> Account:
    account: Account = Account.objects.create_user("qinghe:J001", PASSWORD, region=region, number="J001", name="冯远航")
    RoleAppointment.unscoped.create(account=account, role="officer", starts_on=SINCE)
    return account


def _keeper(region: Region) -> Account:
    account: Account = Account.objects.create_user("qinghe:J100", PASSWORD, region=region, number="J100", name="丁可")
    RoleAppointment.unscoped.create(account=account, role="bureau_administrator", starts_on=SINCE)
    return account


def _classes(world: World) -> None:
    mingde, yuying = world.schools["mingde"], world.schools["yuying"]
    for key, school, level, name in (
        ("g10", mingde, 10, "高一"), ("g11", mingde, 11, "高二"), ("g3", yuying, 3, "三年级"),
    ):  # fmt: skip
        world.grades[key] = Grade.unscoped.create(school=school, level=level, name=name)
    for key, school, grade, ordinal, name in (
        ("c101", "mingde", "g10", 1, "高一(1)班"), ("c102", "mingde", "g10", 2, "高一(2)班"),
        ("c111", "mingde", "g11", 1, "高二(1)班"), ("c31", "yuying", "g3", 1, "三年级(1)班"),
    ):  # fmt: skip
        world.classes[key] = ClassGroup.unscoped.create(
            school=world.schools[school], year=world.years[school], grade=world.grades[grade],
            ordinal=ordinal, name=name,
        )  # fmt: skip


def _staff(world: World) -> None:
    for key, school, number, name, gender, subjects in (
        ("gu", "mingde", "T001", "顾一鸣", "male", ["信息科技"]),
        ("lin", "mingde", "T002", "林知远", "male", ["政治"]),
        ("shen", "mingde", "T003", "沈若兰", "female", ["历史"]),
        ("gao", "mingde", "T004", "高建平", "male", ["物理"]),
        ("zhou", "mingde", "T005", "周心怡", "female", ["心理健康"]),
        ("wang", "mingde", "T006", "王海燕", "female", ["语文"]),
        ("li", "mingde", "T007", "李向东", "male", ["数学"]),
        ("chen", "mingde", "T008", "陈小禾", "female", ["英语"]),
        ("he", "yuying", "T001", "何静书", "female", ["语文"]),
        ("wu", "yuying", "T002", "吴越泽", "male", ["数学"]),
    ):  # fmt: skip
        world.staff[key] = Staff.unscoped.create(
            school=world.schools[school], account=_account(world.schools[school], number, name),
            number=number, name=name, sort_key=name_sort_key(name), gender=gender, subjects=subjects,
        )  # fmt: skip
    chen = world.staff["chen"]
    chen.mentor_status, chen.mentor_status_reason = "in_training", "入职第一年，先参加导师培训"
    chen.save()
    ClassGroup.unscoped.filter(pk=world.classes["c101"].pk).update(homeroom_teacher=world.staff["wang"])
    for teacher, class_group, subject in (
        ("wang", "c101", "语文"), ("li", "c101", "数学"), ("li", "c102", "数学"), ("chen", "c111", "英语"),
    ):  # fmt: skip
        group = world.classes[class_group]
        TeachingAssignment.unscoped.create(
            school=group.school, class_group=group, staff=world.staff[teacher], subject=subject
        )


def _students(world: World) -> None:
    for key, group, number, name, gender in (
        ("xiaoming", "c101", "S1001", "赵小明", "male"),
        ("xiaohong", "c101", "S1002", "钱小红", "female"),
        ("xiaogang", "c102", "S1003", "孙小刚", "male"),
        ("xiaoli", "c111", "S1004", "李小力", "male"),
        ("zheng", "c31", "S1001", "郑天佑", "male"),
    ):
        class_group = world.classes[group]
        world.students[key] = Student.unscoped.create(
            school=class_group.school, account=_account(class_group.school, number, name),
            class_group=class_group, number=number, name=name, sort_key=name_sort_key(name), gender=gender,
        )  # fmt: skip
        Enrolment.unscoped.create(
            school=class_group.school, student=world.students[key], class_group=class_group, starts_on=SINCE
        )
    DeclaredRelative.unscoped.create(
        school=world.schools["mingde"], staff=world.staff["li"], student=world.students["xiaoli"], relation="父子"
    )


def _guardians(world: World) -> None:
    school = world.schools["mingde"]
    for key, number, name, phone, wards in (
        ("zhaoma", "19900000001", "刘桂芳", "19900000001", ("xiaoming", "xiaoli")),
        ("sunba", "19900000002", "孙大山", "19900000002", ("xiaogang",)),
    ):
        world.guardians[key] = Guardian.unscoped.create(
            school=school, account=_account(school, number, name), name=name,
            sort_key=name_sort_key(name), phone=phone,
        )  # fmt: skip
        for ward in wards:
            Guardianship.unscoped.create(
                school=school, guardian=world.guardians[key], student=world.students[ward], relation="other"
            )


def _roles(world: World) -> None:
    for name, role, grade in (
        ("gu", "administrator", None), ("lin", "principal", None), ("shen", "coordinator", None),
        ("gao", "grade_lead", "g10"), ("zhou", "counsellor", None), ("he", "coordinator", None),
    ):  # fmt: skip
        account = world.account(name)
        RoleAppointment.unscoped.create(
            account=account, school=account.school, role=role, starts_on=SINCE,
            grade=world.grades[grade] if grade else None,
        )  # fmt: skip


def _clubs(world: World) -> None:
    school = world.schools["mingde"]
    club = Club.unscoped.create(school=school, year=world.years["mingde"], name="篮球社", leader=world.staff["gao"])
    world.clubs["basketball"] = club
    for name in ("xiaoming", "xiaogang"):
        ClubMembership.unscoped.create(school=school, club=club, student=world.students[name])
