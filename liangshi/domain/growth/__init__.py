"""Reading a growth message over the writer's shoulder: wrong names, cold words, near-copies; and names made invisible.

Nothing here writes a word of a message: it only points at places, and the writer decides.
"""

from .copies import Copy, copies_of, near_copies
from .hiding import Hider, hide_names
from .names import Person, wrong_names
from .remarks import Remark
from .tone import cold_words, wrong_pronouns

__all__ = [
    "Copy",
    "Hider",
    "Person",
    "Remark",
    "cold_words",
    "copies_of",
    "hide_names",
    "near_copies",
    "wrong_names",
    "wrong_pronouns",
]
