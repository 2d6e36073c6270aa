"""Figures of care: how long somebody waits; what the bureau sees, which no later look can take apart."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine
from django.test import Client

from liangshi.access.queries import viewer_of
from liangshi.wellbeing.queries.board import cases_by_date, concern_lines
from liangshi.wellbeing.queries.figures import Ending, Month, Taken, closed_months, region_figures, school_figures
from liangshi.wellbeing.services.cases import Closing, Opening, close_case, reopen_case
from tests.counties import in_counties
from tests.wellbeing.case_world import NOW, SOON, a_case, by, concern, fresh, held
from tests.world import World

SEPTEMBER = Month(2026, 9)
OCTOBER = datetime(2026, 10, 8, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
MINUTE = timedelta(minutes=1)


def waited(world: World, *minutes: int) -> None:
    """Concerns that the counsellor took after so many minutes."""
    for number in minutes:
        held(world, concern(world), "zhou", NOW + number * MINUTE)


def test_the_school_sees_median_and_longest_and_the_median_from_five_on(world: World) -> None:
    waited(world, 3, 8, 200, 12)
    line = school_figures(viewer_of(world.account("lin"), OCTOBER.date()), OCTOBER).lines[1]
    assert (line.month, line.raised, line.typical, line.longest) == (SEPTEMBER, 4, None, 200 * MINUTE)
    waited(world, 10)
    assert school_figures(viewer_of(world.account("lin"), OCTOBER.date()), OCTOBER).lines[1].typical == 10 * MINUTE


def test_the_bureau_sees_whole_months_of_the_region_with_small_cells_hidden(world: World) -> None:
    assert closed_months(OCTOBER)[0] == SEPTEMBER
    waited(world, *[5] * 9, 90)
    figures = region_figures({world.region.pk}, SEPTEMBER)
    assert figures.concerns.columns == tuple(Taken)
    by_school = {name: counts for name, counts, _total in figures.concerns.lines}
    assert by_school["清河市明德中学"][1] is None
    assert None in by_school["清河市明德中学"][:1] + by_school["清河市育英小学"] or figures.concerns.total is None
    assert all(count is None or count == 0 or count >= 5 for counts in by_school.values() for count in counts)


def test_what_happens_later_changes_nothing_in_a_month_that_is_over(world: World) -> None:
    cases = [a_case(world, name) for name in ("xiaoming", "xiaohong")]
    before = region_figures({world.region.pk}, SEPTEMBER)
    close_case(by=by(world, "zhou"), case=cases[0], draft=Closing("稳定了"), now=OCTOBER)
    held(world, concern(world, "xiaogang"), "zhou", OCTOBER)
    after = region_figures({world.region.pk}, SEPTEMBER)
    assert after.cases == before.cases
    closed = a_case(world, "xiaoli")
    close_case(by=by(world, "zhou"), case=closed, draft=Closing("稳定了"), now=NOW)
    stood = region_figures({world.region.pk}, SEPTEMBER)
    reopen_case(by=by(world, "zhou"), case=fresh(closed), draft=Opening("又来", OCTOBER.date()), now=OCTOBER)
    assert region_figures({world.region.pk}, SEPTEMBER) == stood
    assert stood.cases.columns == tuple(Ending)


def test_the_board_puts_what_nobody_has_in_hand_first_then_cases_by_date(world: World) -> None:
    case = a_case(world)
    waiting = concern(world, "xiaohong")
    board = by(world, "zhou")
    assert [line.holder for line in concern_lines(board)] == ["", "周心怡"]
    assert concern_lines(board)[0].public_id == waiting.public_id
    assert cases_by_date(board).get().next_on == SOON
    assert case in cases_by_date(board)


def test_the_board_takes_few_statements_however_much_there_is(
    world: World, sign_in, django_assert_max_num_queries
) -> None:
    for name in ("xiaoming", "xiaohong", "xiaogang"):
        a_case(world, name)
        concern(world, name)
    client = sign_in("zhou")
    with time_machine.travel(NOW, tick=False):
        client.get("/care/")
        with django_assert_max_num_queries(18):
            assert client.get("/care/").status_code == 200


def test_the_bureau_reads_no_name_of_a_child(world: World, sign_in) -> None:
    waited(world, 3)
    with time_machine.travel(OCTOBER, tick=False):
        page = sign_in("feng").get("/care/region/?month=2026-09").content.decode()
    assert "清河市明德中学" in page
    assert "赵小明" not in page
    assert "·" in page


def test_a_city_reads_the_care_of_its_counties_and_a_county_its_own_alone(
    world: World, sign_in: Callable[[str], Client]
) -> None:
    officer = in_counties(world)
    waited(world, *[5] * 9)
    city, county = sign_in("feng"), Client()
    county.force_login(officer)
    with time_machine.travel(OCTOBER, tick=False):
        seen = city.get("/care/region/?month=2026-09").content.decode()
        own = county.get("/care/region/?month=2026-09").content.decode()
    assert "明德中学" in seen
    assert "育英小学" in seen
    assert "明德中学" in own
    assert "育英小学" not in own
