"""How much of what was asked was done, as it may leave a school: no number from which fewer than five can be told."""

from dataclasses import dataclass
from enum import StrEnum

from liangshi.domain.figures.hiding import THRESHOLD


class Near(StrEnum):
    """A share so near an end that its percentage would tell a small number."""

    ALL = "all"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Share:
    """What may be shown: nothing at all, a percentage, or that it is near an end. `asked` None is hidden."""

    asked: int | None = None
    percent: int | None = None
    near: Near | None = None

    @property
    def hidden(self) -> bool:
        """Whether so few stand behind it that nothing is said."""
        return self.asked is None


NONE_ASKED = Share(0)


def share_of(asked: int, done: int, excused: int = 0, threshold: int = THRESHOLD) -> Share:
    """Done of what was asked and possible, in whole percent; small numbers, of what is missing too, are not said."""
    if asked == 0:
        return NONE_ASKED
    wanted = asked - excused
    if asked < threshold or 0 < wanted < threshold:
        return Share()
    if wanted == 0:
        return Share(asked)
    if 0 < done < threshold:
        return Share(asked, near=Near.NOTHING)
    if 0 < wanted - done < threshold:
        return Share(asked, near=Near.ALL)
    return Share(asked, 100 * done // wanted)
