"""The scheme language: a school's scheme (方案) as dated, checked, readable data.

The model is frozen pydantic; every part lives in its own module. `Scheme` is the whole document.
"""

from liangshi.domain.scheme.base import Gap, Keep, Part, Rule, Source, TimeLimit
from liangshi.domain.scheme.duties import (
    BundleRule,
    Coverage,
    DutyRule,
    Override,
    Rhythm,
    Session,
    Sharing,
    Window,
)
from liangshi.domain.scheme.model import Scheme
from liangshi.domain.scheme.moments import FollowUp, MomentRule, Told, Trigger
from liangshi.domain.scheme.vocabulary import (
    Channel,
    Direction,
    DutyKind,
    Manner,
    Obligation,
    Per,
    Period,
    Role,
    Weekday,
    WindowAnchor,
    WindowUse,
)

__all__ = [
    "BundleRule",
    "Channel",
    "Coverage",
    "Direction",
    "DutyKind",
    "DutyRule",
    "FollowUp",
    "Gap",
    "Keep",
    "Manner",
    "MomentRule",
    "Obligation",
    "Override",
    "Part",
    "Per",
    "Period",
    "Rhythm",
    "Role",
    "Rule",
    "Scheme",
    "Session",
    "Sharing",
    "Source",
    "TimeLimit",
    "Told",
    "Trigger",
    "Weekday",
    "Window",
    "WindowAnchor",
    "WindowUse",
]
