"""The end of the quiet hours: through midnight, within a day, and none at all."""

from datetime import datetime

import pytest

from liangshi.domain.family import better_called
from liangshi.domain.quiet_hours import QuietHours


@pytest.mark.parametrize(
    ("hours", "at", "over"),
    [
        ("21:00-07:00", "2026-09-10T20:59", "2026-09-10T20:59"),
        ("21:00-07:00", "2026-09-10T21:00", "2026-09-11T07:00"),
        ("21:00-07:00", "2026-09-11T06:59", "2026-09-11T07:00"),
        ("21:00-07:00", "2026-09-11T07:00", "2026-09-11T07:00"),
        ("12:30-14:00", "2026-09-11T13:00", "2026-09-11T14:00"),
        ("08:00-08:00", "2026-09-11T03:00", "2026-09-11T03:00"),
    ],
)
def test_a_message_waits_for_the_end_of_the_quiet_hours(hours: str, at: str, over: str) -> None:
    assert QuietHours.of(hours).over(datetime.fromisoformat(at)) == datetime.fromisoformat(over)


def test_hard_subjects_are_better_said_and_everyday_ones_may_be_written() -> None:
    assert better_called("小明体育课受伤，在医务室")
    assert not better_called("小明这周作业都交了")
