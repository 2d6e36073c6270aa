"""Forms of the meetings app."""

from .meetings import ItemForm, MinutesForm, PlanForm, SettleForm, TaskForm, WhenForm, typed_so_far
from .refusals import ACTING

__all__ = ["ACTING", "ItemForm", "MinutesForm", "PlanForm", "SettleForm", "TaskForm", "WhenForm", "typed_so_far"]
