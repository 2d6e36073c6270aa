"""The versions of a scheme one after another: when each held, what it changed, which warnings were answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liangshi.schemes.models import SchemeFiling, SchemeVersion
from liangshi.schemes.queries.review import Warned, changes_between, warnings_of
from liangshi.schemes.queries.versions import parsed


@dataclass(frozen=True, slots=True)
class Chapter:
    """A version: it held from its day until `until` (none: still, or not yet); `never` where another took its place."""

    version: SchemeVersion
    until: date | None
    never: bool
    first: bool
    changes: tuple[str, ...]
    kept: tuple[Warned, ...]
    filing: SchemeFiling | None


def history(versions: Sequence[SchemeVersion], everything: Sequence[SchemeVersion]) -> tuple[Chapter, ...]:
    """The chapters of `versions`, one page of `everything`; the publisher is at hand."""
    ordered = sorted(everything, key=lambda row: (row.valid_from, row.ordinal))
    previous = {row.ordinal: row for row in everything}
    filed = {one.version_id: one for one in SchemeFiling.unscoped.filter(version__in=[row.pk for row in versions])}
    return tuple(_chapter(row, ordered, previous.get(row.ordinal - 1), filed.get(row.pk)) for row in versions)


def chapter(version: SchemeVersion, everything: Sequence[SchemeVersion]) -> Chapter:
    """The chapter of one version."""
    return history([version], everything)[0]


def _chapter(
    version: SchemeVersion, ordered: Sequence[SchemeVersion], before: SchemeVersion | None, filing: SchemeFiling | None
) -> Chapter:
    place = next(number for number, row in enumerate(ordered) if row.pk == version.pk)
    after = ordered[place + 1] if place + 1 < len(ordered) else None
    never = after is not None and after.valid_from == version.valid_from
    scheme = parsed(version.text)
    warned = warnings_of(scheme, max(version.valid_from, scheme.header.valid_from))
    return Chapter(
        version=version, until=after.valid_from if after else None, never=never, first=before is None,
        changes=changes_between(parsed(before.text), scheme) if before else (),
        kept=tuple(one for one in warned if one.kept), filing=filing,
    )  # fmt: skip
