"""明德中学 with a published version that is on file with the bureau, and with a template of its own."""

from datetime import UTC, date, datetime

from liangshi.access.queries import viewer_of
from liangshi.schemes.choices import PaperKind
from liangshi.schemes.models import FrameVersion, PaperTemplate, SchemeFiling, SchemeVersion
from liangshi.schemes.papers.sample import sample_template
from liangshi.schemes.queries import preset
from liangshi.schemes.queries.blank import blank_frame
from liangshi.schemes.services import file_version, publish_draft, start_draft, upload_template
from liangshi.schemes.services.frames import publish_frame, start_frame
from tests.world import TODAY, World

NOW = datetime(2026, 9, 10, 2, 0, tzinfo=UTC)
OWN = preset("wuhu-2022").text.replace('key = "wuhu-2022"', 'key = "own"\nframe = "wuhu-2022"', 1)


def published(world: World, text: str = OWN, valid_from: date = date(2026, 9, 1), note: str = "") -> SchemeVersion:
    """The next version of 明德中学."""
    viewer = viewer_of(world.account("shen"), TODAY)
    draft = start_draft(by=viewer, school=world.schools["mingde"].pk, text=text, started_from="wuhu-2022", now=NOW)
    return publish_draft(by=viewer, draft=draft, revision=draft.revision, valid_from=valid_from, note=note, now=NOW)


def filed(world: World) -> SchemeFiling:
    """The filing of the first version; made once."""
    school = world.schools["mingde"]
    there = SchemeFiling.unscoped.filter(school=school).first()
    if there is not None:
        return there
    viewer = viewer_of(world.account("shen"), TODAY)
    return file_version(by=viewer, version=published(world), letter="第一次报送，请审阅。", now=NOW)


def with_template(world: World) -> PaperTemplate:
    """A template of the scheme's paper; made once."""
    there = PaperTemplate.unscoped.filter(school=world.schools["mingde"]).first()
    if there is not None:
        return there
    viewer = viewer_of(world.account("shen"), TODAY)
    version = SchemeVersion.unscoped.filter(school=world.schools["mingde"]).first() or published(world)
    return upload_template(
        by=viewer, version=version, term=None, kind=PaperKind.SCHEME, name="红头.docx",
        content=sample_template(PaperKind.SCHEME), now=NOW,
    )  # fmt: skip


FRAME = (
    blank_frame(date(2026, 9, 1)).split("# 每条规则")[0]
    + """[[matching.quotas]]
id = "quota"
title = "师生比"
ceiling = 10
strength = "hard"
source = { document = "框", place = "一", words = "每名导师指导学生不超过10人。" }
reading = "每名导师最多10名学生，不得超过。"
"""
)


def framed(world: World, text: str = FRAME, valid_from: date = date(2026, 9, 1)) -> FrameVersion:
    """The next frame of the bureau; the same is made once."""
    there = FrameVersion.unscoped.filter(text=text, valid_from=valid_from).first()
    if there is not None:
        return there
    viewer = viewer_of(world.account("feng"), TODAY)
    region = world.region.pk
    draft = start_frame(by=viewer, region=region, text=text, started_from="empty", now=NOW)
    return publish_frame(by=viewer, draft=draft, revision=draft.revision, valid_from=valid_from, now=NOW)
