"""Who is asking."""

from dataclasses import dataclass, field, replace

from liangshi.domain.access.capabilities import Capability
from liangshi.domain.access.grants import GRANTS
from liangshi.domain.access.roles import WHOLE_SCHOOL, Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person who is asking, as facts: which school, which hats, which rows are theirs.

    Ids are database keys. `wards` are a guardian's children, `mentees` the students of current pairings,
    `relatives` students declared as related, whom the viewer never reaches by a professional role; `opened_…` what
    the viewer broke the glass for and may read until the time is up; `regions` an officer's `region` and all below it.
    """

    account: int
    school: int | None
    roles: frozenset[Role] = frozenset()
    staff: int | None = None
    student: int | None = None
    guardian: int | None = None
    region: int | None = None
    regions: frozenset[int] = frozenset()
    grades: frozenset[int] = frozenset()
    homerooms: frozenset[int] = frozenset()
    taught: frozenset[int] = frozenset()
    wards: frozenset[int] = frozenset()
    mentees: frozenset[int] = frozenset()
    relatives: frozenset[int] = frozenset()
    opened_concerns: frozenset[int] = frozenset()
    opened_cases: frozenset[int] = frozenset()
    capabilities: frozenset[Capability] = field(init=False)

    def __post_init__(self) -> None:
        granted: frozenset[Capability] = frozenset()
        for role in self.roles:
            granted |= GRANTS[role]
        object.__setattr__(self, "capabilities", granted)

    def can(self, capability: Capability) -> bool:
        """Whether a door that asks for `capability` opens."""
        return capability in self.capabilities

    def through_no_glass(self) -> "Viewer":
        """The same person without what the glass was broken for: who only looks in writes nothing."""
        return replace(self, opened_concerns=frozenset(), opened_cases=frozenset())

    @property
    def whole_school(self) -> bool:
        """Whether every student of the school is within reach."""
        return bool(self.roles & WHOLE_SCHOOL)
