"""Who may do what, and whose rows they reach: one law, used by pages, queries and tests.

A *capability* opens a door (a route). *Reach* decides which rows lie behind it. Both are pure: apps below
turn reach into one `Q`, and `tests/sweeps/test_reach.py` proves that the two agree for every person and row.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Role(StrEnum):
    """A hat that a person wears in one school; HOMEROOM, TEACHER, MENTOR, STUDENT and GUARDIAN follow from facts."""

    ADMINISTRATOR = "administrator"
    PRINCIPAL = "principal"
    COORDINATOR = "coordinator"
    GRADE_LEAD = "grade_lead"
    COUNSELLOR = "counsellor"
    HOMEROOM = "homeroom"
    TEACHER = "teacher"
    MENTOR = "mentor"
    STUDENT = "student"
    GUARDIAN = "guardian"
    OFFICER = "officer"


APPOINTED = frozenset({Role.ADMINISTRATOR, Role.PRINCIPAL, Role.COORDINATOR, Role.GRADE_LEAD, Role.COUNSELLOR})
"""Roles that a school gives by name; the others are derived from classes, pairings and families."""


class Capability(StrEnum):
    """What a door asks for."""

    USE_WORKBENCH = "use_workbench"
    READ_NOTICES = "read_notices"
    SEARCH_PEOPLE = "search_people"
    READ_STUDENTS = "read_students"
    READ_STAFF = "read_staff"
    READ_OWN_PAGE = "read_own_page"
    EDIT_PEOPLE = "edit_people"
    EDIT_ORGANISATION = "edit_organisation"
    EDIT_OWN_PROFILE = "edit_own_profile"
    ISSUE_PASSWORDS = "issue_passwords"
    APPOINT_ROLES = "appoint_roles"
    IMPORT_ROSTER = "import_roster"
    READ_SCHEME = "read_scheme"
    EDIT_SCHEME = "edit_scheme"
    FOLLOW_FILING = "follow_filing"
    REVIEW_SCHEMES = "review_schemes"
    ATTEND_MEETINGS = "attend_meetings"
    FOLLOW_ROUND = "follow_round"
    RUN_ROUND = "run_round"
    APPLY_AS_MENTOR = "apply_as_mentor"
    READ_PROFILES = "read_profiles"
    NOMINATE = "nominate"
    SUBMIT_PREFERENCES = "submit_preferences"
    ANSWER_PREFERENCES = "answer_preferences"
    READ_OWN_PLACEMENT = "read_own_placement"
    READ_PAIRINGS = "read_pairings"
    CHANGE_PAIRINGS = "change_pairings"
    REQUEST_CHANGE = "request_change"
    SIGN_AGREEMENT = "sign_agreement"
    MANAGE_AGREEMENTS = "manage_agreements"
    OWN_GUIDANCE = "own_guidance"
    GUIDE_STUDENTS = "guide_students"
    SHARE_GUIDANCE = "share_guidance"
    READ_TOLD_GUIDANCE = "read_told_guidance"
    WRITE_GROWTH_MESSAGES = "write_growth_messages"
    READ_GROWTH_MESSAGES = "read_growth_messages"
    KEEP_ARCHIVES = "keep_archives"
    READ_AUDIT = "read_audit"
    READ_HEALTH = "read_health"
    RAISE_CONCERN = "raise_concern"
    READ_CONCERNS = "read_concerns"
    REPORT_HARM = "report_harm"
    KEEP_LADDER = "keep_ladder"
    WORK_ON_CASES = "work_on_cases"
    SEE_CARE_BOARD = "see_care_board"
    KEEP_SCREENING = "keep_screening"
    KEEP_SUPPORT_FILES = "keep_support_files"
    CHECK_IN = "check_in"
    BREAK_GLASS = "break_glass"
    READ_BROKEN_GLASS = "read_broken_glass"
    READ_WELLBEING_FIGURES = "read_wellbeing_figures"
    READ_REGION_FIGURES = "read_region_figures"
    KEEP_RECORDS = "keep_records"
    READ_RECORD_FIGURES = "read_record_figures"
    READ_SHARED_WORDS = "read_shared_words"
    RELAY_VIEWS = "relay_views"
    KEEP_APPOINTMENTS = "keep_appointments"
    ARRANGE_APPOINTMENTS = "arrange_appointments"
    WRITE_MESSAGES = "write_messages"
    READ_FAMILY_PAGE = "read_family_page"
    OWN_DUTIES = "own_duties"
    FOLLOW_DUTIES = "follow_duties"
    MANAGE_DUTIES = "manage_duties"


_EVERYONE = frozenset(
    {Capability.USE_WORKBENCH, Capability.READ_NOTICES, Capability.READ_SCHEME, Capability.REPORT_HARM}
)

_STAFF = _EVERYONE | {
    Capability.SEARCH_PEOPLE,
    Capability.READ_STAFF,
    Capability.READ_STUDENTS,
    Capability.EDIT_OWN_PROFILE,
    Capability.APPLY_AS_MENTOR,
    Capability.ANSWER_PREFERENCES,
    Capability.READ_PROFILES,
    Capability.READ_OWN_PLACEMENT,
    Capability.SIGN_AGREEMENT,
    Capability.NOMINATE,
    Capability.ATTEND_MEETINGS,
    Capability.RAISE_CONCERN,
    Capability.READ_CONCERNS,
    Capability.WORK_ON_CASES,
    Capability.KEEP_SUPPORT_FILES,
    Capability.GUIDE_STUDENTS,
    Capability.WRITE_GROWTH_MESSAGES,
    Capability.READ_GROWTH_MESSAGES,
    Capability.SHARE_GUIDANCE,
    Capability.KEEP_RECORDS,
    Capability.RELAY_VIEWS,
    Capability.KEEP_APPOINTMENTS,
    Capability.ARRANGE_APPOINTMENTS,
    Capability.WRITE_MESSAGES,
    Capability.OWN_DUTIES,
}

_OFFICE = _STAFF | {
    Capability.EDIT_PEOPLE,
    Capability.EDIT_ORGANISATION,
    Capability.ISSUE_PASSWORDS,
    Capability.IMPORT_ROSTER,
    Capability.READ_HEALTH,
}

GRANTS: Mapping[Role, frozenset[Capability]] = {
    Role.ADMINISTRATOR: _OFFICE | {Capability.APPOINT_ROLES, Capability.READ_AUDIT},
    Role.COORDINATOR: _OFFICE
    | {
        Capability.EDIT_SCHEME,
        Capability.FOLLOW_FILING,
        Capability.FOLLOW_ROUND,
        Capability.RUN_ROUND,
        Capability.READ_PAIRINGS,
        Capability.CHANGE_PAIRINGS,
        Capability.MANAGE_AGREEMENTS,
        Capability.READ_AUDIT,
        Capability.KEEP_LADDER,
        Capability.READ_BROKEN_GLASS,
        Capability.READ_WELLBEING_FIGURES,
        Capability.READ_RECORD_FIGURES,
        Capability.FOLLOW_DUTIES,
        Capability.MANAGE_DUTIES,
        Capability.KEEP_ARCHIVES,
    },
    Role.PRINCIPAL: _STAFF
    | {
        Capability.FOLLOW_FILING,
        Capability.FOLLOW_ROUND,
        Capability.READ_PAIRINGS,
        Capability.READ_AUDIT,
        Capability.APPOINT_ROLES,
        Capability.KEEP_LADDER,
        Capability.BREAK_GLASS,
        Capability.READ_BROKEN_GLASS,
        Capability.READ_WELLBEING_FIGURES,
        Capability.READ_RECORD_FIGURES,
        Capability.FOLLOW_DUTIES,
    },
    Role.GRADE_LEAD: _STAFF | {Capability.FOLLOW_ROUND, Capability.READ_PAIRINGS, Capability.FOLLOW_DUTIES},
    Role.COUNSELLOR: _STAFF
    | {
        Capability.READ_PAIRINGS,
        Capability.KEEP_LADDER,
        Capability.SEE_CARE_BOARD,
        Capability.KEEP_ARCHIVES,
        Capability.KEEP_SCREENING,
        Capability.READ_BROKEN_GLASS,
        Capability.READ_WELLBEING_FIGURES,
    },
    Role.HOMEROOM: _STAFF | {Capability.READ_PAIRINGS, Capability.FOLLOW_DUTIES},
    Role.TEACHER: _STAFF,
    Role.MENTOR: _STAFF,
    Role.STUDENT: _EVERYONE
    | {
        Capability.READ_PROFILES,
        Capability.NOMINATE,
        Capability.SUBMIT_PREFERENCES,
        Capability.READ_OWN_PAGE,
        Capability.READ_OWN_PLACEMENT,
        Capability.SIGN_AGREEMENT,
        Capability.REQUEST_CHANGE,
        Capability.READ_SHARED_WORDS,
        Capability.RELAY_VIEWS,
        Capability.EDIT_OWN_PROFILE,
        Capability.OWN_GUIDANCE,
        Capability.SHARE_GUIDANCE,
        Capability.READ_TOLD_GUIDANCE,
        Capability.READ_GROWTH_MESSAGES,
        Capability.CHECK_IN,
        Capability.RAISE_CONCERN,
        Capability.KEEP_APPOINTMENTS,
    },
    Role.GUARDIAN: _EVERYONE
    | {
        Capability.RAISE_CONCERN,
        Capability.READ_OWN_PAGE,
        Capability.NOMINATE,
        Capability.READ_PROFILES,
        Capability.READ_OWN_PLACEMENT,
        Capability.SIGN_AGREEMENT,
        Capability.REQUEST_CHANGE,
        Capability.READ_SHARED_WORDS,
        Capability.READ_TOLD_GUIDANCE,
        Capability.READ_GROWTH_MESSAGES,
        Capability.KEEP_APPOINTMENTS,
        Capability.WRITE_MESSAGES,
        Capability.READ_FAMILY_PAGE,
    },
    Role.OFFICER: (_EVERYONE - {Capability.READ_SCHEME})
    | {Capability.READ_REGION_FIGURES, Capability.READ_CONCERNS, Capability.FOLLOW_FILING, Capability.REVIEW_SCHEMES},
}

WHOLE_SCHOOL = frozenset({Role.ADMINISTRATOR, Role.PRINCIPAL, Role.COORDINATOR, Role.COUNSELLOR})
"""Roles that reach every student of their school."""

READS_RECORDS = frozenset({Role.PRINCIPAL, Role.COORDINATOR, Role.COUNSELLOR})
"""Roles that read the records of every student, alone once a student has left; whoever runs the system does not."""

SEES_CATEGORIES = frozenset({Role.COORDINATOR})
"""Roles that read the sensitive categories of every student; a homeroom teacher reads those of the own class."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person who is asking, as facts: which school, which hats, which rows are theirs.

    Ids are database keys. `wards` are a guardian's children, `mentees` the students of current pairings,
    `relatives` students declared as related, whom the viewer never reaches by a professional role; `opened_…` what
    the viewer broke the glass for and may read until the time is up.
    """

    account: int
    school: int | None
    roles: frozenset[Role] = frozenset()
    staff: int | None = None
    student: int | None = None
    guardian: int | None = None
    region: int | None = None
    grades: frozenset[int] = frozenset()
    homerooms: frozenset[int] = frozenset()
    taught: frozenset[int] = frozenset()
    wards: frozenset[int] = frozenset()
    mentees: frozenset[int] = frozenset()
    relatives: frozenset[int] = frozenset()
    opened_concerns: frozenset[int] = frozenset()
    opened_cases: frozenset[int] = frozenset()
    capabilities: frozenset[Capability] = field(init=False)

    def __post_init__(self) -> None:
        granted: frozenset[Capability] = frozenset()
        for role in self.roles:
            granted |= GRANTS[role]
        object.__setattr__(self, "capabilities", granted)

    def can(self, capability: Capability) -> bool:
        """Whether a door that asks for `capability` opens."""
        return capability in self.capabilities

    def through_no_glass(self) -> "Viewer":
        """The same person without what the glass was broken for: who only looks in writes nothing."""
        return replace(self, opened_concerns=frozenset(), opened_cases=frozenset())

    @property
    def whole_school(self) -> bool:
        """Whether every student of the school is within reach."""
        return bool(self.roles & WHOLE_SCHOOL)


@dataclass(frozen=True, slots=True)
class StudentFacts:
    """What the law needs to know of a student's row; `left` once the student is at the school no more."""

    student: int
    school: int
    grade: int | None
    class_group: int | None
    left: bool = False


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What the law needs to know of one student's part in a record: whose it is and how far it is shared.

    `staff` wrote it or took part; `team` opens it to homeroom teacher and grade lead, `teachers` to those who teach the
    class. The current mentor always reads it.
    """

    student: StudentFacts
    staff: frozenset[int]
    team: bool = True
    teachers: bool = False


@dataclass(frozen=True, slots=True)
class StaffFacts:
    """What the law needs to know of a staff member's row."""

    staff: int
    school: int


def reaches_student(viewer: Viewer, facts: StudentFacts) -> bool:
    """Whether the student's directory row (name, class, mentor) exists for the viewer."""
    if facts.student == viewer.student or facts.student in viewer.wards:
        return True
    if facts.school != viewer.school:
        return False
    if viewer.whole_school or facts.student in viewer.mentees:
        return True
    if facts.grade is not None and facts.grade in viewer.grades:
        return True
    return facts.class_group is not None and facts.class_group in (viewer.homerooms | viewer.taught)


def reaches_care(viewer: Viewer, facts: StudentFacts) -> bool:
    """Whether the pastoral tier exists for the viewer: needs, guardians and how to reach them."""
    if facts.school != viewer.school or facts.student in viewer.relatives:
        return False
    if viewer.whole_school:
        return True
    if facts.left:
        return False
    if facts.student in viewer.mentees or (facts.grade is not None and facts.grade in viewer.grades):
        return True
    return facts.class_group is not None and facts.class_group in viewer.homerooms


def reaches_record(viewer: Viewer, facts: RecordFacts) -> bool:
    """Whether a record of the pastoral tier (talk, visit, note, event of life) exists for the viewer."""
    student = facts.student
    if student.school != viewer.school or student.student in viewer.relatives:
        return False
    if viewer.roles & READS_RECORDS:
        return True
    if student.left:
        return False
    if viewer.staff in facts.staff or student.student in viewer.mentees:
        return True
    if facts.team and student.grade is not None and student.grade in viewer.grades:
        return True
    near = (viewer.homerooms if facts.team else frozenset()) | (viewer.taught if facts.teachers else frozenset())
    return student.class_group is not None and student.class_group in near


def reaches_categories(viewer: Viewer, facts: StudentFacts) -> bool:
    """Whether the sensitive categories of the student (特殊群体) exist for the viewer."""
    if facts.school != viewer.school or facts.student in viewer.relatives:
        return False
    if viewer.roles & SEES_CATEGORIES:
        return True
    if facts.grade is not None and facts.grade in viewer.grades:
        return True
    return facts.class_group is not None and facts.class_group in viewer.homerooms


def reaches_staff(viewer: Viewer, facts: StaffFacts) -> bool:
    """Whether the staff member's row exists for the viewer: colleagues, and oneself."""
    return facts.school == viewer.school and viewer.staff is not None


@dataclass(frozen=True, slots=True)
class ConcernFacts:
    """What the law needs to know of a concern, by keys of accounts.

    `asked` were told by the ladder or are asked to take it over, `held` have or had it in hand, `kept_away` are the
    adults whom it is about, everybody under them, and declared relatives.
    """

    concern: int
    school: int
    closed: bool
    about_adult: bool = False
    students: frozenset[int] = frozenset()
    asked: frozenset[int] = frozenset()
    held: frozenset[int] = frozenset()
    kept_away: frozenset[int] = frozenset()


def reaches_concern(viewer: Viewer, facts: ConcernFacts) -> bool:
    """Whether what the concern says exists for the viewer; who raised it has a receipt and not this.

    Who was only asked loses it when it is closed. The counsellor reads it by role unless it is about an adult; then
    the ladder alone says who reads, because roles are given by people.
    """
    if viewer.account in facts.kept_away or facts.students & viewer.relatives:
        return False
    if viewer.staff is None and viewer.region is None:
        return False
    if viewer.account in facts.held or (viewer.account in facts.asked and not facts.closed):
        return True
    if facts.school != viewer.school:
        return False
    by_role = Role.COUNSELLOR in viewer.roles and not facts.about_adult
    return by_role or facts.concern in viewer.opened_concerns
