"""Whom a round concerns: the accounts of its students, their guardians and its mentors."""

from typing import Any

from django.db.models import Q, QuerySet

from liangshi.pairing.models import Candidate, Round, RoundMentor
from liangshi.people.models import Account, Guardianship


def families_of(students: Any) -> Q:
    """Accounts of these students and of their guardians."""
    guardians = Guardianship.unscoped.filter(student__in=students).values("guardian__account")
    return Q(student__in=students) | Q(pk__in=guardians)


def everybody_of(round_: Round) -> QuerySet[Account]:
    """Students, guardians and mentors of a round who can sign in."""
    students = Candidate.unscoped.taking_part().filter(round=round_).values("student")
    mentors = RoundMentor.unscoped.filter(round=round_).values("staff__account")
    rows: QuerySet[Account] = Account.objects.filter(families_of(students) | Q(pk__in=mentors), is_active=True)
    return rows.distinct()
