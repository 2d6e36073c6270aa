"""Whose rows fulfil duties and open moments: each app below is wired in here only."""

from datetime import date
from typing import Protocol

from liangshi.domain.duties import Among, Event, Evidence
from liangshi.growth.queries import evidence as growth
from liangshi.guidance.queries import evidence as guidance
from liangshi.people.models import School
from liangshi.records.queries import evidence as records


class EvidenceSource(Protocol):
    """Records of the days from `since` to the day before `until`, of everybody or of few."""

    def __call__(
        self, school: School, since: date, until: date, among: Among | None = None
    ) -> tuple[Evidence, ...]: ...


class EventSource(Protocol):
    """Events of life of these days."""

    def __call__(self, school: School, since: date, until: date) -> tuple[Event, ...]: ...


EVIDENCE: tuple[EvidenceSource, ...] = (
    records.school_evidence,
    guidance.school_evidence,
    growth.school_evidence,
)
EVENTS: tuple[EventSource, ...] = (records.school_events,)


def evidence_of(school: School, since: date, until: date, among: Among | None = None) -> tuple[Evidence, ...]:
    """Everything that was done in these days."""
    return tuple(record for source in EVIDENCE for record in source(school, since, until, among))


def events_of(school: School, since: date, until: date) -> tuple[Event, ...]:
    """Everything that happened in these days."""
    return tuple(event for source in EVENTS for event in source(school, since, until))
