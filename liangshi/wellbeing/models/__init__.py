"""Concerns, the ladder they climb, what stands around them; cases."""

from .around import Absence, CareLine, HarmReport, Helpline
from .cases import Case, CaseConcern, CaseMember, case_within
from .checkins import StudentCheckIn
from .chronology import CaseAction, CaseEntry, CaseLink, NeverEditedError
from .concerns import Addition, Concern, ConcernAdult, ConcernStudent, Hand, KeptAway
from .glass import BrokenGlass
from .ladder import Climb, ConcernRun, DeadChannelAlert, Tell
from .screening import Screening, ScreeningLevel
from .support import SupportCheck, SupportFile

__all__ = [
    "Absence",
    "Addition",
    "BrokenGlass",
    "CareLine",
    "Case",
    "CaseAction",
    "CaseConcern",
    "CaseEntry",
    "CaseLink",
    "CaseMember",
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
    "NeverEditedError",
    "Screening",
    "ScreeningLevel",
    "StudentCheckIn",
    "SupportCheck",
    "SupportFile",
    "Tell",
    "case_within",
]
