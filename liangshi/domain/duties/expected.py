"""What is expected of whom by when."""

from dataclasses import dataclass
from datetime import date

from liangshi.domain.scheme import Channel, DutyKind, Obligation


@dataclass(frozen=True, slots=True)
class Expected:
    """So many acts of a kind, done from `opens` to the day before `due`.

    `mentor` owes it where the rule says so (`by` names the role); `student` is the one it is about, none for a duty
    of the whole group. `reach` is how many different mentees must be reached, for a share of a group. `key` is stable:
    the same rules, calendar and people give the same keys. `because` is the event or exam that opened it.
    """

    key: str
    rule: str
    kind: DutyKind
    by: str
    opens: date
    due: date
    count: int
    obligation: Obligation
    mentor: int | None = None
    student: int | None = None
    channels: tuple[Channel, ...] = ()
    also: tuple[DutyKind, ...] = ()
    reach: int | None = None
    because: str = ""
