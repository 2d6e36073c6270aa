"""The life of a round, from its phases to the agreements."""

from .agreements import Agreement, AgreementSignature, ChangeRequest
from .candidates import Candidate, Nomination, StudyGroup
from .draws import Draw, SealKey, Told
from .mentors import MentorApplication, MentorLimit, RoundMentor
from .pairings import Pairing
from .results import ClosedInput, ManualChange, Solution
from .rounds import Phase, PhaseChange, Round, RoundClub, RoundGrade
from .wishes import Acceptance, KeptPair, Preference, PreferenceList

__all__ = [
    "Acceptance",
    "Agreement",
    "AgreementSignature",
    "Candidate",
    "ChangeRequest",
    "ClosedInput",
    "Draw",
    "KeptPair",
    "ManualChange",
    "MentorApplication",
    "MentorLimit",
    "Nomination",
    "Pairing",
    "Phase",
    "PhaseChange",
    "Preference",
    "PreferenceList",
    "Round",
    "RoundClub",
    "RoundGrade",
    "RoundMentor",
    "SealKey",
    "Solution",
    "StudyGroup",
    "Told",
]
