"""Which parts of the system put cards on first screens, in the order shown."""

from .cards import Source
from .people_cards import grade_card, guardian_card, homeroom_card, office_card, profile_card, student_card

SOURCES: tuple[Source, ...] = (
    student_card,
    guardian_card,
    office_card,
    homeroom_card,
    grade_card,
    profile_card,
)
