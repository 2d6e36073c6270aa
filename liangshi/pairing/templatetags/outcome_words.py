"""Codes of outcomes become words."""

from django import template

from liangshi.domain.access import Capability
from liangshi.foundation.doors import ViewerRequest
from liangshi.pairing.choices import Strain
from liangshi.pairing.models import Round
from liangshi.pairing.queries.outcome import is_solved

register = template.Library()


@register.filter
def strain_words(code: str) -> str:
    """Which rule a change by hand strains."""
    return str(Strain(code).label)


@register.filter
def percent(share: float) -> str:
    """A share as a whole percentage."""
    return f"{share:.0%}"


@register.filter
def share_of(count: int, whole: int) -> str:
    """A count as a percentage of the whole."""
    return f"{count / whole:.0%}" if whole else "—"


@register.filter
def may(request: ViewerRequest, capability: str) -> bool:
    """Whether the viewer's doors of this name open."""
    return request.viewer.can(Capability(capability))


@register.filter
def has_outcome(round_: Round) -> bool:
    """Whether the draw of a round has been worked out; one statement."""
    return is_solved(round_)
