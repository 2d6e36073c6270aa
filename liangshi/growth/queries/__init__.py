"""Questions about growth messages."""

from .handing import letters_to_write
from .material import Material, material_for
from .messages import (
    Wanted,
    guided_student,
    has_guided,
    message_facts,
    received,
    term_for_messages,
    to_check,
    wanted,
)
from .remarks import Pointed, remarks_on
from .rules import prompts, second_reader, second_readers
from .timeline import Archive, archive_of

__all__ = [
    "Archive",
    "Material",
    "Pointed",
    "Wanted",
    "archive_of",
    "guided_student",
    "has_guided",
    "letters_to_write",
    "material_for",
    "message_facts",
    "prompts",
    "received",
    "remarks_on",
    "second_reader",
    "second_readers",
    "term_for_messages",
    "to_check",
    "wanted",
]
