"""All rows from which a market is made, in a fixed number of statements whatever the size of the school."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from liangshi.pairing.choices import Answer, KeptTreatment, ListState, NominationKind, NominationState, Ruling
from liangshi.pairing.models import (
    Acceptance,
    Candidate,
    KeptPair,
    MentorLimit,
    Nomination,
    Preference,
    Round,
    RoundMentor,
)
from liangshi.pairing.models.candidates import CandidateQuerySet
from liangshi.people.models import ClubMembership, DeclaredRelative, TeachingAssignment


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A candidate with what the market asks of the student."""

    pk: int
    student: int
    student_id: str
    track: str
    need: int
    gender: str
    boarding: bool
    interests: list[str]
    needs: list[str]
    languages: list[str]
    class_group: int | None
    class_id: str | None
    homeroom: int | None
    grade: int | None
    level: int | None
    group_mentor: int | None
    help_wanted: list[str] | None


@dataclass(frozen=True, slots=True)
class MentorRow:
    """A mentor with what the market asks of the member of staff."""

    pk: int
    mentor_id: str
    staff: int
    quota: int
    minimum: int
    caps: list[dict[str, Any]]
    track: str
    strengths: list[str]
    subjects: list[str]
    interests: list[str]
    languages: list[str]


Links = dict[int, set[int]]


@dataclass(frozen=True, slots=True)
class MarketRows:
    """Rows by the keys that join them. `wishes` are in rank order; `ranks` and `declines` by mentor."""

    candidates: tuple[CandidateRow, ...]
    mentors: tuple[MentorRow, ...]
    mentor_grades: Links
    mentor_classes: Links
    mentor_clubs: Links
    wishes: dict[int, list[int]]
    ranks: dict[int, list[tuple[int, int]]]
    declines: dict[int, list[tuple[int, str]]]
    kept: tuple[tuple[int, int, str], ...]
    relatives: Links
    categories: dict[int, set[str]]
    clubs: Links
    taught: Links


def market_rows(round_: Round, day: date) -> MarketRows:
    """Everything that counts in the round on `day`; twelve statements."""
    answers = _answers(round_)
    limits = MentorLimit.unscoped.filter(mentor__round=round_)
    return MarketRows(
        candidates=_candidates(round_),
        mentors=_mentors(round_),
        mentor_grades=_pairs(limits.filter(grade__isnull=False), "mentor_id", "grade_id"),
        mentor_classes=_pairs(limits.filter(class_group__isnull=False), "mentor_id", "class_group_id"),
        mentor_clubs=_pairs(limits.filter(club__isnull=False), "mentor_id", "club_id"),
        wishes=_wishes(round_),
        ranks=answers[0],
        declines=answers[1],
        kept=_kept(round_),
        relatives=_pairs(DeclaredRelative.unscoped.filter(school=round_.school_id), "student_id", "staff_id"),
        categories=_categories(round_, day),
        clubs=_pairs(ClubMembership.unscoped.filter(club__round_links__round=round_), "student_id", "club_id"),
        taught=_pairs(
            TeachingAssignment.unscoped.filter(class_group__year=round_.year_id), "class_group_id", "staff_id"
        ),
    )


def _taking_part(round_: Round) -> CandidateQuerySet:
    return Candidate.unscoped.taking_part().filter(round=round_)


def _candidates(round_: Round) -> tuple[CandidateRow, ...]:
    rows = _taking_part(round_).order_by("student__public_id", "track")
    fields = rows.values_list(
        "pk", "student_id", "student__public_id", "track", "need", "student__gender", "student__boarding",
        "student__interests", "student__needs", "student__languages", "student__class_group_id",
        "student__class_group__public_id", "student__class_group__homeroom_teacher_id",
        "student__class_group__grade_id", "student__class_group__grade__level", "study_group__mentor_id",
        "wishes__help_wanted",
    )  # fmt: skip
    return tuple(CandidateRow(*row) for row in fields)


def _mentors(round_: Round) -> tuple[MentorRow, ...]:
    """All mentors of the round; who has left the school since the list was made has no places any more."""
    rows = RoundMentor.unscoped.filter(round=round_).order_by("public_id")
    fields = rows.values_list(
        "pk", "public_id", "staff_id", "quota", "minimum", "caps", "track", "strengths", "staff__subjects",
        "staff__interests", "staff__languages", "staff__left_on",
    )  # fmt: skip
    found = [(MentorRow(*row), left_on) for *row, left_on in fields]
    return tuple(row if left_on is None else replace(row, quota=0, minimum=0, caps=[]) for row, left_on in found)


def _pairs(rows: Any, key: str, value: str) -> Links:
    links: Links = defaultdict(set)
    pairs: Iterable[tuple[int, int]] = rows.order_by().values_list(key, value)
    for left, right in pairs:
        links[left].add(right)
    return dict(links)


def _wishes(round_: Round) -> dict[int, list[int]]:
    rows = Preference.unscoped.filter(
        preferences__candidate__in=_taking_part(round_),
        preferences__state=ListState.SUBMITTED,
    ).order_by("preferences", "rank")
    wishes: dict[int, list[int]] = defaultdict(list)
    for candidate, mentor in rows.values_list("preferences__candidate_id", "mentor_id"):
        wishes[candidate].append(mentor)
    return dict(wishes)


def _answers(round_: Round) -> tuple[dict[int, list[tuple[int, int]]], dict[int, list[tuple[int, str]]]]:
    rows = Acceptance.unscoped.filter(mentor__round=round_, candidate__in=_taking_part(round_))
    ranks: dict[int, list[tuple[int, int]]] = defaultdict(list)
    declines: dict[int, list[tuple[int, str]]] = defaultdict(list)
    fields = rows.order_by("candidate__student__public_id", "candidate__track").values_list(
        "mentor_id", "candidate_id", "answer", "rank", "decline_reason", "ruling"
    )
    for mentor, candidate, answer, rank, reason, ruling in fields:
        if answer == Answer.DECLINE and ruling != Ruling.REFUSED:
            declines[mentor].append((candidate, reason))
        elif rank is not None:
            ranks[mentor].append((candidate, rank))
    return dict(ranks), dict(declines)


def _kept(round_: Round) -> tuple[tuple[int, int, str], ...]:
    rows = KeptPair.unscoped.filter(
        round=round_, candidate__in=_taking_part(round_), mentor__staff__left_on__isnull=True
    )
    rows = rows.exclude(treatment=KeptTreatment.RELEASE).order_by("pk")
    return tuple(rows.values_list("candidate_id", "mentor_id", "treatment"))


def _categories(round_: Round, day: date) -> dict[int, set[str]]:
    rows = Nomination.unscoped.filter(
        school=round_.school_id, kind=NominationKind.CATEGORY, state=NominationState.CONFIRMED, expires_on__gt=day
    )
    categories: dict[int, set[str]] = defaultdict(set)
    for student, category in rows.order_by().values_list("student_id", "category"):
        categories[student].add(category)
    return dict(categories)
