"""Within which frames a school's scheme stands, and what of it breaks them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from liangshi.domain.scheme import Scheme, combine
from liangshi.domain.scheme.spoken import break_sentence
from liangshi.schemes.models import FrameVersion, SchemeFiling
from liangshi.schemes.models.frames import over_school
from liangshi.schemes.queries.catalogue import shelf
from liangshi.schemes.queries.versions import parsed


@dataclass(frozen=True, slots=True)
class Framed:
    """One frame over the scheme and every value that breaks it; `version` where the bureau published it here."""

    title: str
    breaks: tuple[str, ...]
    version: FrameVersion | None = None


def frames_in_force(school: int, day: date) -> tuple[FrameVersion, ...]:
    """The frame of the school's region in force on the day, and those of the regions above; one statement."""
    rows = FrameVersion.unscoped.filter(over_school(school), valid_from__lte=day)
    latest: dict[int, FrameVersion] = {}
    for row in rows.order_by("region", "-valid_from", "-ordinal"):
        latest.setdefault(row.region_id, row)
    return tuple(latest.values())


def framed(school: int, scheme: Scheme, day: date) -> tuple[Framed, ...]:
    """The bureau's frames in force, and the preset that the scheme itself names as its frame."""
    found = [
        Framed(row.title, _breaks(parsed(row.text), scheme), row)
        for row in frames_in_force(school, max(day, scheme.header.valid_from))
    ]
    named = shelf().get(scheme.header.frame or "")
    if named is not None:
        found.append(Framed(named.header.title, _breaks(named, scheme)))
    return tuple(found)


def breaks_of_schools(regions: Collection[int], frame: Scheme) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The latest filed scheme of each school of the regions that breaks it, by the school's name; one statement."""
    rows = SchemeFiling.unscoped.filter(school__region__in=regions)
    latest: dict[str, str] = {}
    for name, text in rows.order_by("school__name", "-version__ordinal").values_list("school__name", "version__text"):
        latest.setdefault(name, text)
    found = ((name, _breaks(frame, parsed(text))) for name, text in latest.items())
    return tuple((name, breaks) for name, breaks in found if breaks)


def _breaks(frame: Scheme, own: Scheme) -> tuple[str, ...]:
    titles = {rule.id: rule.title for rule in (*frame.rules(), *own.rules())}
    return tuple(break_sentence(one, titles) for one in combine(frame, own).breaks)
