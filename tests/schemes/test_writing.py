"""A school starts from a preset, changes it, sees the difference, publishes; others read."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from liangshi.access.queries import viewer_of
from liangshi.audit.models import Entry
from liangshi.domain.scheme import Scheme
from liangshi.schemes.models import SchemeDraft, SchemeVersion
from liangshi.schemes.queries import NoSchemeError, checked, preset, scheme_on
from liangshi.schemes.services import DraftChangedError, amend, publish_draft, save_draft, start_draft
from tests.world import TODAY, World

SignIn = Callable[[str], Client]


@pytest.fixture
def draft(world: World, sign_in: SignIn) -> SchemeDraft:
    """The coordinator has started from the preset of the senior high schools."""
    sign_in("shen").post("/scheme/draft/start/", {"start_from": "wuhu-2022"})
    return SchemeDraft.unscoped.get()


def quota_field(scheme_text: str) -> str:
    return f"{preset('wuhu-2022').scheme.matching.quotas[0].id}__ceiling"


def values(client: Client) -> dict[str, object]:
    """What the guided form shows."""
    form = client.get("/scheme/draft/").context["form"]
    return {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}


def test_a_draft_starts_from_a_preset_and_says_where_from(draft: SchemeDraft) -> None:
    assert draft.started_from == "wuhu-2022"
    before, after = preset("wuhu-2022").text.splitlines(), draft.text.splitlines()
    assert [line for line in after if line not in before] == [
        'title = "清河市明德中学全员导师制工作实施方案"', 'level = "school"', 'author = "清河市明德中学"',
    ]  # fmt: skip
    assert isinstance(checked(draft.text), Scheme)


def test_the_guided_form_changes_one_value_and_leaves_the_rest(draft: SchemeDraft, sign_in: SignIn) -> None:
    client, before = sign_in("shen"), draft.text.splitlines()
    answer = client.post("/scheme/draft/", values(client) | {quota_field(draft.text): 12})
    assert answer.status_code == 303
    draft.refresh_from_db()
    after = draft.text.splitlines()
    assert [line for line in after if line not in before] == ["ceiling = 12"]


def test_a_quota_that_contradicts_itself_is_saved_but_cannot_be_published(draft: SchemeDraft, sign_in: SignIn) -> None:
    client = sign_in("shen")
    answer = client.post("/scheme/draft/", values(client) | {quota_field(draft.text): 0}, follow=True)
    assert answer.redirect_chain[-1][0] == "/scheme/draft/text/"
    assert "有 1 处需要改" in answer.content.decode()
    assert client.get("/scheme/draft/publish/").status_code == 303
    assert not SchemeVersion.unscoped.exists()


def test_a_lost_race_keeps_the_words_of_the_one_who_lost(draft: SchemeDraft, sign_in: SignIn, world: World) -> None:
    save_draft(by=viewer_of(world.account("shen"), TODAY), draft=draft, revision=1, text=draft.text, now=timezone.now())
    answer = sign_in("shen").post("/scheme/draft/text/", {"text": "# 我的版本", "revision": 1})
    assert answer.status_code == 422
    assert "# 我的版本" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.revision == 2


def test_publishing_shows_what_changes_and_makes_an_immutable_version(draft: SchemeDraft, sign_in: SignIn) -> None:
    client = sign_in("shen")
    client.post("/scheme/draft/publish/", {"revision": 1, "valid_from": "2026-09-01"})
    first = SchemeVersion.unscoped.get()
    client.post("/scheme/draft/start/", {"start_from": first.public_id})
    client.post("/scheme/draft/", values(client) | {quota_field(first.text): 12})
    page = client.get("/scheme/draft/publish/").content.decode()
    assert "由“15”改为“12”" in page
    assert "小时" in page
    client.post("/scheme/draft/examples/", {"revision": 2})
    client.post("/scheme/draft/publish/", {"revision": 3, "valid_from": "2026-10-01", "note": "上限改为12"})
    assert scheme_on(first.school_id, date(2026, 9, 30)).matching.quotas[0].ceiling == 15
    assert scheme_on(first.school_id, date(2026, 10, 1)).matching.quotas[0].ceiling == 12
    verbs = Entry.unscoped.filter(verb="scheme.published").count()
    assert verbs == 2


def test_the_same_text_is_not_published_twice(draft: SchemeDraft, sign_in: SignIn) -> None:
    client = sign_in("shen")
    client.post("/scheme/draft/publish/", {"revision": 1, "valid_from": "2026-09-01"})
    client.post("/scheme/draft/start/", {"start_from": "wuhu-2022"})
    answer = client.post("/scheme/draft/publish/", {"revision": 1, "valid_from": "2026-09-01"})
    assert answer.status_code == 422
    assert SchemeVersion.unscoped.count() == 1


def test_a_draft_that_changed_in_between_is_not_published(draft: SchemeDraft, world: World) -> None:
    viewer = viewer_of(world.account("shen"), TODAY)
    save_draft(by=viewer, draft=draft, revision=1, text=draft.text, now=timezone.now())
    with pytest.raises(DraftChangedError):
        publish_draft(by=viewer, draft=draft, revision=1, valid_from=TODAY, now=timezone.now())
    assert SchemeDraft.unscoped.exists()


def test_a_school_without_a_scheme_says_so(world: World) -> None:
    with pytest.raises(NoSchemeError):
        scheme_on(world.schools["mingde"].pk, TODAY)


def test_everybody_reads_the_published_scheme_with_its_sources(draft: SchemeDraft, sign_in: SignIn) -> None:
    sign_in("shen").post("/scheme/draft/publish/", {"revision": 1, "valid_from": "2026-09-01"})
    for person in ("xiaoming", "zhaoma", "li"):
        page = sign_in(person).get("/scheme/").content.decode()
        assert "学生人人有导师" in page
        assert "修改方案" not in page


def test_the_draft_of_a_school_is_its_own(draft: SchemeDraft, sign_in: SignIn, world: World) -> None:
    assert sign_in("he").get("/scheme/draft/").status_code == 404
    assert sign_in("li").get("/scheme/draft/").status_code == 404


def test_an_invalid_text_is_kept_and_each_problem_named_with_its_line(draft: SchemeDraft, sign_in: SignIn) -> None:
    broken = draft.text.replace('level = "school"', 'level = "galaxy"').replace("ceiling = 15", "ceeling = 15")
    answer = sign_in("shen").post("/scheme/draft/text/", {"text": broken, "revision": 1}, follow=True)
    page = answer.content.decode()
    assert "galaxy" in page
    assert "ceeling" in page
    draft.refresh_from_db()
    assert draft.text == broken


def test_amending_removes_an_emptied_value_and_keeps_comments(world: World) -> None:
    text = preset("wuhu-2022").text
    quota = preset("wuhu-2022").scheme.matching.quotas[0].id
    with_target = amend(text, {(quota, "target_high"): 12})
    assert "target_high = 12" in with_target
    assert amend(with_target, {(quota, "target_high"): None}) == text


def test_a_version_of_another_school_does_not_exist(draft: SchemeDraft, sign_in: SignIn, world: World) -> None:
    client = sign_in("shen")
    client.post("/scheme/draft/publish/", {"revision": 1, "valid_from": "2026-09-01"})
    version = SchemeVersion.unscoped.get()
    assert client.get(f"/scheme/versions/{version.public_id}/").status_code == 200
    assert client.get(f"/scheme/versions/{version.public_id}/text/").content.decode() == version.text
    assert sign_in("he").get(f"/scheme/versions/{version.public_id}/").status_code == 404


def test_starting_again_from_a_preset_replaces_the_draft(draft: SchemeDraft, world: World) -> None:
    viewer = viewer_of(world.account("shen"), TODAY)
    start_draft(by=viewer, school=draft.school_id, text="x", started_from="x", now=timezone.now())
    assert SchemeDraft.unscoped.get().text == "x"


def test_a_worked_example_that_does_not_hold_stops_publishing_until_it_is_left_out(
    draft: SchemeDraft, sign_in: SignIn
) -> None:
    client = sign_in("shen")
    client.post("/scheme/draft/", values(client) | {quota_field(draft.text): 12})
    answer = client.post("/scheme/draft/publish/", {"revision": 2, "valid_from": "2026-09-01"})
    assert answer.status_code == 422
    assert "fifteen-students" in answer.content.decode()
    assert not SchemeVersion.unscoped.exists()
    client.post("/scheme/draft/examples/", {"revision": 2})
    draft.refresh_from_db()
    assert "fifteen-students" not in draft.text
    assert "sixteen-students" in draft.text
    assert client.post("/scheme/draft/publish/", {"revision": 3, "valid_from": "2026-09-01"}).status_code == 303


def test_a_school_above_its_bureaus_frame_is_told_so(draft: SchemeDraft, sign_in: SignIn) -> None:
    own = draft.text.replace('key = "wuhu-2022"', 'key = "own"\nframe = "wuhu-2022"').replace(
        "ceiling = 15", "ceiling = 18"
    )
    client = sign_in("shen")
    client.post("/scheme/draft/text/", {"text": own, "revision": 1})
    assert "18" in client.get("/scheme/draft/publish/").content.decode()
    assert "超过框架的上限 15" in client.get("/scheme/draft/publish/").content.decode()
