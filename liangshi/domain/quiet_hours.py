"""When nobody is to be disturbed: the one rule for messages that can wait. Danger does not ask it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `begin` to before `end`, through midnight where `end` is earlier; none where they are the same."""

    begin: time
    end: time

    @classmethod
    def of(cls, text: str) -> "QuietHours":
        """`21:00-07:00`."""
        begin, _, end = text.partition("-")
        return cls(time.fromisoformat(begin.strip()), time.fromisoformat(end.strip()))

    def hold(self, at: datetime) -> bool:
        """Whether it is quiet then; `at` is local time."""
        now = at.time()
        if self.begin <= self.end:
            return self.begin <= now < self.end
        return now >= self.begin or now < self.end

    def over(self, at: datetime) -> datetime:
        """The first moment from `at` on that is not quiet."""
        if not self.hold(at):
            return at
        end = at.replace(hour=self.end.hour, minute=self.end.minute, second=0, microsecond=0)
        return end if end > at else end + timedelta(days=1)
