"""A student's own list, and those who asked a mentor."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from liangshi.domain.access import Viewer
from liangshi.foundation.prepared import Prepared, slot
from liangshi.pairing.choices import ListState, PhaseKind
from liangshi.pairing.models import Acceptance, Candidate, Preference, PreferenceList, RoundMentor

from .overview import closing_of


@dataclass(frozen=True, slots=True)
class Wish:
    """One line of the list: the mentor by public id."""

    rank: int
    mentor: str
    name: str
    subjects: list[str]


@dataclass(frozen=True, slots=True)
class OwnList:
    """The list as the student sees it."""

    wishes: PreferenceList | None
    entries: tuple[Wish, ...]
    closes_at: datetime | None

    @property
    def shown(self) -> str:
        """The mentors in order, by public id."""
        return " ".join(entry.mentor for entry in self.entries)

    @property
    def submitted(self) -> bool:
        """Whether it has been handed in."""
        return self.wishes is not None and self.wishes.state == ListState.SUBMITTED


LINE: Prepared[Candidate] = Prepared(
    lambda: Candidate.unscoped.filter(public_id=slot("public_id")).select_related(
        "round", "student__class_group", "study_group"
    )
)
LIST: Prepared[PreferenceList] = Prepared(lambda: PreferenceList.unscoped.filter(candidate=slot("candidate")))
ENTRIES: Prepared[tuple[Any, ...]] = Prepared(
    lambda: (
        Preference.unscoped.filter(preferences=slot("wishes"))
        .order_by("rank")
        .values_list("rank", "mentor__public_id", "mentor__staff__name", "mentor__staff__subjects")
    )
)
STANDING: Prepared[tuple[str, int]] = Prepared(
    lambda: (
        Preference.unscoped.filter(preferences=slot("wishes"))
        .order_by("rank")
        .values_list("mentor__public_id", "mentor")
    )
)
"""Whom a list names, in order: public ids and keys."""


def own_line(viewer: Viewer, public_id: str) -> Candidate | None:
    """The line of the viewer or of a child; nobody else's; one statement."""
    for line in LINE.ask(public_id=public_id):
        if line.student_id in family_candidates(viewer):
            return line
    return None


def own_list(candidate: Candidate, now: datetime) -> OwnList:
    """List, wishes in order, and until when they can be changed; three statements."""
    closes_at = closing_of(candidate.round_id, PhaseKind.WISH, now)
    for wishes in LIST.ask(candidate=candidate.pk):
        return OwnList(wishes, tuple(Wish(*entry) for entry in ENTRIES.ask(wishes=wishes.pk)), closes_at)
    return OwnList(None, (), closes_at)


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
