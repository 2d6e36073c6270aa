"""Codes of the roster become words: problems, refusals, fields, values, instructions."""

from .fields import act_word, field_word, kind_word, target_choices, target_word, value_word
from .instructions import template_instructions
from .problems import cure_of, sentence_of, severity_word
from .refusals import refusal_words

__all__ = [
    "act_word",
    "cure_of",
    "field_word",
    "kind_word",
    "refusal_words",
    "sentence_of",
    "severity_word",
    "target_choices",
    "target_word",
    "template_instructions",
    "value_word",
]
