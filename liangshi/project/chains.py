"""The chains of all schools, and the marks of them that somebody keeps elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from liangshi.audit.queries import chained_schools, digest_at, first_broken_position, head
from liangshi.people.models import School


@dataclass(frozen=True, slots=True)
class Mark:
    """How long a chain was, and its last digest: kept outside, it shows that the whole chain was made anew."""

    school: str
    length: int
    digest: str

    @classmethod
    def of(cls, written: str) -> Self | None:
        """A mark as it was printed; none where it is not one."""
        parts = written.split(":")
        if len(parts) != 3 or not parts[1].isdecimal():
            return None
        return cls(parts[0], int(parts[1]), parts[2])

    def __str__(self) -> str:
        return f"{self.school}:{self.length}:{self.digest}"


@dataclass(frozen=True, slots=True)
class ChainState:
    """One school's chain; `broken` is the first position that was tampered with."""

    name: str
    broken: int | None
    mark: Mark


def chain_states() -> list[ChainState]:
    """Every chain there is, of schools in the order of their names, then of schools that are gone."""
    schools = {
        key: (name, code) for key, name, code in School.unscoped.order_by("name").values_list("pk", "name", "code")
    }
    gone = {key: (str(key), str(key)) for key in sorted(chained_schools() - set(schools))}
    return [
        ChainState(name, first_broken_position(key), Mark(code, *head(key)))
        for key, (name, code) in (schools | gone).items()
    ]


def lost_marks(marks: Iterable[Mark]) -> list[Mark]:
    """Those that are no longer found where they were."""
    keys = dict(School.unscoped.values_list("code", "pk"))
    return [mark for mark in marks if digest_at(keys.get(mark.school, 0), mark.length) != mark.digest]
