"""A round at a glance: its phases in time, its numbers, and what each person can do in it now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.prepared import Prepared, slot
from liangshi.pairing.choices import ApplicationState, ListState, PhaseKind, PhaseState, RoundState
from liangshi.pairing.models import (
    Candidate,
    ClosedInput,
    MentorApplication,
    Phase,
    Preference,
    PreferenceList,
    Round,
    RoundMentor,
)

OPEN: Prepared[tuple[datetime]] = Prepared(
    lambda: (
        Phase.unscoped.filter(round=slot("round"), round__state=RoundState.RUNNING, kind=slot("kind"))
        .filter(opens_at__lte=slot("now"), closes_at__gt=slot("now"))
        .order_by()
        .values_list("closes_at")
    )
)


def closing_of(round_: int, kind: str, now: datetime) -> datetime | None:
    """Until when the phase is open, where the round goes on and is in it; one statement."""
    for (closes_at,) in OPEN.ask(round=round_, kind=str(kind), now=now):
        return closes_at
    return None


def phase_open(round_: Round, kind: str, now: datetime) -> bool:
    """Whether the round goes on and is in this phase; one statement."""
    return closing_of(round_.pk, kind, now) is not None


@dataclass(frozen=True, slots=True)
class Step:
    """A phase with where it stands now."""

    phase: Phase
    state: PhaseState


def steps_of(round_: Round, now: datetime) -> tuple[Step, ...]:
    """The phases of a round in order."""
    return tuple(Step(phase, phase.state_at(now)) for phase in Phase.unscoped.filter(round=round_))


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers that the coordinator steers by."""

    students: int
    need: int
    handed_in: int
    applied: int
    undecided: int
    mentors: int
    places: int
    closed: ClosedInput | None


def figures_of(round_: Round) -> Figures:
    """Numbers of a round in five statements."""
    lines = (
        Candidate.unscoped.taking_part()
        .filter(round=round_)
        .aggregate(students=Count("student", distinct=True), need=Sum("need"))
    )
    applied = (
        MentorApplication.unscoped.filter(round=round_)
        .exclude(state=ApplicationState.WITHDRAWN)
        .aggregate(n=Count("pk"), undecided=Count("pk", filter=Q(state=ApplicationState.SUBMITTED)))
    )
    mentors = RoundMentor.unscoped.filter(round=round_).aggregate(n=Count("pk"), places=Sum("quota"))
    lists = PreferenceList.unscoped.filter(
        candidate__round=round_, candidate__left_at__isnull=True, state=ListState.SUBMITTED
    )
    return Figures(
        students=lines["students"], need=lines["need"] or 0, handed_in=lists.count(), applied=applied["n"],
        undecided=applied["undecided"], mentors=mentors["n"], places=mentors["places"] or 0,
        closed=ClosedInput.unscoped.filter(round=round_, reopened_at__isnull=True).first(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mine:
    """A round as the viewer meets it: open phases, and the viewer's own part."""

    round: Round
    open: dict[str, datetime]
    candidates: tuple[Candidate, ...]
    mentor: RoundMentor | None
    applied: bool
    asked: int

    @property
    def may_apply(self) -> bool:
        """Whether a member of staff can sign up now."""
        return PhaseKind.APPLY in self.open

    @property
    def may_wish(self) -> bool:
        """Whether students can change their wishes now."""
        return PhaseKind.WISH in self.open

    @property
    def may_answer(self) -> bool:
        """Whether mentors can answer now."""
        return PhaseKind.ANSWER in self.open


def my_rounds(viewer: Viewer, now: datetime) -> tuple[Mine, ...]:
    """Rounds that concern the viewer, newest first, drafts for those who follow them; at most six statements."""
    rounds = Round.objects.visible_to(viewer).exclude(state=RoundState.CANCELLED).select_related("year")
    lines = _own_lines(viewer)
    if viewer.staff is None:
        rounds = rounds.filter(pk__in=[line.round_id for line in lines])
    elif not viewer.can(Capability.FOLLOW_ROUND):
        rounds = rounds.filter(state__in=(RoundState.RUNNING, RoundState.PUBLISHED))
    found = list(rounds[:20])
    if not found:
        return ()
    mentors = {row.round_id: row for row in RoundMentor.unscoped.filter(round__in=found, staff=viewer.staff)}
    opened, applied, asked = _open(found, now), _applied(viewer), _asked(viewer)
    return tuple(_mine(row, lines, mentors, opened, applied, asked) for row in found)


def _mine(
    row: Round,
    lines: Iterable[Candidate],
    mentors: dict[int, RoundMentor],
    opened: dict[int, dict[str, datetime]],
    applied: set[int],
    asked: dict[int, int],
) -> Mine:
    return Mine(
        row, opened.get(row.pk, {}), tuple(line for line in lines if line.round_id == row.pk),
        mentors.get(row.pk), row.pk in applied, asked.get(row.pk, 0),
    )  # fmt: skip


def _own_lines(viewer: Viewer) -> list[Candidate]:
    children = viewer.wards | ({viewer.student} if viewer.student else set())
    if not children:
        return []
    rows = Candidate.unscoped.taking_part().filter(student__in=children)
    return list(rows.select_related("student", "wishes").order_by("student__sort_key", "track"))


def _open(rounds: list[Round], now: datetime) -> dict[int, dict[str, datetime]]:
    rows = Phase.unscoped.filter(
        round__in=rounds, round__state=RoundState.RUNNING, opens_at__lte=now, closes_at__gt=now
    )
    opened: dict[int, dict[str, datetime]] = {}
    for round_, kind, closes_at in rows.values_list("round_id", "kind", "closes_at"):
        opened.setdefault(round_, {})[kind] = closes_at
    return opened


def _applied(viewer: Viewer) -> set[int]:
    if viewer.staff is None:
        return set()
    rows = MentorApplication.unscoped.filter(staff=viewer.staff).exclude(state=ApplicationState.WITHDRAWN)
    return set(rows.values_list("round_id", flat=True))


def _asked(viewer: Viewer) -> dict[int, int]:
    if viewer.staff is None:
        return {}
    rows = Preference.unscoped.filter(mentor__staff=viewer.staff, preferences__state=ListState.SUBMITTED)
    return dict(rows.order_by().values_list("mentor__round_id").annotate(n=Count("pk")))
