"""Whose concern it is."""

from dataclasses import dataclass
from enum import StrEnum


class Ownership(StrEnum):
    """By what title somebody owns a concern."""

    IN_HAND = "in_hand"
    TURN = "turn"
    LAST_RESORT = "last_resort"
    AUTHORITIES = "authorities"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has to act; no person only with the authorities, where nobody whom the school knows may be told."""

    title: Ownership
    person: int | None
