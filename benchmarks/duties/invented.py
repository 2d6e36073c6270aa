"""An invented school year as the engine sees it: students, mentors, records. The same on every machine."""

from datetime import date, timedelta
from random import Random

from liangshi.domain.duties import Calendar, Care, Evidence, Exam, Membership, Mentee, Outcome, Population, Span
from liangshi.domain.scheme import Channel, DutyKind

CALENDAR = Calendar(
    terms=(Span(date(2026, 9, 1), date(2027, 1, 30)), Span(date(2027, 2, 22), date(2027, 7, 10))),
    off=frozenset(date(2026, 10, day) for day in range(1, 8)),
    exams=(Exam("期中", Span(date(2026, 11, 9), date(2026, 11, 12))),),
)
CLASS, GROUP = 50, 15
SHARES = (
    (DutyKind.TALK, Channel.FACE_TO_FACE, 30), (DutyKind.READ_REFLECTION, None, 14),
    (DutyKind.WEEKLY_REFLECTION, None, 14), (DutyKind.PHONE_CALL, Channel.PHONE, 7),
    (DutyKind.HOME_VISIT, Channel.HOME_VISIT, 2),
)  # fmt: skip
"""Records of each kind for one student in a year: 67."""
POSTPONED = 0.002
"""One record in five hundred did not take place as planned: one for each seventh or eighth student."""


def population(students: int) -> Population:
    """A tenth of the students in a named category, a twentieth changes the mentor in November."""
    random = Random(20260901)
    start, change = date(2026, 9, 1), date(2026, 11, 16)
    mentees, cares = [], []
    for number in range(1, students + 1):
        memberships = ()
        if number % 10 == 0:
            memberships = (Membership("left_behind", start + timedelta(days=random.randrange(5)), date(2027, 7, 1)),)
        mentees.append(
            Mentee(
                number,
                1 + number * 6 // (students + 1),
                "primary",
                memberships=memberships,
                class_group=number // CLASS,
            )
        )
        mentor = 100_000 + number // GROUP
        if number % 20 == 0:
            cares += [Care(number, mentor, start, change), Care(number, mentor + 1, change)]
        else:
            cares.append(Care(number, mentor, start))
    return Population(tuple(mentees), tuple(cares), sets={"special_students": frozenset({"left_behind"})})


def records(students: int) -> list[Evidence]:
    """What was done in the year, in no order."""
    random = Random(7)
    days = CALENDAR.school_days
    found = []
    for student in range(1, students + 1):
        mentor = frozenset({100_000 + student // GROUP})
        of_one = frozenset({student})
        for kind, channel, times in SHARES:
            for turn in range(times):
                day = days[random.randrange(len(days))]
                outcome = Outcome.POSTPONED if random.random() < POSTPONED else Outcome.HELD
                found.append(Evidence(f"{kind.value}:{student}:{turn}", kind, of_one, mentor, day, channel, outcome))
    return found


MIDDLE = date(2027, 1, 12)
ABOUT_THE_MIDDLE = Span(date(2026, 12, 22), date(2027, 2, 26))


def population_of_one_mentor(people: Population) -> Population:
    """The students of one mentor in the middle of the school."""
    mentor = people.cares[len(people.cares) // 2].mentor
    cares = tuple(care for care in people.cares if care.mentor == mentor)
    mine = {care.student for care in cares}
    return Population(tuple(one for one in people.mentees if one.student in mine), cares, sets=people.sets)
