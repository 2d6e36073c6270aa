"""What the school's own assessment form asks beyond the fields that every assessment has."""

from datetime import date

from liangshi.domain.access import RecordFacts, Viewer
from liangshi.domain.records import reads_field
from liangshi.domain.scheme import Sensitivity
from liangshi.domain.scheme.forms import FormKind, FormRule
from liangshi.people.queries.students import facts_of
from liangshi.schemes.queries import version_on
from liangshi.wellbeing.case_choices import EntryKind
from liangshi.wellbeing.entry_fields import ENTRY_FIELDS, OwnAnswer
from liangshi.wellbeing.models import CaseEntry

from .present_scheme import readable

ALREADY_ASKED = frozenset({"happened_on", *(field.key for field in ENTRY_FIELDS[EntryKind.ASSESSMENT])})
"""Keys under which a scheme asks what is asked anyway."""


def own_form(school: int, kind: EntryKind, day: date) -> FormRule | None:
    """The scheme's own form for an entry of this kind; only assessments have one."""
    scheme = readable(version_on(school, day)) if kind is EntryKind.ASSESSMENT else None
    forms = scheme.forms if scheme is not None else ()
    wanted = (rule for rule in forms if rule.kind is FormKind.CONCERN_ASSESSMENT and rule.in_force(day))
    return next((rule for rule in wanted if rule.fields), None)


def reads_own(viewer: Viewer, entry: CaseEntry, answer: OwnAnswer) -> bool:
    """Whoever reads the case, where the scheme names nobody in particular; else those, and who wrote it."""
    if not answer.readers:
        return True
    facts = RecordFacts(facts_of(entry.case.student), frozenset({entry.written_by_id}))
    return reads_field(Sensitivity.PASTORAL, answer.readers, (), viewer, facts)
