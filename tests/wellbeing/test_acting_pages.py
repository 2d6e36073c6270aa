"""Pages on which somebody acts: nothing that was typed is lost, and what was sent is forgotten by the drafts."""

from typing import Any

import pytest
import time_machine
from django.utils import timezone

from liangshi.records.services.drafts import draft_of, keep_draft
from liangshi.wellbeing.models import Addition, CaseEntry, Concern, Hand
from liangshi.wellbeing.services.hands import take_in_hand
from tests.wellbeing.case_world import NOW, a_case, by
from tests.wellbeing.concerns import EVENING, MINUTE, raised, run_until, viewer
from tests.world import World

pytestmark = pytest.mark.django_db
NOTE = "今天上午与学生谈了二十分钟"


def kept(world: World, name: str, key: str, text: str = NOTE) -> None:
    keep_draft(by=viewer(world, name), key=key, content={"text": [text]}, now=timezone.now())


def in_hand(world: World, name: str = "zhou") -> Concern:
    concern = raised(world)
    take_in_hand(by=viewer(world, name), concern=concern, now=EVENING + MINUTE)
    return concern


def test_what_is_typed_in_a_case_is_a_draft_until_the_entry_is_written(world: World, sign_in: Any) -> None:
    case = a_case(world)
    key = f"restricted:case:{case.public_id}:note:"
    with time_machine.travel(NOW, tick=False):
        client = sign_in("zhou")
        assert f'data-draft="{key}"' in client.get(f"/cases/{case.public_id}/write/note/").content.decode()
        kept(world, "zhou", key)
        refused = client.post(f"/cases/{case.public_id}/write/note/", {"happened_on": "2026-09-11", "text": NOTE})
        assert refused.status_code == 422
        assert NOTE in refused.content.decode()
        assert draft_of(by(world, "zhou"), key).content == {"text": [NOTE]}
        sent = client.post(f"/cases/{case.public_id}/write/note/", {"happened_on": "2026-09-10", "text": NOTE})
        assert sent.status_code == 303
    assert draft_of(by(world, "zhou"), key).content == {}
    assert CaseEntry.unscoped.filter(case=case, kind="note").count() == 1


@pytest.mark.parametrize(
    "page",
    ["actions/new/", "care/", "link/", "invite/", "owner/", "close/", "write/assessment/", "write/plan/"],
)
def test_every_form_of_a_case_has_a_draft_of_its_own(page: str, world: World, sign_in: Any) -> None:
    case = a_case(world)
    with time_machine.travel(NOW, tick=False):
        words = sign_in("zhou").get(f"/cases/{case.public_id}/{page}").content.decode()
    assert f'data-draft="restricted:case:{case.public_id}:' in words


def test_a_refused_act_on_a_concern_keeps_the_text_in_the_form(world: World, sign_in: Any) -> None:
    concern = in_hand(world)
    Hand.unscoped.filter(concern=concern).update(ended_at=EVENING + 2 * MINUTE, ended="given_back")
    with time_machine.travel(EVENING + 3 * MINUTE, tick=False):
        page = sign_in("zhou").post(f"/concerns/{concern.public_id}/close/", {"outcome": NOTE})
    assert page.status_code == 422
    assert NOTE in page.content.decode()
    assert "这件事现在不在您手里，没有改动。" in page.content.decode()


def test_an_act_on_a_concern_forgets_its_draft(world: World, sign_in: Any) -> None:
    concern = in_hand(world)
    key = f"restricted:concern:{concern.public_id}:note"
    with time_machine.travel(EVENING + 3 * MINUTE, tick=False):
        kept(world, "zhou", key)
        sign_in("zhou").post(f"/concerns/{concern.public_id}/add/", {"client_key": "0123456789", "text": NOTE})
    assert draft_of(viewer(world, "zhou"), key).content == {}
    assert Addition.unscoped.get(concern=concern).text == NOTE


def test_who_names_their_own_superior_is_led_to_the_list(world: World, sign_in: Any) -> None:
    concern = in_hand(world)
    with time_machine.travel(EVENING + 3 * MINUTE, tick=False):
        answer = sign_in("zhou").post(
            f"/concerns/{concern.public_id}/adult/", {"staff": world.staff["lin"].public_id}, follow=True
        )
    assert answer.redirect_chain == [("/concerns/", 303)]
    assert answer.status_code == 200


def test_the_second_who_takes_it_reads_who_was_first_and_when(world: World, sign_in: Any) -> None:
    concern = raised(world)
    run_until(EVENING + 60 * MINUTE)
    take_in_hand(by=viewer(world, "zhou"), concern=concern, now=EVENING + 61 * MINUTE)
    with time_machine.travel(EVENING + 62 * MINUTE, tick=False):
        page = sign_in("lin").post(f"/concerns/{concern.public_id}/take/", follow=True).content.decode()
    assert "周心怡已在2026年9月10日 22:41接手。" in page
