"""Concerns, the ladder they climb, what stands around them; cases."""

from .around import Absence, CareLine, HarmReport, Helpline
from .concerns import Addition, Concern, ConcernAdult, ConcernStudent, Hand, KeptAway
from .ladder import Climb, ConcernRun, DeadChannelAlert, Tell

__all__ = [
    "Absence",
    "Addition",
    "CareLine",
    "Climb",
    "Concern",
    "ConcernAdult",
    "ConcernRun",
    "ConcernStudent",
    "DeadChannelAlert",
    "Hand",
    "HarmReport",
    "Helpline",
    "KeptAway",
    "Tell",
]
