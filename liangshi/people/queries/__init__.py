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
from .naming import (
    named,
)
from .promotion import (
    planned_promotion,
)
from .roles import (
    appointments,
)
from .staff import (
    STAFF_ORDERS,
    StaffFilter,
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
    "SeedState",
    "StaffFilter",
    "StudentFilter",
    "StudentPage",
    "appointments",
    "classes_of",
    "clubs_of",
    "current_year",
    "facts_of",
    "guardians_of",
    "in_usual_order",
    "months_of",
    "named",
    "planned_promotion",
    "relatives_declared",
    "seed_states",
    "staff_list",
    "student_list",
    "student_page",
    "subjects_in_use",
    "teachers_of",
    "teaching_matrix",
]
