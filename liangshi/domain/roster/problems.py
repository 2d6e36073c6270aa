"""Problems found in a roster, as codes and parameters; the words live at the edge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .grid import Place


class Severity(StrEnum):
    """What a problem does: an error stops the import, a question waits for an answer, a remark informs."""

    ERROR = "error"
    QUESTION = "question"
    REMARK = "remark"


class Code(StrEnum):
    """Every problem that reading or planning a roster can name."""

    NOTHING_RECOGNISED = "nothing_recognised"
    SHEET_SKIPPED = "sheet_skipped"
    SHEET_HIDDEN = "sheet_hidden"
    COLUMN_MISSING = "column_missing"
    COLUMN_TWICE = "column_twice"
    FOOTER_SKIPPED = "footer_skipped"

    CELL_ERROR = "cell_error"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    NAME_MISSING = "name_missing"
    NAME_ODD = "name_odd"
    ID_ROUNDED = "id_rounded"
    ID_MAYBE_ROUNDED = "id_maybe_rounded"
    ID_SCIENTIFIC = "id_scientific"
    ID_BECAME_DATE = "id_became_date"
    ID_UNREADABLE = "id_unreadable"
    TEXT_TOO_LONG = "text_too_long"
    PHONE_UNREADABLE = "phone_unreadable"
    PHONE_SEVERAL = "phone_several"
    GUARDIAN_WITHOUT_PHONE = "guardian_without_phone"
    GENDER_UNKNOWN = "gender_unknown"
    BOARDING_UNKNOWN = "boarding_unknown"
    RELATION_UNKNOWN = "relation_unknown"
    MENTOR_STATUS_UNKNOWN = "mentor_status_unknown"
    MENTOR_REASON_MISSING = "mentor_reason_missing"
    SUBJECT_MISSING = "subject_missing"
    TEACHER_MISSING = "teacher_missing"
    CLUB_MISSING = "club_missing"

    CLASS_MISSING = "class_missing"
    CLASS_BECAME_DATE = "class_became_date"
    CLASS_NEEDS_GRADE = "class_needs_grade"
    CLASS_WITHOUT_NUMBER = "class_without_number"
    COHORT_AMBIGUOUS = "cohort_ambiguous"
    COHORT_OUTSIDE = "cohort_outside"
    GRADE_UNKNOWN = "grade_unknown"
    GRADE_OUTSIDE = "grade_outside"
    GRADE_DIFFERS = "grade_differs"
    CLASS_NEW = "class_new"

    SAME_ROW_TWICE = "same_row_twice"
    ROWS_JOINED = "rows_joined"
    ROWS_DISAGREE = "rows_disagree"
    SAME_NAME = "same_name"
    WHICH_OF_SAME_NAME = "which_of_same_name"
    NEW_NUMBER = "new_number"
    MAYBE_MOVED = "maybe_moved"
    RENAMED = "renamed"
    MANY_RENAMED = "many_renamed"
    STAFF_UNKNOWN = "staff_unknown"
    STAFF_AMBIGUOUS = "staff_ambiguous"
    STUDENT_UNKNOWN = "student_unknown"
    STUDENT_AMBIGUOUS = "student_ambiguous"


QUESTIONS = frozenset({Code.SAME_NAME, Code.NEW_NUMBER, Code.MANY_RENAMED})

REMARKS = frozenset(
    {
        Code.SHEET_SKIPPED,
        Code.SHEET_HIDDEN,
        Code.FOOTER_SKIPPED,
        Code.NAME_ODD,
        Code.ID_MAYBE_ROUNDED,
        Code.PHONE_UNREADABLE,
        Code.PHONE_SEVERAL,
        Code.GUARDIAN_WITHOUT_PHONE,
        Code.GENDER_UNKNOWN,
        Code.BOARDING_UNKNOWN,
        Code.RELATION_UNKNOWN,
        Code.CLASS_NEW,
        Code.SAME_ROW_TWICE,
        Code.ROWS_JOINED,
        Code.MAYBE_MOVED,
        Code.RENAMED,
    }
)

Param = str | int


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem at one place. `asks` is the key under which a policy answers a question."""

    code: Code
    place: Place
    params: Mapping[str, Param] = field(default_factory=dict)
    asks: str = ""

    @property
    def severity(self) -> Severity:
        """How the problem weighs."""
        if self.code in QUESTIONS:
            return Severity.QUESTION
        return Severity.REMARK if self.code in REMARKS else Severity.ERROR

    @property
    def stops(self) -> bool:
        """Whether nothing may be applied while it stands."""
        return self.severity is not Severity.REMARK
