"""The closed vocabularies of the scheme language: ASCII keys with a fixed meaning."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    PRIMARY = "primary"
    JUNIOR = "junior"
    SENIOR = "senior"


GRADES_OF = {Stage.PRIMARY: range(1, 7), Stage.JUNIOR: range(7, 10), Stage.SENIOR: range(10, 13)}
"""The grades of a stage, counted through: 高一 is 10."""


class Level(StrEnum):
    """Whose document it is."""

    CITY = "city"
    DISTRICT = "district"
    SCHOOL = "school"


class Role(StrEnum):
    """Roles every scheme may name without declaring them."""

    MENTOR = "mentor"
    CHIEF_MENTOR = "chief_mentor"
    MENTOR_TEAM = "mentor_team"
    STUDENT = "student"
    PEERS = "peers"
    GUARDIAN = "guardian"
    HOMEROOM_TEACHER = "homeroom_teacher"
    SUBJECT_TEACHER = "subject_teacher"
    GRADE_LEAD = "grade_lead"
    GRADE_GROUP = "grade_group"
    COUNSELLOR = "counsellor"
    CASE_TEAM = "case_team"
    STUDENT_AFFAIRS = "student_affairs"
    ACADEMIC_AFFAIRS = "academic_affairs"
    OFFICE_CONCERNED = "office_concerned"
    COORDINATOR = "coordinator"
    LEADERSHIP_GROUP = "leadership_group"
    DEPUTY_PRINCIPAL = "deputy_principal"
    PRINCIPAL = "principal"
    SECRETARY = "secretary"
    SCHOOL = "school"
    EXPERT = "expert"
    INSPECTOR = "inspector"
    RESEARCH_OFFICE = "research_office"
    COUNTY_BUREAU = "county_bureau"
    BUREAU = "bureau"
    POLICE = "police"
    HOSPITAL = "hospital"
    COMMUNITY = "community"


MENTORS = frozenset({Role.MENTOR.value, Role.CHIEF_MENTOR.value, Role.MENTOR_TEAM.value})
"""The roles of mentors."""


class Track(StrEnum):
    """What one of two mentors is there for, where a student has two; 导学 and 导德 in most schools."""

    STUDY = "study"
    CONDUCT = "conduct"


class Period(StrEnum):
    DAY = "day"
    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"
    HALF_TERM = "half_term"
    TERM = "term"
    SCHOOL_YEAR = "school_year"
    WHOLE_STAGE = "whole_stage"
    EVENT = "event"


class TimeUnit(StrEnum):
    AT_ONCE = "at_once"
    MINUTES = "minutes"
    HOURS = "hours"
    SAME_DAY = "same_day"
    DAYS = "days"
    SCHOOL_DAYS = "school_days"
    WEEKS = "weeks"


class GapKind(StrEnum):
    CONTRADICTION = "contradiction"
    MISSING = "missing"
    UNCLEAR = "unclear"
    CUT_OFF = "cut_off"


class Strength(StrEnum):
    """hard: never broken. soft: 原则上, broken only with a stated reason."""

    HARD = "hard"
    SOFT = "soft"


class Obligation(StrEnum):
    REQUIRED = "required"
    EXPECTED = "expected"
    OPTIONAL = "optional"
    CLAIMED = "claimed"


class Manner(StrEnum):
    """How often, where no number is given, or beside the number."""

    COUNTED = "counted"
    IN_GOOD_TIME = "in_good_time"
    IRREGULARLY = "irregularly"
    REGULARLY = "regularly"
    WHEN_NECESSARY = "when_necessary"
    ONGOING = "ongoing"


class Per(StrEnum):
    MENTEE = "mentee"
    MENTOR = "mentor"
    MENTOR_GROUP = "mentor_group"
    CLASS = "class"
    ROLE = "role"


class Channel(StrEnum):
    FACE_TO_FACE = "face_to_face"
    HOME_VISIT = "home_visit"
    SCHOOL_MEETING = "school_meeting"
    PHONE = "phone"
    VIDEO = "video"
    MESSAGE = "message"
    WRITTEN = "written"
    ACTIVITY = "activity"


class Direction(StrEnum):
    MENTOR_ACTS = "mentor_acts"
    STUDENT_REPORTS = "student_reports"
    STUDENT_RECORDS = "student_records"
    SCHOOL_ACTS = "school_acts"


class DutyKind(StrEnum):
    TALK = "talk"
    FAMILY_CONTACT = "family_contact"
    PHONE_CALL = "phone_call"
    HOME_VISIT = "home_visit"
    FAMILY_GUIDANCE = "family_guidance"
    GROWTH_MESSAGE = "growth_message"
    TERM_COMMENT = "term_comment"
    WEEKLY_REFLECTION = "weekly_reflection"
    READ_REFLECTION = "read_reflection"
    STUDENT_REPORT = "student_report"
    WORK_RECORD = "work_record"
    MENTOR_NOTE = "mentor_note"
    MENTOR_PLAN = "mentor_plan"
    GUIDANCE_PLAN = "guidance_plan"
    STAGE_EVALUATION = "stage_evaluation"
    TRACKING_FILE = "tracking_file"
    GROWTH_ARCHIVE = "growth_archive"
    ACTIVITY = "activity"
    CASE_STUDY = "case_study"
    RESEARCH = "research"
    PARENTS_MEETING = "parents_meeting"
    RECEPTION_DAY = "reception_day"
    AID = "aid"
    SUBJECT_CHOICE = "subject_choice"
    APPLICATION_GUIDANCE = "application_guidance"
    STUDY_GUIDANCE = "study_guidance"
    CARE = "care"
    REPORT_CONCERN = "report_concern"
    RELAY_VIEWS = "relay_views"
    YEAR_SUMMARY = "year_summary"
    QUESTIONNAIRE = "questionnaire"
    TRAINING = "training"
    OTHER = "other"


class WindowAnchor(StrEnum):
    TERM_START = "term_start"
    TERM_END = "term_end"
    HALF_TERM = "half_term"
    EXAM = "exam"
    HOLIDAY = "holiday"
    WEEKDAY = "weekday"
    WEEK_OF_TERM = "week_of_term"
    MONTHS = "months"
    NAMED_DAYS = "named_days"
    PAIRING_START = "pairing_start"
    SCHOOL_YEAR_END = "school_year_end"


class Holidays(StrEnum):
    WINTER = "winter"
    SUMMER = "summer"


class WindowUse(StrEnum):
    """emphasis: above all then. inside: only then. due: to be done by its end."""

    EMPHASIS = "emphasis"
    INSIDE = "inside"
    DUE = "due"


class Weekday(StrEnum):
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Sensitivity(StrEnum):
    OPEN = "open"
    PASTORAL = "pastoral"
    SENSITIVE = "sensitive"
    RESTRICTED = "restricted"
