"""Pairs of before that could go on in a round."""

from dataclasses import dataclass
from datetime import timedelta

from liangshi.pairing.models import Candidate, KeptPair, Pairing, Round, RoundMentor
from liangshi.people.models import DeclaredRelative

LOOK_BACK = timedelta(days=120)
"""A pairing that ended within this time before the new one begins is one of before."""


@dataclass(frozen=True, slots=True)
class FormerPair:
    """A pairing of before whose student and mentor are both in the round; keys."""

    pairing: int
    candidate: int
    mentor: int


def former_pairs(round_: Round) -> tuple[FormerPair, ...]:
    """Pairs of before not yet taken over, as many for each student as mentors are wanted; five statements."""
    mentors = {
        (staff, track): pk
        for pk, staff, track in RoundMentor.unscoped.filter(round=round_).values_list("pk", "staff", "track")
    }
    rows = Candidate.unscoped.taking_part().filter(round=round_)
    candidates = {
        (student, track): (pk, need) for pk, student, track, need in rows.values_list("pk", "student", "track", "need")
    }
    taken = set(KeptPair.unscoped.filter(round=round_).values_list("candidate", "mentor"))
    related = set(DeclaredRelative.unscoped.filter(school=round_.school_id).values_list("staff", "student"))
    found: dict[tuple[int, int], FormerPair] = {}
    count: dict[int, int] = {}
    for pairing, student, staff, track in _recent(round_):
        candidate, need = candidates.get((student, track), (0, 0))
        mentor = mentors.get((staff, track))
        if not candidate or mentor is None or (candidate, mentor) in taken or (staff, student) in related:
            continue
        if (candidate, mentor) not in found and count.get(candidate, 0) < need:
            found[candidate, mentor] = FormerPair(pairing, candidate, mentor)
            count[candidate] = count.get(candidate, 0) + 1
    return tuple(found.values())


def _recent(round_: Round) -> list[tuple[int, int, int, str]]:
    rows = Pairing.unscoped.on(round_.starts_on - timedelta(days=1)) | Pairing.unscoped.filter(
        ends_on__gt=round_.starts_on - LOOK_BACK, starts_on__lt=round_.starts_on
    )
    rows = rows.filter(school=round_.school_id, end_reason="").order_by("-starts_on", "pk")
    return list(rows.values_list("pk", "student_id", "mentor_id", "track"))
