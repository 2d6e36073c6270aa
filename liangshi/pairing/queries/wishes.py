"""A student's own list, and those who asked a mentor."""

from dataclasses import dataclass
from datetime import datetime

from liangshi.domain.access import Viewer
from liangshi.pairing.choices import ListState, PhaseKind
from liangshi.pairing.models import Acceptance, Candidate, Phase, Preference, PreferenceList, RoundMentor


@dataclass(frozen=True, slots=True)
class OwnList:
    """The list as the student sees it."""

    wishes: PreferenceList | None
    entries: tuple[Preference, ...]
    closes_at: datetime | None

    @property
    def shown(self) -> str:
        """The mentors in order, by public id."""
        return " ".join(entry.mentor.public_id for entry in self.entries)

    @property
    def submitted(self) -> bool:
        """Whether it has been handed in."""
        return self.wishes is not None and self.wishes.state == ListState.SUBMITTED


def own_list(candidate: Candidate, now: datetime) -> OwnList:
    """List, wishes in order, and until when they can be changed; three statements."""
    wishes = PreferenceList.unscoped.filter(candidate=candidate).first()
    entries = Preference.unscoped.filter(preferences=wishes).select_related("mentor__staff").order_by("rank")
    named = entries.only("rank", "mentor__public_id", "mentor__staff__name", "mentor__staff__subjects")
    open_phase = Phase.unscoped.filter(
        round=candidate.round_id, round__state="running", kind=PhaseKind.WISH, opens_at__lte=now, closes_at__gt=now
    )
    closes_at = open_phase.order_by().values_list("closes_at", flat=True).first()
    return OwnList(wishes, tuple(named) if wishes else (), closes_at)


def family_candidates(viewer: Viewer) -> frozenset[int]:
    """Keys of the students whose wishes the viewer may read: oneself, or one's children."""
    return viewer.wards | ({viewer.student} if viewer.student else frozenset())


@dataclass(frozen=True, slots=True)
class Asker:
    """A student who asked: name, class, help wanted, words. Never a category; the order only where the round says."""

    candidate: Candidate
    help_wanted: list[str]
    about_mentor: str
    rank: int | None
    answer: Acceptance | None


def askers_of(mentor: RoundMentor) -> tuple[Asker, ...]:
    """Everybody who asked the mentor, by class and name; at most three statements."""
    answers = {answer.candidate_id: answer for answer in Acceptance.unscoped.filter(mentor=mentor)}
    shown = mentor.round.mentors_see_order
    asked = Preference.unscoped.filter(mentor=mentor, preferences__state=ListState.SUBMITTED)
    ranks = dict(asked.values_list("preferences__candidate", "rank")) if shown else {}
    rows = Candidate.unscoped.taking_part().filter(wishes__entries__mentor=mentor, wishes__state=ListState.SUBMITTED)
    rows = rows.select_related("student__class_group", "wishes")
    ordered = rows.order_by(
        "student__class_group__grade__level", "student__class_group__ordinal", "student__sort_key", "track"
    )
    return tuple(
        Asker(
            row, row.wishes.help_wanted, row.wishes.about_mentor, ranks.get(row.pk),
            answers.get(row.pk),
        )
        for row in ordered
    )  # fmt: skip
