"""How headers were read before."""

import hashlib

from liangshi.domain.roster.fields import Kind, Target
from liangshi.domain.roster.mapping import Remembered, SheetMapping
from liangshi.roster.models import ColumnMemory


def signature_digest(mapping: SheetMapping) -> str:
    """The headers of a sheet as a key of fixed length."""
    return hashlib.sha256(mapping.signature.encode()).hexdigest()


def remembered(school: int, mappings: tuple[SheetMapping, ...]) -> Remembered:
    """What was chosen for sheets with the headers of these, by signature."""
    by_digest = {signature_digest(mapping): mapping.signature for mapping in mappings}
    rows = ColumnMemory.unscoped.filter(school=school, signature__in=by_digest)
    return {
        by_digest[row.signature]: (
            Kind(row.kind) if row.kind else None,
            {header: Target.from_code(code) if code else None for header, code in row.targets.items()},
        )
        for row in rows
    }
