"""Load the demo school into an empty database, in one transaction."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from liangshi.access.queries import viewer_of
from liangshi.domain.access import Viewer
from liangshi.people.models import Account, School
from liangshi.project.demo.people import DemoSchool, build_people
from liangshi.schemes.queries import preset
from liangshi.schemes.services import publish_draft, start_draft

PRESET = "wuhu-2022"


@transaction.atomic
def load_demo(now: datetime) -> bool:
    """Make the demo school; False when the database already holds a school."""
    if School.unscoped.exists():
        return False
    demo = build_people(timezone.localdate(now))
    viewer = coordinator(demo, now)
    _scheme(demo, viewer, now)
    return True


def coordinator(demo: DemoSchool, now: datetime) -> Viewer:
    """The coordinator of the demo school as a viewer."""
    account = Account.unscoped.get(school=demo.school, appointments__role="coordinator")
    return viewer_of(account, timezone.localdate(now))


def _scheme(demo: DemoSchool, by: Viewer, now: datetime) -> None:
    draft = start_draft(by=by, school=demo.school.pk, text=preset(PRESET).text, started_from=PRESET, now=now)
    publish_draft(
        by=by,
        draft=draft,
        revision=draft.revision,
        valid_from=demo.year.starts_on,
        note="演示学校沿用芜湖方案",
        now=now,
    )
