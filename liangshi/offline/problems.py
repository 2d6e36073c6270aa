"""What can be wrong with a school's workbook: codes with parameters and a place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from liangshi.domain.roster.grid import NOWHERE, Place


class Code(StrEnum):
    """Every problem that reading a workbook can name."""

    SHEET_MISSING = "sheet_missing"
    SHEET_TWICE = "sheet_twice"
    SHEET_EMPTY = "sheet_empty"
    HEADER_MISSING = "header_missing"
    COLUMN_MISSING = "column_missing"
    COLUMN_TWICE = "column_twice"
    COLUMN_UNKNOWN = "column_unknown"
    EXAMPLE_LEFT = "example_left"
    FOOTER_SKIPPED = "footer_skipped"

    VALUE_MISSING = "value_missing"
    CELL_ERROR = "cell_error"
    ID_ROUNDED = "id_rounded"
    ID_SCIENTIFIC = "id_scientific"
    ID_BECAME_DATE = "id_became_date"
    ID_UNREADABLE = "id_unreadable"
    BAR = "bar"
    NUMBER_TWICE = "number_twice"
    NOT_A_NUMBER = "not_a_number"
    CHOICE_UNKNOWN = "choice_unknown"
    TEXT_BECAME_DATE = "text_became_date"

    GRADE_DIFFERS = "grade_differs"
    GRADE_UNKNOWN = "grade_unknown"
    CLASS_UNKNOWN = "class_unknown"
    CLASS_AMBIGUOUS = "class_ambiguous"
    PRIORITY_UNKNOWN = "priority_unknown"
    CODE_MISSING = "code_missing"
    CIRCLE_UNKNOWN = "circle_unknown"
    CIRCLE_AMBIGUOUS = "circle_ambiguous"
    TRACK_MISSING = "track_missing"
    TRACK_UNKNOWN = "track_unknown"
    TRACKS_AT_ONCE = "tracks_at_once"
    TRACK_NOT_NEEDED = "track_not_needed"
    KEPT_TRACK = "kept_track"

    MENTOR_UNKNOWN = "mentor_unknown"
    MENTOR_AMBIGUOUS = "mentor_ambiguous"
    MENTOR_OUT = "mentor_out"
    NAMESAKE_WITHOUT_NUMBER = "namesake_without_number"
    STUDENT_UNKNOWN = "student_unknown"
    STUDENT_AMBIGUOUS = "student_ambiguous"

    WISHED_TWICE = "wished_twice"
    TOO_MANY_WISHES = "too_many_wishes"
    WISH_INELIGIBLE = "wish_ineligible"
    NO_WISHES = "no_wishes"
    NOBODY_ELIGIBLE = "nobody_eligible"

    MINIMUM_ABOVE_QUOTA = "minimum_above_quota"
    CAP_UNREADABLE = "cap_unreadable"
    CAP_UNKNOWN = "cap_unknown"
    CAP_TWICE = "cap_twice"
    CAPS_CROSS = "caps_cross"

    OPINION_TWICE = "opinion_twice"
    ORDER_MISSING = "order_missing"
    REASON_MISSING = "reason_missing"
    TOO_MANY_DECLINES = "too_many_declines"

    KEPT_TWICE = "kept_twice"
    KEPT_INELIGIBLE = "kept_ineligible"
    KEPT_OVER_NEED = "kept_over_need"
    KEPT_OVER_CAP = "kept_over_cap"

    RULE_UNKNOWN = "rule_unknown"
    RULE_TWICE = "rule_twice"
    DIGEST_UNREADABLE = "digest_unreadable"
    SEED_MISSING = "seed_missing"
    COMMIT_DIFFERS = "commit_differs"
    WEIGHTS_TOO_LARGE = "weights_too_large"
    MARKET = "market"


REMARKS = frozenset(
    {
        Code.COLUMN_UNKNOWN,
        Code.FOOTER_SKIPPED,
        Code.WISH_INELIGIBLE,
        Code.NO_WISHES,
        Code.NOBODY_ELIGIBLE,
        Code.MENTOR_OUT,
        Code.TRACK_NOT_NEEDED,
    }
)
"""What does not stop the matching, but should be looked at."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem at one place."""

    code: Code
    place: Place = NOWHERE
    params: Mapping[str, str | int | tuple[str, ...]] = field(default_factory=dict)

    @property
    def stops(self) -> bool:
        """Whether nothing may be computed while it stands."""
        return self.code not in REMARKS


class Notes:
    """The problems found so far; reading goes on after each."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._seen: set[tuple[Code, Place, str]] = set()

    def add(self, code: Code, place: Place = NOWHERE, **params: str | int | tuple[str, ...]) -> None:
        """Note one problem, once however often its cell is looked at."""
        key = (code, place, repr(params))
        if key not in self._seen:
            self._seen.add(key)
            self.problems.append(Problem(code, place, params))

    def in_order(self) -> list[Problem]:
        """As one goes through the workbook: sheet after sheet, row after row."""
        sheets = list(dict.fromkeys(problem.place.sheet for problem in self.problems))

        def key(problem: Problem) -> tuple[int, int, int, str]:
            place = problem.place
            return sheets.index(place.sheet), place.row, len(place.column), place.column

        return sorted(self.problems, key=key)

    @property
    def stop(self) -> bool:
        """Whether anything found so far stops the matching."""
        return any(problem.stops for problem in self.problems)
