"""The hats that people wear."""

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
    BUREAU_ADMINISTRATOR = "bureau_administrator"


APPOINTED = frozenset({Role.ADMINISTRATOR, Role.PRINCIPAL, Role.COORDINATOR, Role.GRADE_LEAD, Role.COUNSELLOR})
"""Roles that a school gives by name; the others are derived from classes, pairings and families, or of a bureau."""

OF_BUREAUS = frozenset({Role.OFFICER, Role.BUREAU_ADMINISTRATOR})
"""Roles for a region: who reads and reviews, and who keeps its regions, schools and officers and reads nothing."""

WHOLE_SCHOOL = frozenset({Role.ADMINISTRATOR, Role.PRINCIPAL, Role.COORDINATOR, Role.COUNSELLOR})
"""Roles that reach every student of their school."""
