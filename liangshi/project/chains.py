"""The chains of all schools."""

from liangshi.audit.queries import first_broken_position
from liangshi.people.models import School


def broken_chains() -> list[tuple[str, int]]:
    """(school, position) of each chain that was tampered with."""
    found = ((school.name, first_broken_position(school.pk)) for school in School.unscoped.order_by("name"))
    return [(name, position) for name, position in found if position is not None]
