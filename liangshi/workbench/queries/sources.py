"""Which parts of the system put cards on a first screen, in the order in which each role needs them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial

from django.utils import timezone

from liangshi.domain.access import Viewer

from .at_hand import AtHand
from .bureau_cards import bureau_card
from .cards import Card, Source
from .concern_cards import care_lines_card, concerns_card, silent_worker_card
from .coverage_cards import coverage_card
from .duties_cards import missed_card, today_card
from .family_cards import appointments_card, family_card, messages_card
from .filing_cards import filing_cards
from .growth_cards import growth_messages_card, handover_card, to_check_card
from .guidance_cards import asked_card, family_evaluations, student_side, to_read_card
from .meetings_cards import meetings_cards
from .people_cards import grade_card, guardian_card, homeroom_card, office_card, profile_card, student_card
from .records_cards import links_card, own_students_card
from .round_cards import mentor_cards, round_cards
from .wellbeing_cards import case_card, counsellor_card, help_card, overview_card, region_card

Informed = Callable[[Viewer, datetime, AtHand], Iterable[Card]]
"""A source that takes what others need too."""

STUDENT: tuple[Source, ...] = (mentor_cards, round_cards, student_side, appointments_card, help_card, student_card)


def sources_for(viewer: Viewer, now: datetime) -> tuple[Source, ...]:
    """What concerns the viewer, most needed first; each source once, whatever the viewer is besides."""
    hand = AtHand(viewer, timezone.localdate(now))
    concerns, messages = partial(_told, concerns_card, hand), partial(_told, messages_card, hand)
    found: list[Source] = []
    if viewer.staff is not None:
        found += _of_staff(viewer, hand, concerns, messages)
    if viewer.student is not None:
        found += STUDENT
    if viewer.wards:
        found += (family_card, round_cards, messages, family_evaluations, guardian_card)
    if viewer.region is not None:
        found += (filing_cards, region_card, concerns, bureau_card)
    return tuple(dict.fromkeys(found))


def _of_staff(viewer: Viewer, hand: AtHand, concerns: Source, messages: Source) -> Iterator[Source]:
    """What cannot wait; then what is led, by who leads a school or a grade, or own students; then the rest."""

    def told(source: Informed) -> Source:
        return partial(_told, source, hand)

    awaited: tuple[Source, ...] = (asked_card, told(today_card))
    led: tuple[Source, ...] = (
        told(coverage_card), overview_card, told(missed_card), told(homeroom_card), told(grade_card), told(office_card),
    )  # fmt: skip
    yield from (silent_worker_card, counsellor_card, concerns, told(care_lines_card))
    own = told(own_students_card)
    if viewer.mentees and (viewer.whole_school or viewer.grades):
        yield from (*awaited, *led, round_cards, own)
    else:
        yield from (*awaited, own, round_cards, *led) if viewer.mentees else (round_cards, *led, *awaited, own)
    yield from (case_card, appointments_card, messages, to_read_card, told(handover_card))
    yield from (told(growth_messages_card), told(to_check_card))
    yield from (told(meetings_cards), filing_cards, links_card, profile_card)


def _told(source: Informed, hand: AtHand, viewer: Viewer, now: datetime) -> Iterable[Card]:
    return source(viewer, now, hand)
