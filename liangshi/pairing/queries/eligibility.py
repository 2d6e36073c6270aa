"""Who may be paired with whom: by grade, class, club, track and relation. The same rule feeds pages and market."""

from django.db.models import Exists, OuterRef, Q

from liangshi.pairing.choices import RoundWay
from liangshi.pairing.models import Candidate, MentorLimit, RoundMentor
from liangshi.pairing.models.mentors import RoundMentorQuerySet
from liangshi.people.models import ClubMembership, DeclaredRelative

_LIMITS = MentorLimit.unscoped.filter(mentor=OuterRef("pk"))


def mentors_for(candidate: Candidate) -> RoundMentorQuerySet:
    """The mentors whom this student may ask."""
    group = candidate.student.class_group
    clubs = ClubMembership.unscoped.filter(student=candidate.student_id).values("club")
    related = DeclaredRelative.unscoped.filter(staff=OuterRef("staff"), student=candidate.student_id)
    rows = RoundMentor.unscoped.filter(
        ~Exists(related),
        _open_to("grade", group.grade_id if group else None),
        _open_to("class_group", group.pk if group else None),
        round=candidate.round_id, track=candidate.track,
    )  # fmt: skip
    if candidate.round.way == RoundWay.CLUB:
        rows = rows.filter(Exists(_LIMITS.filter(club__in=clubs)))
    if candidate.study_group is not None and candidate.study_group.mentor_id is not None:
        rows = rows.filter(pk=candidate.study_group.mentor_id)
    return rows


def _open_to(field: str, value: int | None) -> Q:
    """No limit of this kind, or one that names the value."""
    named = _LIMITS.filter(**{f"{field}__isnull": False})
    return ~Q(Exists(named)) | Q(Exists(named.filter(**{field: value})))


def may_be_asked(candidate: Candidate, mentor: RoundMentor) -> bool:
    """Whether the student may ask this mentor; one statement."""
    return mentors_for(candidate).filter(pk=mentor.pk).exists()
