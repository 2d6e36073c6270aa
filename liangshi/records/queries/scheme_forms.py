"""Which form of the scheme a record follows."""

from liangshi.domain.scheme.forms import FormRule
from liangshi.records.choices import FORM_KINDS, EntryKind
from liangshi.records.models import Entry
from liangshi.schemes.models import SchemeVersion
from liangshi.schemes.queries import parsed

IN_COLUMNS = frozenset(
    {
        "held_at", "visited_at", "time", "date", "seen_at", "channel", "form", "kind", "outcome", "place", "next_step",
        "mentees", "minutes",
    }
)  # fmt: skip
"""Fields of a scheme's form that a record keeps in columns of its own: when, where, how, with whom, what next."""


def form_of(version: SchemeVersion | None, kind: str) -> FormRule | None:
    """The first form of this kind in the version."""
    wanted = FORM_KINDS.get(EntryKind(kind))
    if version is None or wanted is None:
        return None
    return next((rule for rule in parsed(version.text).forms if rule.kind is wanted), None)


def form_of_entry(entry: Entry) -> FormRule | None:
    """The form that the record was written with, as it stood then."""
    if entry.scheme_version is None or not entry.form:
        return None
    rules = parsed(entry.scheme_version.text).forms
    return next((rule for rule in rules if rule.id == entry.form), None)
