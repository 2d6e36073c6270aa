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


APPOINTED = frozenset({Role.ADMINISTRATOR, Role.PRINCIPAL, Role.COORDINATOR, Role.GRADE_LEAD, Role.COUNSELLOR})
"""Roles that a school gives by name; the others are derived from classes, pairings and families."""

WHOLE_SCHOOL = frozenset({Role.ADMINISTRATOR, Role.PRINCIPAL, Role.COORDINATOR, Role.COUNSELLOR})
"""Roles that reach every student of their school."""
