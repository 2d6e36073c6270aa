"""Forms of the meetings app."""

from .meetings import ItemForm, MinutesForm, PlanForm, SettleForm, TaskForm, refusal_words

__all__ = ["ItemForm", "MinutesForm", "PlanForm", "SettleForm", "TaskForm", "refusal_words"]
