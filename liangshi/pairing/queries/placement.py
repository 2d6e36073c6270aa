"""What a child and its family read: the mentor, why, and why not an earlier wish; what a mentor reads of the group."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from liangshi.domain.access import Viewer
from liangshi.domain.words.reasons import Tongue, outcome_words, sentence, wish_words
from liangshi.pairing.choices import CameAbout, RoundState
from liangshi.pairing.models import Agreement, Candidate, ChangeRequest, Pairing, Round, SealKey, Solution, Told
from liangshi.people.models import Student

from .outcome import mentor_names, reasons_of

PUBLISHED = (RoundState.PUBLISHED, RoundState.FINISHED)


def tongue() -> Tongue:
    """The language of the page."""
    return Tongue.EN if (get_language() or "").startswith("en") else Tongue.ZH


@dataclass(frozen=True, slots=True)
class ToldShown:
    """The reasons of one child in words."""

    whole: str
    outcome: tuple[str, ...]
    wishes: tuple[tuple[int, str], ...]


def told_to(solution: Solution, candidate: Candidate) -> ToldShown | None:
    """The reasons of one line; None for those who came later."""
    row = Told.unscoped.filter(solution=solution, candidate=candidate).first()
    return None if row is None else _shown(row, mentor_names(solution.round_id))


def _shown(row: Told, names: dict[str, str]) -> ToldShown:
    reasons = reasons_of(row)
    speaking = tongue()
    return ToldShown(
        whole=sentence(reasons, names.__getitem__, speaking),
        outcome=tuple(outcome_words(reasons, names.__getitem__, speaking)),
        wishes=tuple(wish_words(reasons, names.__getitem__, speaking)),
    )


@dataclass(frozen=True, slots=True)
class Mine:
    """One pairing as its student reads it."""

    pairing: Pairing
    told: ToldShown | None
    code: str
    agreement: Agreement | None
    asked: ChangeRequest | None


@dataclass(frozen=True, slots=True)
class Placement:
    """One child of the viewer with its pairings, or what is known while there is none."""

    student: Student
    mine: tuple[Mine, ...]
    waiting: tuple[ToldShown, ...]


def placements(viewer: Viewer, day: date) -> tuple[Placement, ...]:
    """The viewer's own placement and those of the viewer's children."""
    children = viewer.wards | ({viewer.student} if viewer.student else set())
    students = Student.objects.visible_to(viewer).filter(pk__in=children).select_related("class_group")
    return tuple(_placement(student, viewer, day) for student in students.order_by("sort_key"))


def _placement(student: Student, viewer: Viewer, day: date) -> Placement:
    rows = Pairing.objects.visible_to(viewer).on(day).filter(student=student, end_reason="")
    pairings = list(rows.select_related("mentor", "round").order_by("track", "starts_on", "pk"))
    published = Told.objects.visible_to(viewer).filter(
        candidate__student=student, solution__chosen=True, candidate__round__state__in=PUBLISHED
    )
    told = {(row.candidate.round_id, row.candidate.track): row for row in published.select_related("candidate")}
    asked = {
        row.pairing_id: row
        for row in ChangeRequest.objects.visible_to(viewer).filter(pairing__in=pairings, asked_by=viewer.account)
        .order_by("asked_at")
    }  # fmt: skip
    mine = tuple(_mine(pairing, told, asked, student) for pairing in pairings)
    met = {(number, one.pairing.track) for one in mine for number in _rounds_of(one.pairing)}
    waiting = tuple(_shown(row, mentor_names(place[0])) for place, row in told.items() if place not in met)
    return Placement(student, mine, waiting)


def _rounds_of(pairing: Pairing) -> tuple[int | None, ...]:
    """The round of a pairing, and the one whose leftover the round was for."""
    round_ = pairing.round
    return () if round_ is None else (round_.pk, round_.second_round_of_id)


def _mine(
    pairing: Pairing, told: dict[tuple[int, str], Told], asked: dict[int, ChangeRequest], student: Student
) -> Mine:
    row = told.get((pairing.round_id or 0, pairing.track))
    by_engine = pairing.came_about in {CameAbout.WISH, CameAbout.PLACED, CameAbout.KEPT}
    shown = _shown(row, mentor_names(pairing.round_id)) if row and by_engine and pairing.round_id else None
    agreement = Agreement.unscoped.filter(pairing=pairing).first()
    return Mine(pairing, shown, _code(pairing.round, student), agreement, asked.get(pairing.pk))


def _code(round_: Round | None, student: Student) -> str:
    """The code under which the child took part in the draw."""
    if round_ is None:
        return ""
    key = SealKey.unscoped.filter(closed_input__solutions__round=round_, closed_input__solutions__chosen=True).first()
    return "" if key is None else key.students.get(student.public_id, "")


@dataclass(frozen=True, slots=True)
class Group:
    """The students of one mentor in one round, and how the group came about."""

    round: Round | None
    pairings: tuple[Pairing, ...]
    counts: tuple[tuple[str, int], ...]


def group_of(viewer: Viewer, day: date) -> tuple[Group, ...]:
    """The viewer's own students by round; relatives never appear."""
    if viewer.staff is None:
        return ()
    rows = Pairing.objects.visible_to(viewer).on(day).filter(mentor=viewer.staff, end_reason="")
    rows = rows.select_related("student__class_group", "round", "agreement").order_by(
        "round", "student__class_group__grade__level", "student__class_group__ordinal", "student__sort_key"
    )
    by_round: dict[int | None, list[Pairing]] = {}
    for pairing in rows:
        by_round.setdefault(pairing.round_id, []).append(pairing)
    return tuple(Group(own[0].round, tuple(own), _counts(own)) for own in by_round.values())


def _counts(pairings: Iterable[Pairing]) -> tuple[tuple[str, int], ...]:
    counts = Counter(str(CameAbout(pairing.came_about).label) for pairing in pairings)
    return tuple(counts.most_common())
