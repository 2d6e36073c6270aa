"""The list of mentors as students, guardians and colleagues read it."""

from dataclasses import dataclass

from liangshi.domain.access import Viewer
from liangshi.pairing.models import Candidate, Round, RoundMentor
from liangshi.pairing.models.mentors import RoundMentorQuerySet
from liangshi.pairing.queries.eligibility import mentors_for


@dataclass(frozen=True, slots=True)
class MentorFilter:
    """What is looked for."""

    text: str = ""
    subject: str = ""
    strength: str = ""


def published_mentors(viewer: Viewer, round_: Round, wanted: MentorFilter) -> RoundMentorQuerySet:
    """Mentors of the round in order of name, without any number that compares them."""
    rows: RoundMentorQuerySet = RoundMentor.objects.visible_to(viewer).filter(round=round_).select_related("staff")
    if round_.mentors_published_at is None and viewer.staff is None:
        return rows.none()
    candidate = own_candidate(viewer, round_)
    if candidate is not None:
        rows = rows.filter(pk__in=list(mentors_for(candidate)))
    if wanted.text:
        rows = rows.filter(staff__name__contains=wanted.text)
    if wanted.subject or wanted.strength:
        rows = rows.filter(pk__in=_able(rows, wanted))
    return rows.order_by("staff__sort_key", "pk")


def _able(rows: RoundMentorQuerySet, wanted: MentorFilter) -> list[int]:
    """Mentors with the subject and the strength; looked through here, since databases differ in stored lists."""
    return [
        pk
        for pk, subjects, strengths in rows.values_list("pk", "staff__subjects", "strengths")
        if (not wanted.subject or wanted.subject in subjects) and (not wanted.strength or wanted.strength in strengths)
    ]


def own_candidate(viewer: Viewer, round_: Round) -> Candidate | None:
    """The student's own line in the round; with two tracks the first."""
    if viewer.student is None:
        return None
    rows = Candidate.unscoped.taking_part().filter(round=round_, student=viewer.student)
    return rows.select_related("round", "student__class_group", "study_group").order_by("track").first()
