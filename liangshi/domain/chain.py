"""The digest that binds an audit entry to the one before it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Link:
    """What of an entry is bound: its school, position from 1, time as ISO text in UTC, who, the act, its subject."""

    school: int
    position: int
    at: str
    actor: int | None
    name: str
    verb: str
    kind: str
    subject: str
    detail: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A link with the digests it was stored with."""

    link: Link
    previous: str
    digest: str


def seal(link: Link, previous: str) -> str:
    """SHA-256 of the previous digest and the canonical JSON of the link."""
    body = json.dumps(asdict(link), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def broken_at(chain: Iterable[Sealed]) -> int | None:
    """The position of the first entry that was altered, or after which one is missing; None for a whole chain."""
    first = Sealed(Link(0, 0, "", None, "", "", "", "", {}), "", "")
    for before, after in pairwise((first, *chain)):
        if after.previous != before.digest or after.link.position != before.link.position + 1:
            return before.link.position + 1
        if seal(after.link, after.previous) != after.digest:
            return after.link.position
    return None
