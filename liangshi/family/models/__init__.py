"""Preferences of families, appointments, messages, private calendar feeds."""

from .appointments import Appointment, AppointmentGuardian, AppointmentStaff, AppointmentStep, AppointmentTime
from .feeds import CalendarFeed
from .messages import Message, Thread
from .preferences import VisitPreference

__all__ = [
    "Appointment",
    "AppointmentGuardian",
    "AppointmentStaff",
    "AppointmentStep",
    "AppointmentTime",
    "CalendarFeed",
    "Message",
    "Thread",
    "VisitPreference",
]
