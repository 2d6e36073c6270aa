"""Questions about people and organisation; accounts have their own module."""

from .calendar import (
    Month,
    SeedState,
    months_of,
    seed_states,
)
from .classes import (
    Matrix,
    MatrixRow,
    classes_of,
    in_usual_order,
    teachers_of,
    teaching_matrix,
)
from .clubs import clubs_of_year
from .figures import OfficeFigures, office_figures
from .naming import (
    named,
)
from .promotion import (
    planned_promotion,
    promoted_enrolments,
)
from .roles import (
    appointments,
)
from .staff import (
    STAFF_ORDERS,
    ProfilePart,
    StaffFilter,
    assignments_of,
    homerooms_of,
    missing_in_profile,
    relatives_declared,
    staff_list,
    subjects_in_use,
)
from .students import (
    STUDENT_ORDERS,
    StudentFilter,
    StudentPage,
    clubs_of,
    facts_of,
    guardians_of,
    own_students,
    student_list,
    student_page,
)
from .years import (
    current_year,
)

__all__ = [
    "STAFF_ORDERS",
    "STUDENT_ORDERS",
    "Matrix",
    "MatrixRow",
    "Month",
    "OfficeFigures",
    "ProfilePart",
    "SeedState",
    "StaffFilter",
    "StudentFilter",
    "StudentPage",
    "appointments",
    "assignments_of",
    "classes_of",
    "clubs_of",
    "clubs_of_year",
    "current_year",
    "facts_of",
    "guardians_of",
    "homerooms_of",
    "in_usual_order",
    "missing_in_profile",
    "months_of",
    "named",
    "office_figures",
    "own_students",
    "planned_promotion",
    "promoted_enrolments",
    "relatives_declared",
    "seed_states",
    "staff_list",
    "student_list",
    "student_page",
    "subjects_in_use",
    "teachers_of",
    "teaching_matrix",
]
