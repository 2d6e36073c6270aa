"""What can be done to imports."""

from .applying import AlreadyAppliedError, PlanChangedError, apply_batch, carry_out
from .choosing import NotOpenError, answer_questions, choose_columns, discard_batch
from .exporting import csv_file, roster_file, template_file
from .forgetting import forget_imports
from .previewing import prepare, read_batch
from .problem_file import problems_file
from .undoing import TouchedSinceError, undo_batch
from .uploading import NoYearError, take_file

__all__ = [
    "AlreadyAppliedError",
    "NoYearError",
    "NotOpenError",
    "PlanChangedError",
    "TouchedSinceError",
    "answer_questions",
    "apply_batch",
    "carry_out",
    "choose_columns",
    "csv_file",
    "discard_batch",
    "forget_imports",
    "prepare",
    "problems_file",
    "read_batch",
    "roster_file",
    "take_file",
    "template_file",
    "undo_batch",
]
