"""Classes, staff, students and guardians of the demo school."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from django.contrib.auth.hashers import make_password

from liangshi.domain.vocabulary import GUIDANCE_FIELDS, INTERESTS
from liangshi.foundation.sorting import name_sort_key
from liangshi.people.models import (
    AcademicYear,
    Account,
    Campus,
    ClassGroup,
    Club,
    ClubMembership,
    Enrolment,
    Grade,
    Guardian,
    Guardianship,
    LeadershipPost,
    Region,
    RoleAppointment,
    School,
    Staff,
    Student,
    TeachingAssignment,
    Term,
)
from liangshi.project.demo.names import adult_name, student_name

STUDENTS = 1200
CLASSES_A_GRADE = 9
STAFF_BY_SUBJECT = {
    "语文": 14, "数学": 14, "英语": 14, "物理": 11, "化学": 9, "生物": 9, "政治": 8, "历史": 8, "地理": 8,
    "体育": 6, "音乐": 2, "美术": 2, "信息科技": 3, "心理健康": 2,
}  # fmt: skip
WORDS = (
    "愿意听你说，也愿意陪你想办法。", "学习有起有落，我们一起找到适合你的节奏。", "欢迎来找我聊书、聊运动、聊未来。",
    "做一个认真生活的人，比一次考试更重要。", "有困难先说出来，事情就解决了一半。",
)  # fmt: skip
CLUBS = ("篮球社", "合唱团", "机器人社", "文学社", "书法社", "天文社", "志愿服务队", "辩论社", "摄影社", "园艺社")


@dataclass
class DemoSchool:
    """What was made, for the later parts of the demo."""

    school: School
    year: AcademicYear
    random: Random
    grades: list[Grade] = field(default_factory=list)
    classes: list[ClassGroup] = field(default_factory=list)
    staff: list[Staff] = field(default_factory=list)
    students: list[Student] = field(default_factory=list)


def build_people(today: date, students: int) -> DemoSchool:
    """Everybody, in an academic year around `today`."""
    region = Region.objects.create(name="望溪市")
    school = School.unscoped.create(region=region, name="望溪市致远中学", code="zhiyuan", stage="senior")
    first = today.year if today.month >= 8 else today.year - 1
    year = AcademicYear.unscoped.create(
        school=school, name=f"{first}—{first + 1}学年", starts_on=date(first, 9, 1), ends_on=date(first + 1, 7, 11)
    )
    _terms(school, year, first)
    demo = DemoSchool(school, year, Random(20260901))  # noqa: S311 - invented people, no secrets
    _staff(demo)
    _classes(demo)
    _students(demo, students)
    _guardians(demo)
    _clubs(demo)
    _roles(demo, year.starts_on)
    return demo


def _terms(school: School, year: AcademicYear, first: int) -> None:
    spans = ((date(first, 9, 1), date(first + 1, 1, 30)), (date(first + 1, 2, 22), date(first + 1, 7, 11)))
    for ordinal, (starts_on, ends_on) in enumerate(spans, 1):
        Term.unscoped.create(school=school, year=year, ordinal=ordinal, starts_on=starts_on, ends_on=ends_on)


def _accounts(school: School, people: list[tuple[str, str]]) -> list[Account]:
    """Accounts without a usable password: the office issues slips, the demo signs in by one tap."""
    rows: list[Account] = Account.unscoped.bulk_create(
        Account(
            username=f"{school.code}:{number}", school=school, number=number, name=name, password=make_password(None)
        )
        for number, name in people
    )
    return rows


def _staff(demo: DemoSchool) -> None:
    random = demo.random
    campus = Campus.unscoped.create(school=demo.school, name="本部")
    subjects = [subject for subject, count in STAFF_BY_SUBJECT.items() for _ in range(count)]
    people = [(f"T{number:03}", adult_name(random)) for number in range(1, len(subjects) + 1)]
    rows = []
    accounts = _accounts(demo.school, people)
    for subject, account in zip(subjects, accounts, strict=True):
        training = random.random() < 0.03
        rows.append(
            Staff(
                school=demo.school, account=account, campus=campus, number=account.number, name=account.name,
                sort_key=name_sort_key(account.name), gender=random.choice(("female", "male")), subjects=[subject],
                strengths=random.sample(GUIDANCE_FIELDS, 2), interests=random.sample(INTERESTS, 3),
                languages=["普通话"], words=random.choice(WORDS),
                mentor_status="in_training" if training else "eligible",
                mentor_status_reason="入职第一年，先参加导师培训" if training else "",
            )
        )  # fmt: skip
    demo.staff = Staff.unscoped.bulk_create(rows)


def _classes(demo: DemoSchool) -> None:
    teachers = {subject: [s for s in demo.staff if s.subjects == [subject]] for subject in STAFF_BY_SUBJECT}
    homerooms = iter(demo.random.sample([s for s in demo.staff if s.subjects[0] in ("语文", "数学", "英语")], 27))
    assignments = []
    for level, name in ((10, "高一"), (11, "高二"), (12, "高三")):
        grade = Grade.unscoped.create(school=demo.school, level=level, name=name)
        demo.grades.append(grade)
        for ordinal in range(1, CLASSES_A_GRADE + 1):
            homeroom = next(homerooms)
            group = ClassGroup.unscoped.create(
                school=demo.school, year=demo.year, grade=grade, ordinal=ordinal, name=f"{name}({ordinal})班",
                homeroom_teacher=homeroom,
            )  # fmt: skip
            turn = len(demo.classes)
            demo.classes.append(group)
            for subject, pool in teachers.items():
                own = subject == homeroom.subjects[0]
                staff = homeroom if own else pool[turn * len(pool) // 27]
                assignments.append(
                    TeachingAssignment(school=demo.school, class_group=group, staff=staff, subject=subject)
                )
    TeachingAssignment.unscoped.bulk_create(assignments)


def _students(demo: DemoSchool, number_of: int) -> None:
    random = demo.random
    people = []
    for index in range(number_of):
        gender = random.choice(("female", "male"))
        group = demo.classes[index * len(demo.classes) // number_of]
        year = demo.year.starts_on.year - (group.grade.level - 10)
        people.append((f"{year}{index + 1:04}", student_name(gender, random), gender, group))
    accounts = _accounts(demo.school, [(number, name) for number, name, _, _ in people])
    demo.students = Student.unscoped.bulk_create(
        Student(
            school=demo.school, account=account, class_group=group, number=number, name=name,
            sort_key=name_sort_key(name), gender=gender, boarding=random.random() < 0.4,
            interests=random.sample(INTERESTS, 2), needs=random.sample(("语文", "数学", "英语", "物理", "化学"), 1),
            languages=["普通话"], joined_on=demo.year.starts_on,
        )
        for account, (number, name, gender, group) in zip(accounts, people, strict=True)
    )  # fmt: skip
    Enrolment.unscoped.bulk_create(
        Enrolment(school=demo.school, student=s, class_group=s.class_group, starts_on=demo.year.starts_on)
        for s in demo.students
    )


def _guardians(demo: DemoSchool) -> None:
    people = [(f"199{index:08}", s.name[:1] + adult_name(demo.random)[1:]) for index, s in enumerate(demo.students)]
    accounts = _accounts(demo.school, people)
    guardians = Guardian.unscoped.bulk_create(
        Guardian(school=demo.school, account=a, name=a.name, sort_key=name_sort_key(a.name), phone=a.number)
        for a in accounts
    )
    Guardianship.unscoped.bulk_create(
        Guardianship(school=demo.school, guardian=guardian, student=student, relation="father")
        for guardian, student in zip(guardians, demo.students, strict=True)
    )
    second = next(s for s in demo.students if s.class_group_id != demo.students[0].class_group_id)
    Guardianship.unscoped.create(
        school=demo.school, guardian=guardians[0], student=second, relation="other", position=2
    )


def _clubs(demo: DemoSchool) -> None:
    memberships = []
    for name, leader in zip(CLUBS, demo.random.sample(demo.staff, len(CLUBS)), strict=True):
        club = Club.unscoped.create(school=demo.school, year=demo.year, name=name, leader=leader)
        memberships += [
            ClubMembership(school=demo.school, club=club, student=student)
            for student in demo.random.sample(demo.students, 25)
        ]
    ClubMembership.unscoped.bulk_create(memberships)


def _account(staff: Staff) -> Account:
    if staff.account is None:
        message = f"{staff.number} has no account"
        raise ValueError(message)
    return staff.account


def _roles(demo: DemoSchool, since: date) -> None:
    free = [s for s in demo.staff if s.subjects[0] in ("政治", "历史", "地理") and s.mentor_status == "eligible"]
    psychology = next(s for s in demo.staff if s.subjects == ["心理健康"])
    posts = (("principal", "组长"), ("coordinator", "副组长"), ("administrator", "成员"))
    for position, ((role, post), staff) in enumerate(zip(posts, free, strict=False)):
        RoleAppointment.unscoped.create(account=_account(staff), school=demo.school, role=role, starts_on=since)
        LeadershipPost.unscoped.create(school=demo.school, staff=staff, post=post, position=position)
    for grade, staff in zip(demo.grades, free[3:], strict=False):
        RoleAppointment.unscoped.create(
            account=_account(staff), school=demo.school, role="grade_lead", grade=grade, starts_on=since
        )
    RoleAppointment.unscoped.create(
        account=_account(psychology), school=demo.school, role="counsellor", starts_on=since
    )
