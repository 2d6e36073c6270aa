"""Who reads a concern: the law in Python, the law as a query and the list that is shown agree for everybody."""

import pytest

from liangshi.audit.models import Entry
from liangshi.domain.access import reaches_concern
from liangshi.wellbeing.models import CareLine, Concern, ConcernStudent, HarmReport
from liangshi.wellbeing.queries.concern_readers import concern_facts, concern_readers
from liangshi.wellbeing.services.care_lines import write_care_line
from liangshi.wellbeing.services.hands import take_in_hand
from liangshi.wellbeing.services.problems import NotOnPathError
from liangshi.wellbeing.services.raising import NamedStudent
from liangshi.wellbeing.services.reading import read_concern
from liangshi.wellbeing.services.reports import tell_duty, write_report
from tests.wellbeing.concerns import EVENING, MINUTE, raised, run_until, viewer
from tests.world import PERSONAS, World

pytestmark = pytest.mark.django_db


def some_concerns(world: World) -> dict[str, Concern]:
    """An ordinary one, two about adults, one about a relative, one that climbed, one in hand, one closed."""
    from liangshi.wellbeing.services.assessing import close_concern

    found = {
        "ordinary": raised(world),
        "about the coordinator": raised(world, by="chen", key="k2", adults=(world.staff["shen"].pk,)),
        "about the principal": raised(world, by="xiaohong", key="k3", adults=(world.staff["lin"].pk,)),
        "of a relative": raised(world, by="chen", key="k4", named=(NamedStudent("李小力", None, "concerned", ""),)),
        "climbed": raised(world, by="chen", key="k5"),
        "in hand": raised(world, by="chen", key="k6"),
        "closed": raised(world, by="chen", key="k7"),
    }
    take_in_hand(by=viewer(world, "zhou"), concern=found["in hand"], now=EVENING)
    run_until(EVENING + 61 * MINUTE, EVENING + 29 * MINUTE)
    take_in_hand(by=viewer(world, "lin"), concern=found["closed"], now=EVENING + 62 * MINUTE)
    close_concern(by=viewer(world, "lin"), concern=found["closed"], outcome="好了", now=EVENING + 63 * MINUTE)
    return {name: Concern.unscoped.get(pk=concern.pk) for name, concern in found.items()}


def test_law_query_and_list_agree_for_every_person_and_concern(world: World) -> None:
    concerns = some_concerns(world)
    later = EVENING + 70 * MINUTE
    for persona in PERSONAS:
        asking = viewer(world, persona)
        seen = set(Concern.objects.visible_to(asking).values_list("pk", flat=True))
        for name, concern in concerns.items():
            by_law = reaches_concern(asking, concern_facts(concern))
            assert by_law == (concern.pk in seen), (persona, name)
            readers = concern_readers(concern_facts(concern), later)
            listed = world.account(persona).name in {reader.name for reader in readers}
            assert by_law == listed, (persona, name)


def test_who_reads_what(world: World) -> None:
    concerns = some_concerns(world)
    by = {
        name: {p for p in PERSONAS if reaches_concern(viewer(world, p), concern_facts(concern))}
        for name, concern in concerns.items()
    }
    assert by["in hand"] == {"zhou"}
    assert by["ordinary"] == {"zhou", "shen", "lin"}
    assert by["about the coordinator"] == {"lin"}
    assert by["about the principal"] == {"feng"}
    assert by["closed"] == {"zhou", "lin"}


def test_who_raised_it_and_the_student_do_not_read_it(world: World) -> None:
    concern = raised(world)
    for name in ("wang", "xiaoming", "zhaoma", "gu"):
        assert not Concern.objects.visible_to(viewer(world, name)).filter(pk=concern.pk).exists()
        assert not ConcernStudent.objects.visible_to(viewer(world, name)).exists()


def test_each_reading_is_in_the_chain(world: World) -> None:
    concern = raised(world)
    read_concern(by=viewer(world, "zhou"), concern=concern, now=EVENING)
    entry = Entry.unscoped.get(verb="concern.read")
    assert (entry.subject, entry.actor) == (concern.public_id, world.account("zhou").pk)


def test_the_mentor_sees_what_to_do_and_not_why(world: World) -> None:
    concern = raised(world, by="li")
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING)
    write_care_line(
        by=viewer(world, "zhou"), concern=concern, student=world.students["xiaoming"], to=[world.staff["wang"]],
        text="这几天每天打个招呼", until=None, now=EVENING,
    )  # fmt: skip
    assert CareLine.objects.visible_to(viewer(world, "wang")).get().text == "这几天每天打个招呼"
    assert not Concern.objects.visible_to(viewer(world, "wang")).exists()
    assert not CareLine.objects.visible_to(viewer(world, "chen")).exists()


def test_no_line_of_care_goes_to_whom_it_is_about(world: World) -> None:
    concern = raised(world, by="li", adults=(world.staff["wang"].pk,))
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING)
    with pytest.raises(NotOnPathError):
        write_care_line(
            by=viewer(world, "zhou"), concern=concern, student=world.students["xiaoming"], to=[world.staff["wang"]],
            text="多留意", until=None, now=EVENING,
        )  # fmt: skip


def test_the_duty_to_report_is_told_once_a_day_and_proven(world: World) -> None:
    report = tell_duty(by=viewer(world, "xiaoming"), now=EVENING)
    assert tell_duty(by=viewer(world, "xiaoming"), now=EVENING + MINUTE) == report
    assert Entry.unscoped.filter(verb="harm_report.duty_told", subject=report.public_id).count() == 1
    write_report(
        by=viewer(world, "xiaoming"), report=report, called="110", called_at=None, done="打了电话", now=EVENING
    )
    assert HarmReport.objects.visible_to(viewer(world, "xiaoming")).get().done == "打了电话"
    assert not HarmReport.objects.visible_to(viewer(world, "lin")).exists()
    write_report(by=viewer(world, "xiaoming"), report=report, called="改", called_at=None, done="改", now=EVENING)
    assert HarmReport.unscoped.get(pk=report.pk).called == "110"
