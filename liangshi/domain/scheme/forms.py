"""Forms: typed fields with a purpose and a sensitivity each, author, readers, keeper, retention."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from liangshi.domain.scheme.base import (
    Count,
    FormRef,
    Key,
    Part,
    RoleRef,
    Rule,
    Text,
    TimeLimit,
    broken,
)
from liangshi.domain.scheme.vocabulary import Period, Role, Sensitivity, Weekday


class FormKind(StrEnum):
    AGREEMENT = "agreement"
    WISH = "wish"
    MENTOR_PROFILE = "mentor_profile"
    STUDENT_PROFILE = "student_profile"
    TRACKING_FILE = "tracking_file"
    GUIDANCE_PLAN = "guidance_plan"
    MENTOR_PLAN = "mentor_plan"
    FAMILY_CONTACT = "family_contact"
    HOME_VISIT = "home_visit"
    TALK = "talk"
    WEEKLY_REFLECTION = "weekly_reflection"
    MENTOR_NOTE = "mentor_note"
    STAGE_EVALUATION = "stage_evaluation"
    GROWTH_MESSAGE = "growth_message"
    TERM_COMMENT = "term_comment"
    ACTIVITY = "activity"
    CONCERN = "concern"
    CONCERN_ASSESSMENT = "concern_assessment"
    VIEW_OF_TEACHING = "view_of_teaching"
    QUESTIONNAIRE = "questionnaire"
    APPRAISAL_SHEET = "appraisal_sheet"
    MEETING = "meeting"
    CASE_STUDY = "case_study"
    TRAINING = "training"
    INSPECTION = "inspection"
    WORK_RECORD = "work_record"
    GROWTH_ARCHIVE = "growth_archive"
    YEAR_SUMMARY = "year_summary"
    OTHER = "other"


class FieldType(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    SCALE = "scale"
    DATE = "date"
    DATETIME = "datetime"
    YES_NO = "yes_no"
    PERSON = "person"
    PEOPLE = "people"
    SIGNATURE = "signature"
    FILE = "file"
    PHOTO = "photo"


class FormField(Part):
    """One field of a form."""

    key: Key
    """ASCII key, stable"""
    label: Text
    """what the person reads beside the field"""
    type: FieldType = FieldType.TEXT
    """text, long_text, choice, choices, number, scale, date, datetime, yes_no, person …"""
    required: bool = False
    """whether the form can be filed without it"""
    purpose: str = ""
    """why it is asked; a sensitive field needs one"""
    sensitivity: Sensitivity = Sensitivity.PASTORAL
    """open, pastoral, sensitive (⚠) or restricted"""
    readers: tuple[RoleRef, ...] = ()
    """who may read this field; none means the readers of the form"""
    choices: tuple[Text, ...] = ()
    """for choice and choices: what can be chosen"""
    scale: Count | None = None
    """for scale: the number of points"""
    hint: str = ""
    """a word of help under the field"""

    @model_validator(mode="after")
    def _type_has_its_detail(self) -> FormField:
        if (self.type in (FieldType.CHOICE, FieldType.CHOICES)) != bool(self.choices):
            raise broken("field_detail", key="choices", type=self.type.value)
        if (self.type is FieldType.SCALE) != (self.scale is not None):
            raise broken("field_detail", key="scale", type=self.type.value)
        return self


class RetentionEnd(StrEnum):
    TERM = "term"
    SCHOOL_YEAR = "school_year"
    PAIRING = "pairing"
    GRADUATION = "graduation"
    YEARS_AFTER = "years_after"
    LEGAL = "legal"


class Retention(Part):
    """How long the record is kept and what then becomes of it."""

    until: RetentionEnd
    """term, school_year, pairing, graduation, years_after, legal"""
    years: Count | None = None
    """with years_after: how many years after graduation"""
    handed_to: RoleRef | None = None
    """who receives it at the end, e.g. guardian; none means it is deleted"""

    @model_validator(mode="after")
    def _years_where_needed(self) -> Retention:
        if (self.until is RetentionEnd.YEARS_AFTER) != (self.years is not None):
            raise broken("retention_years")
        return self


class Deadline(Part):
    """When the form is due."""

    weekday: Weekday | None = None
    """handed in on this day of the week"""
    every: Period | None = None
    """by the end of each of these periods"""
    within: TimeLimit | None = None
    """within this time after the event it records"""

    @model_validator(mode="after")
    def _says_when(self) -> Deadline:
        if not (self.weekday or self.every or self.within):
            raise broken("deadline_empty")
        return self


class ChartBy(StrEnum):
    WEEK = "week"
    MONTH = "month"
    HALF_TERM = "half_term"
    EXAM = "exam"


class FormRule(Rule):
    """A form that somebody fills in, or an archive that is composed from others."""

    kind: FormKind
    """which record of the product it stands for; other for a form of the school's own"""
    authors: tuple[RoleRef, ...] = Field(min_length=1)
    """who fills it in"""
    readers: tuple[RoleRef, ...] = ()
    """who may read it besides its authors"""
    fields: tuple[FormField, ...] = ()
    """the fields, in order"""
    deadline: Deadline | None = None
    """when it is due"""
    keeper: RoleRef = Role.SCHOOL.value
    """who keeps it"""
    second_reader: RoleRef | None = None
    """who reads it before it is sent, e.g. homeroom_teacher for growth messages; none means nobody"""
    retention: Retention = Retention(until=RetentionEnd.GRADUATION)
    """how long it is kept"""
    composed_of: tuple[FormRef, ...] = ()
    """an archive: the forms it is composed from; it is never filled in a second time"""
    charts: tuple[ChartBy, ...] = ()
    """charts derived from it: by week, month, half_term, exam"""
    private: bool = False
    """only its author reads it unless shared, e.g. 导师手记"""

    @model_validator(mode="after")
    def _filled_or_composed(self) -> FormRule:
        if bool(self.fields) == bool(self.composed_of):
            raise broken("form_fields_or_parts")
        keys = [field.key for field in self.fields]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise broken("field_twice", keys="、".join(twice))
        return self
