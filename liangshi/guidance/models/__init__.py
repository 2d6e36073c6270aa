"""Tables of guidance."""

from .evaluations import Evaluation, EvaluationAnswer
from .plans import Goal, PlanVersion
from .portfolio import Piece
from .reflections import Reflection
from .requests import ProblemReport, TalkRequest

__all__ = [
    "Evaluation",
    "EvaluationAnswer",
    "Goal",
    "Piece",
    "PlanVersion",
    "ProblemReport",
    "Reflection",
    "TalkRequest",
]
