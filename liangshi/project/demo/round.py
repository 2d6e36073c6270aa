"""A round in mid-course: mentors are listed, two students in three have handed in their wishes, the phase is open."""

from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer
from liangshi.domain.vocabulary import GUIDANCE_FIELDS
from liangshi.pairing.choices import ApplicationState, ListState, NominationKind, PhaseKind, RoundWay, Track
from liangshi.pairing.models import Candidate, MentorApplication, Phase, Preference, PreferenceList, Round, RoundMentor
from liangshi.pairing.queries.terms import phases_for, terms_of
from liangshi.pairing.services.applications import (
    ApplicationDraft,
    Decision,
    apply_as_mentor,
    decide_application,
    publish_mentors,
)
from liangshi.pairing.services.nominations import NominationDraft, nominate
from liangshi.pairing.services.rounds import RoundDraft, create_round, start_round
from liangshi.people.choices import MentorStatus
from liangshi.people.models import Student
from liangshi.project.demo.people import DemoSchool
from liangshi.schemes.queries import scheme_on

DAYS_INTO_WISHES = 2
SHARE_OF_LISTS = 0.66
VISITORS = 5
"""The first students have not chosen yet, so that whoever tries the demo can."""
ABOUT_MENTOR = ("希望老师有耐心", "希望能一起打球", "希望常和我聊聊学习方法", "希望老师幽默一点", "")


def build_round(demo: DemoSchool, by: Viewer, now: datetime) -> Round:
    """The round of this academic year, laid out so that the wishes opened two days ago."""
    round_ = create_round(by=by, school=demo.school.pk, draft=_draft(demo, now), now=now)
    start_round(by=by, round_=round_, now=now)
    _mentors(demo, round_, by)
    _wishes(demo, round_, now)
    _named(demo, by, now)
    return round_


def _draft(demo: DemoSchool, now: datetime) -> RoundDraft:
    scheme = scheme_on(demo.school.pk, demo.year.starts_on)
    terms = terms_of(scheme)
    before = 0
    for kind in phases_for(RoundWay.TWO_SIDED, scheme):
        if kind == PhaseKind.WISH:
            break
        before += max(terms.days[kind], 1)
    return RoundDraft(
        name=f"{demo.year.name}师生匹配", year=demo.year, way=RoundWay.TWO_SIDED, grades=tuple(demo.grades), clubs=(),
        tracks=(), longest_list=5, quota=13, minimum=3, most_declines=terms.most_declines, mentors_see_order=False,
        draw_notice="填报截止后第二天上午十点，在校门口公开抽取六位数字", starts_on=demo.year.starts_on,
        ends_on=demo.year.ends_on, first_day=timezone.localdate(now) - timedelta(days=before + DAYS_INTO_WISHES),
    )  # fmt: skip


def _mentors(demo: DemoSchool, round_: Round, by: Viewer) -> None:
    opened: datetime = Phase.unscoped.get(round=round_, kind=PhaseKind.APPLY).opens_at
    at = opened + timedelta(hours=1)
    for staff in demo.staff:
        if staff.mentor_status != MentorStatus.ELIGIBLE or staff.account is None:
            continue
        draft = ApplicationDraft(quota=13, strengths=tuple(staff.strengths), tracks=(), note="")
        mentor = viewer_of(staff.account, timezone.localdate(at))
        apply_as_mentor(by=mentor, round_=round_, staff=staff, draft=draft, now=at)
    for application in MentorApplication.unscoped.filter(round=round_).select_related("staff__account", "round"):
        decision = Decision(state=ApplicationState.APPROVED, quota=13, track=Track.WHOLE, reason="")
        decide_application(by=by, application=application, decision=decision, now=at)
    publish_mentors(by=by, round_=round_, now=at)


def _wishes(demo: DemoSchool, round_: Round, now: datetime) -> None:
    """Lists of wishes: well-known teachers are named more often, and those of the own class."""
    random = demo.random
    mentors = list(RoundMentor.unscoped.filter(round=round_).order_by("pk"))
    liked = {mentor.pk: random.expovariate(1) + 0.2 for mentor in mentors}
    candidates = Candidate.unscoped.filter(round=round_).order_by("student__number")
    visitors = {student.pk for student in demo.students[:VISITORS]}
    chosen = [c for c in candidates if c.student_id not in visitors and random.random() < SHARE_OF_LISTS]
    lists = PreferenceList.unscoped.bulk_create(
        PreferenceList(
            school_id=round_.school_id, candidate=candidate, state=ListState.SUBMITTED,
            help_wanted=random.sample(GUIDANCE_FIELDS, 1), about_mentor=random.choice(ABOUT_MENTOR),
            saved_at=now, submitted_at=now,
        )
        for candidate in chosen
    )  # fmt: skip
    Preference.unscoped.bulk_create(
        Preference(school_id=round_.school_id, preferences=row, rank=rank, mentor=mentor)
        for row in lists
        for rank, mentor in enumerate(_picked(mentors, liked, random), 1)
    )


def _picked(mentors: list[RoundMentor], liked: dict[int, float], random: Random) -> list[RoundMentor]:
    weighed = sorted(mentors, key=lambda mentor: random.random() ** (1 / liked[mentor.pk]), reverse=True)
    return weighed[: random.choice((3, 4, 5, 5, 5))]


def _named(demo: DemoSchool, by: Viewer, now: datetime) -> None:
    """A few students named by the office for groups that get attention first."""
    scheme = scheme_on(demo.school.pk, demo.year.starts_on)
    categories = [rule.key for rule in scheme.people.categories]
    if not categories:
        return
    for student in demo.random.sample(demo.students, 12):
        row = Student.unscoped.select_related("class_group").get(pk=student.pk)
        draft = NominationDraft(
            kind=NominationKind.CATEGORY,
            category=demo.random.choice(categories),
            route="coordinator",
            reason="班主任与家长沟通后提出",
        )
        nominate(by=by, student=row, draft=draft, scheme=scheme, now=now)
