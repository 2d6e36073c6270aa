"""A term in which li guides xiaoming and xiaohong; wang is their homeroom teacher."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer
from liangshi.growth.models import GrowthMessage
from liangshi.growth.services import sending, writing
from liangshi.growth.services.writing import Sheet
from liangshi.pairing.models import Pairing
from liangshi.people.models import Student
from tests.world import SINCE, TODAY, World

NOW = datetime(2026, 9, 10, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TEXT = "小明，你把图书角整理得井井有条，还教会了三位同学打乒乓球，老师都看在眼里。期待你的新学期。"


class Termly:
    """The world with its pairings, and short ways to get a message somewhere."""

    def __init__(self, world: World) -> None:
        self.world = world
        for student in ("xiaoming", "xiaohong"):
            self.guides("li", student)

    def guides(self, mentor: str, student: str) -> None:
        """A pairing."""
        Pairing.unscoped.create(
            school=self.world.students[student].school, student=self.world.students[student],
            mentor=self.world.staff[mentor], starts_on=SINCE, came_about="manual", reason="测试", created_at=NOW,
        )  # fmt: skip

    def by(self, name: str, day: date = TODAY) -> Viewer:
        """The viewer of a named person."""
        return viewer_of(self.world.account(name), day)

    def kept(self, student: str = "xiaoming", text: str = TEXT) -> GrowthMessage:
        """A draft by li."""
        row = Student.unscoped.get(pk=self.world.students[student].pk)
        return writing.keep(by=self.by("li"), student=row, sheet=Sheet(text, 0), now=NOW)

    def ready(self, student: str = "xiaoming", text: str = TEXT) -> GrowthMessage:
        """A finished one."""
        message = self.kept(student, text)
        writing.finish(by=self.by("li"), message=message, now=NOW)
        return message

    def sent(self, student: str = "xiaoming", text: str = TEXT) -> GrowthMessage:
        """One that has arrived."""
        message = self.ready(student, text)
        sending.send(by=self.by("li"), messages=[message], now=NOW)
        message.refresh_from_db()
        return message


@pytest.fixture
def termly(world: World) -> Termly:
    """The term."""
    return Termly(world)
