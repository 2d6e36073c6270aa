"""The law of exemptions, leave and figures, row by row."""

import pytest

from liangshi.access.queries import viewer_of
from liangshi.duties.models import ClassSum, Exemption, MentorLeave, SchoolSum
from liangshi.duties.services import reckon_school
from tests.duties.school import at
from tests.duties.test_changes import exempted, leave
from tests.duties.test_pages import SEPTEMBER_24
from tests.world import PERSONAS, TODAY, World


def seen(world: World, model: type, persona: str) -> int:
    return model.objects.visible_to(viewer_of(world.account(persona), TODAY)).count()


@pytest.mark.parametrize("persona", PERSONAS)
def test_an_exemption_exists_for_the_coordinator_and_the_mentor(persona: str, term: World) -> None:
    exempted(term)
    assert seen(term, Exemption, persona) == (persona in {"shen", "wang"})


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_leave_exists_for_the_coordinator_the_mentor_and_who_stands_in(persona: str, term: World) -> None:
    leave(term)
    assert seen(term, MentorLeave, persona) == (persona in {"shen", "wang", "li"})


def test_figures_of_classes_exist_for_those_who_follow_them(term: World) -> None:
    reckon_school(school=term.schools["mingde"].pk, now=at(SEPTEMBER_24))
    groups = {
        persona: set(
            ClassSum.objects.visible_to(viewer_of(term.account(persona), TODAY)).values_list(
                "class_group__name", flat=True
            )
        )
        for persona in PERSONAS
    }
    everything = {"高一(1)班", "高一(2)班", None}
    expected = {"lin": everything, "shen": everything, "gao": {"高一(1)班", "高一(2)班"}, "wang": {"高一(1)班"}}
    assert groups == {persona: expected.get(persona, set()) for persona in PERSONAS}


def test_figures_of_the_school_exist_for_its_people_and_its_bureaus_officer(term: World) -> None:
    reckon_school(school=term.schools["mingde"].pk, now=at(SEPTEMBER_24))
    assert all(bool(seen(term, SchoolSum, one)) == (one not in {"he", "zheng", "ding"}) for one in PERSONAS)
