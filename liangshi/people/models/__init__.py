"""Regions, schools, years, classes, clubs, accounts, staff, students, guardians, roles."""

from .accounts import Account, RoleAppointment
from .calendar import AcademicYear, CalendarDay, CalendarSeeding, Term
from .classes import ClassGroup, Club, ClubMembership, Grade, TeachingAssignment
from .families import Guardian, Guardianship
from .places import Campus, Region, School
from .staff import DeclaredRelative, LeadershipLevel, LeadershipPost, Staff
from .students import Enrolment, Student

__all__ = [
    "AcademicYear",
    "Account",
    "CalendarDay",
    "CalendarSeeding",
    "Campus",
    "ClassGroup",
    "Club",
    "ClubMembership",
    "DeclaredRelative",
    "Enrolment",
    "Grade",
    "Guardian",
    "Guardianship",
    "LeadershipLevel",
    "LeadershipPost",
    "Region",
    "RoleAppointment",
    "School",
    "Staff",
    "Student",
    "TeachingAssignment",
    "Term",
]
