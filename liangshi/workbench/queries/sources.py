"""Which parts of the system put cards on first screens, in the order shown."""

from .cards import Source
from .concern_cards import care_lines_card, concerns_card, silent_worker_card
from .duties_cards import missed_card, today_card
from .family_cards import appointments_card, family_card, messages_card
from .filing_cards import filing_cards
from .guidance_cards import asked_card, family_evaluations, student_side, to_read_card
from .meetings_cards import meetings_cards
from .people_cards import grade_card, guardian_card, homeroom_card, office_card, profile_card, student_card
from .records_cards import next_steps_card, own_students_card
from .round_cards import mentor_cards, round_cards
from .wellbeing_cards import case_card, counsellor_card, help_card, overview_card, region_card

SOURCES: tuple[Source, ...] = (
    silent_worker_card,
    concerns_card,
    counsellor_card,
    care_lines_card,
    case_card,
    asked_card,
    family_card,
    appointments_card,
    messages_card,
    next_steps_card,
    today_card,
    to_read_card,
    own_students_card,
    missed_card,
    round_cards,
    mentor_cards,
    student_side,
    help_card,
    family_evaluations,
    filing_cards,
    meetings_cards,
    overview_card,
    region_card,
    student_card,
    guardian_card,
    office_card,
    homeroom_card,
    grade_card,
    profile_card,
)
