"""明德中学 with two mentors for one student: who sees what on the own list, and what the clause says."""

from datetime import date

from liangshi.domain.scheme import DutyRule
from liangshi.duties.queries import mine
from liangshi.duties.queries.book import book_of
from liangshi.duties.queries.hours import loads
from liangshi.duties.templatetags.duty_words import how_computed
from liangshi.pairing.choices import Track
from tests.duties.conftest import SCHEME
from tests.duties.school import by, calendar, pair, publish, talk
from tests.world import World

THURSDAY = date(2026, 9, 10)
OF_CONDUCT = SCHEME.replace('kind = "talk"\nrhythm', 'kind = "talk"\ntrack = "conduct"\nrhythm')


def two_mentors(world: World) -> None:
    """wang for study, li for conduct."""
    calendar(world.schools["mingde"])
    publish(world, OF_CONDUCT)
    pair(world.staff["wang"], world.students["xiaoming"], track=Track.STUDY)
    pair(world.staff["li"], world.students["xiaoming"], track=Track.CONDUCT)


def titles(world: World, name: str) -> set[str]:
    return {thing.title for thing in mine(by(world, name, THURSDAY), THURSDAY)}


def test_the_talk_stands_on_the_list_of_the_mentor_for_conduct_until_that_one_has_talked(world: World) -> None:
    two_mentors(world)
    assert "每周谈心" in titles(world, "li")
    assert "每周谈心" not in titles(world, "wang")
    assert "每学期家访" in titles(world, "li") & titles(world, "wang")
    talk(world, "wang", "xiaoming", on=date(2026, 9, 8))
    assert "每周谈心" in titles(world, "li")
    talk(world, "li", "xiaoming", on=date(2026, 9, 9))
    assert "每周谈心" not in titles(world, "li")


def test_the_page_says_whose_records_count(world: World) -> None:
    two_mentors(world)
    book = book_of(world.schools["mingde"].pk, THURSDAY)
    assert book
    clause = book.clauses["talk"]
    assert isinstance(clause, DutyRule)
    assert "只算导德导师参加的记录。" in how_computed(clause)
    assert "导师参加" not in how_computed(book.clauses["home-visit"])


def test_the_hours_of_a_mentor_hold_what_is_asked_of_this_one(world: World) -> None:
    two_mentors(world)
    found = loads(world.schools["mingde"].pk, THURSDAY)
    assert found
    asked = {load.mentor.name: {line.rule_id for line in load.lines} for load in found.mentors}
    assert asked == {"王海燕": {"home-visit", "note"}, "李向东": {"talk", "home-visit", "note"}}
