"""Concerns and cases end one by one: years after the student left and the matter was closed."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils import timezone

from liangshi.domain.growth.retention import Kept, Rule, Way, due_on
from liangshi.wellbeing.models import Case, CaseEntry, Concern, ConcernStudent


def concerned(kind: Kept, students: Collection[int]) -> frozenset[int]:
    """Those of the students of whom a closed matter is kept; one statement."""
    if kind is Kept.CASE:
        cases = Case.unscoped.filter(student__in=students, closed_at__isnull=False)
        return frozenset(cases.values_list("student", flat=True))
    parts = ConcernStudent.unscoped.filter(student__in=students, concern__closed_at__isnull=False)
    return frozenset(parts.values_list("student", flat=True))


def settle(rule: Rule, way: Way, today: date) -> int:
    """End those matters of one student that are due; their number."""
    ended = _ended_cases(rule, way, today) if rule.kind is Kept.CASE else _ended_concerns(rule, way, today)
    return len(ended)


def _due(rule: Rule, way: Way, closed_at: datetime | None, today: date) -> bool:
    on = due_on(rule, way, timezone.localdate(closed_at) if closed_at else None)
    return on is not None and on <= today


def _ended_cases(rule: Rule, way: Way, today: date) -> list[int]:
    closed = Case.unscoped.filter(student=way.student, closed_at__isnull=False).values_list("pk", "closed_at")
    keys = [key for key, at in closed if _due(rule, way, at, today)]
    entries = CaseEntry._base_manager.filter(case__in=keys)
    while entries.filter(answers__isnull=True).delete()[0]:
        """An entry that answers another stands before it: from the last answer back to the first word."""
    Case.unscoped.filter(pk__in=keys).delete()
    return keys


def _ended_concerns(rule: Rule, way: Way, today: date) -> list[int]:
    """The student's part; the concern itself goes when it is about no other child."""
    parts = ConcernStudent.unscoped.filter(student=way.student, concern__closed_at__isnull=False)
    rows = parts.values_list("pk", "concern", "concern__closed_at")
    due = [(part, concern) for part, concern, at in rows if _due(rule, way, at, today)]
    ConcernStudent.unscoped.filter(pk__in=[part for part, _concern in due]).delete()
    keys = [concern for _part, concern in due]
    shared = ConcernStudent.unscoped.filter(concern__in=keys, student__isnull=False).values("concern")
    Concern.unscoped.filter(pk__in=keys).exclude(pk__in=shared).delete()
    return keys
