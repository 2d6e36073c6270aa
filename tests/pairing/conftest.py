"""A round of 明德中学 in which the named people take part.

Mentors are gao, wang and li (chen is still in training). `at(kind)` moves the clock of the world into a phase: the
phases keep their dates, the tests go there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer
from liangshi.pairing.choices import PhaseKind, RoundWay, Track
from liangshi.pairing.models import Candidate, Phase, Preference, PreferenceList, Round, RoundMentor
from liangshi.pairing.services.applications import admit
from liangshi.pairing.services.rounds import RoundDraft, create_round, start_round
from liangshi.schemes.models import SchemeVersion
from tests.world import TODAY, World

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 9, 10, 9, 0, tzinfo=ZONE)
SCHEME = (Path(__file__).parent / "scheme.toml").read_text(encoding="utf-8")


def by(world: World, name: str) -> Viewer:
    """The viewer of a named person."""
    return viewer_of(world.account(name), TODAY)


@pytest.fixture
def scheme(world: World) -> SchemeVersion:
    """The published scheme of 明德中学."""
    return publish(world, SCHEME)


def publish(world: World, text: str) -> SchemeVersion:
    """A published version with this text."""
    return SchemeVersion.unscoped.create(
        school=world.schools["mingde"], ordinal=1, title="实施方案", text=text, digest="0" * 64,
        valid_from=date(2026, 8, 1), published_at=NOW, published_by=world.account("shen"),
    )  # fmt: skip


def draft_of(world: World, **changes: object) -> RoundDraft:
    """What the coordinator fills in for a round of 高一."""
    fields: dict[str, object] = {
        "name": "高一导师双选", "year": world.years["mingde"], "way": RoundWay.TWO_SIDED,
        "grades": (world.grades["g10"],), "clubs": (), "tracks": (), "longest_list": 3, "quota": 5,
        "minimum": 0, "most_declines": 1, "mentors_see_order": False, "draw_notice": "",
        "starts_on": date(2026, 9, 1), "ends_on": date(2027, 7, 10), "first_day": date(2026, 9, 10),
    }  # fmt: skip
    return RoundDraft(**(fields | changes))  # type: ignore[arg-type]


@dataclass
class Running:
    """A running round with its people by name."""

    world: World
    round: Round
    mentors: dict[str, RoundMentor]
    candidates: dict[str, Candidate]

    def at(self, kind: PhaseKind) -> datetime:
        """A moment within the phase."""
        return Phase.unscoped.get(round=self.round, kind=kind).opens_at + timedelta(hours=1)

    def after(self, kind: PhaseKind) -> datetime:
        """The moment after the phase."""
        return Phase.unscoped.get(round=self.round, kind=kind).closes_at

    def open(self, kind: PhaseKind) -> None:
        """Let the phase span the real present, for tests that go through pages."""
        Phase.unscoped.filter(round=self.round, kind=kind).update(
            opens_at=datetime(2020, 1, 1, tzinfo=ZONE), closes_at=datetime(2099, 1, 1, tzinfo=ZONE)
        )

    def over(self, *kinds: PhaseKind) -> None:
        """Let the phases lie in the past."""
        Phase.unscoped.filter(round=self.round, kind__in=kinds).update(
            opens_at=datetime(2020, 1, 1, tzinfo=ZONE), closes_at=datetime(2020, 1, 2, tzinfo=ZONE)
        )

    def hand_in(self, student: str, *mentors: str, help_wanted: tuple[str, ...] = ("学业辅导",)) -> PreferenceList:
        """A submitted list."""
        wishes = PreferenceList.unscoped.create(
            school=self.round.school, candidate=self.candidates[student], state="submitted",
            help_wanted=list(help_wanted), about_mentor="希望老师耐心一些", saved_at=NOW, submitted_at=NOW,
        )  # fmt: skip
        Preference.unscoped.bulk_create(
            Preference(school=self.round.school, preferences=wishes, rank=rank, mentor=self.mentors[mentor])
            for rank, mentor in enumerate(mentors, 1)
        )
        return wishes


@pytest.fixture
def prepared(world: World, scheme: SchemeVersion) -> Round:
    """A round that the coordinator has prepared but not started."""
    return create_round(by=by(world, "shen"), school=world.schools["mingde"].pk, draft=draft_of(world), now=NOW)


@pytest.fixture
def running(world: World, prepared: Round) -> Running:
    """The round, started, with a published list of three mentors."""
    return start(world, prepared)


def start(world: World, round_: Round, mentors: tuple[str, ...] = ("gao", "wang", "li")) -> Running:
    """Start a prepared round and admit mentors."""
    start_round(by=by(world, "shen"), round_=round_, now=NOW)
    admitted = {
        name: admit(round_, world.staff[name], quota=round_.quota, track=Track.WHOLE, strengths=["学业辅导"])
        for name in mentors
    }
    Round.unscoped.filter(pk=round_.pk).update(mentors_published_at=NOW)
    round_.refresh_from_db()
    candidates = {
        name: Candidate.unscoped.filter(round=round_, student=student).order_by("track").first()
        for name, student in world.students.items()
    }
    return Running(world, round_, admitted, {name: row for name, row in candidates.items() if row is not None})


@pytest.fixture
def start_with(world: World, scheme: SchemeVersion) -> Callable[..., Running]:
    """Start another kind of round: `start_with(way=RoundWay.CLUB, ...)`."""

    def begin(**changes: object) -> Running:
        round_ = create_round(
            by=by(world, "shen"), school=world.schools["mingde"].pk, draft=draft_of(world, **changes), now=NOW
        )
        return start(world, round_)

    return begin
