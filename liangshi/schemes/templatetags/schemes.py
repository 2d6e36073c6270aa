"""Codes of the scheme language as sentences."""

from django import template

from liangshi.domain.scheme.problems import Problem
from liangshi.domain.scheme.words import sentence

register = template.Library()


@register.filter
def problem_sentence(problem: Problem) -> str:
    """One problem of a text, with its line."""
    return sentence(problem)
