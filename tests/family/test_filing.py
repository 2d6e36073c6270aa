"""A meeting leads to one record with what the appointment knows; what was refused or moved is told as it was."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from liangshi.family.services.answers import cancel, confirm, decline
from liangshi.family.services.filing import FiledAlreadyError, FilingDraft, NotToBeFiledError, file_appointment
from liangshi.records.choices import Outcome
from liangshi.records.models import Entry, EntryStaff
from tests.family.conftest import HOUR, NOW, SATURDAY, Invite, by, fresh, time_of
from tests.world import World

HELD = FilingDraft(Outcome.HELD, "家里给他留了安静的书桌。")
AFTER = SATURDAY + 2 * HOUR


def test_a_visit_that_was_held_is_one_record_for_all_who_were_there(guided: World, invite: Invite) -> None:
    row = invite("wang", "xiaoming", "zhaoma", colleagues=(guided.staff["zhou"].pk,))
    confirm(by=by(guided, "zhaoma"), appointment=row, revision=1, time=time_of(row), now=NOW + HOUR)
    with pytest.raises(NotToBeFiledError):
        file_appointment(by=by(guided, "wang"), appointment=fresh(row), draft=HELD, now=NOW + HOUR)
    with pytest.raises(NotToBeFiledError):
        file_appointment(by=by(guided, "zhaoma"), appointment=fresh(row), draft=HELD, now=AFTER)
    entry = file_appointment(by=by(guided, "zhou"), appointment=fresh(row), draft=HELD, now=AFTER)
    assert (entry.kind, entry.channel, entry.outcome) == ("home_visit", "home_visit", "held")
    assert entry.happened_at == SATURDAY
    company = EntryStaff.unscoped.filter(entry=entry).values_list("staff__name", flat=True)
    assert set(company) == {"王海燕", "周心怡"}
    with pytest.raises(FiledAlreadyError):
        file_appointment(by=by(guided, "wang"), appointment=fresh(row), draft=HELD, now=AFTER)
    assert Entry.unscoped.count() == 1


def test_a_visit_that_was_declined_is_recorded_as_refused_and_not_as_held(guided: World, invite: Invite) -> None:
    row = invite("wang", "xiaoming", "zhaoma")
    decline(by=by(guided, "zhaoma"), appointment=row, revision=1, words="", now=NOW + HOUR)
    with pytest.raises(NotToBeFiledError):
        file_appointment(by=by(guided, "wang"), appointment=fresh(row), draft=HELD, now=NOW + HOUR)
    refused = FilingDraft(Outcome.REFUSED)
    entry = file_appointment(by=by(guided, "wang"), appointment=fresh(row), draft=refused, now=NOW + 2 * HOUR)
    assert (entry.kind, entry.outcome, entry.happened_at) == ("home_visit", "refused", NOW + HOUR)


def test_a_visit_that_was_called_off_is_recorded_as_postponed(guided: World, invite: Invite) -> None:
    row = invite("wang", "xiaoming", "zhaoma")
    cancel(by=by(guided, "wang"), appointment=row, revision=1, words="下周再约", now=NOW + HOUR)
    entry = file_appointment(
        by=by(guided, "wang"), appointment=fresh(row), draft=FilingDraft(Outcome.POSTPONED), now=NOW + HOUR
    )
    assert entry.outcome == "postponed"


@pytest.mark.parametrize(
    ("changes", "kind", "channel"),
    [
        ({"way": "at_school"}, "home_visit", "school_meeting"),
        ({"way": "video"}, "home_visit", "video"),
        ({"way": "phone"}, "phone_call", "phone"),
        ({"guardians": (), "with_student": True, "way": "talk"}, "talk", "face_to_face"),
        ({"guardians": (), "with_student": True, "way": "phone"}, "talk", "phone"),
    ],
)
def test_the_way_of_meeting_decides_the_record(
    guided: World, invite: Invite, changes: dict[str, object], kind: str, channel: str
) -> None:
    row = invite("wang", "xiaoming", "zhaoma", **changes)
    decline(
        by=by(guided, "xiaoming" if "with_student" in changes else "zhaoma"), appointment=row, revision=1, words="",
        now=NOW + HOUR,
    )  # fmt: skip
    draft = FilingDraft(Outcome.REFUSED)
    entry = file_appointment(by=by(guided, "wang"), appointment=fresh(row), draft=draft, now=NOW + HOUR)
    assert (entry.kind, entry.channel) == (kind, channel)


def test_what_the_homeroom_teacher_was_not_told_stays_with_the_mentors(guided: World, invite: Invite) -> None:
    row = invite("zhou", "xiaoming", with_student=True, team=False, way="talk")
    decline(by=by(guided, "xiaoming"), appointment=row, revision=1, words="", now=NOW + HOUR)
    draft = FilingDraft(Outcome.REFUSED)
    entry = file_appointment(by=by(guided, "zhou"), appointment=fresh(row), draft=draft, now=NOW + HOUR)
    assert entry.readers == "mentors"


def test_the_page_offers_the_record_after_the_visit_and_leads_to_it(
    guided: World, invite: Invite, sign_in: Callable[[str], Client]
) -> None:
    row = invite("wang", "xiaoming", "zhaoma")
    confirm(by=by(guided, "zhaoma"), appointment=row, revision=1, time=time_of(row), now=NOW + HOUR)
    own = f"/appointments/{row.public_id}/"
    with time_machine.travel(NOW + HOUR, tick=False):
        assert "记下这次约见" not in sign_in("wang").get(own).content.decode()
    with time_machine.travel(AFTER, tick=False):
        browser = sign_in("wang")
        assert "记下这次约见" in browser.get(own).content.decode()
        assert "见过了，可以记一笔" in browser.get("/appointments/").content.decode()
        answer = browser.post(f"{own}record/", {"outcome": "held", "words": "", "next_step": "", "next_step_on": ""})
        assert (answer.status_code, answer.headers["Location"]) == (303, own)
        entry = Entry.unscoped.get()
        assert f"/records/{entry.public_id}/" in browser.get(own).content.decode()
        assert browser.get(f"{own}record/").status_code == 404
