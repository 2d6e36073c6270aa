"""Doors of the schemes app."""

from tests.schemes.filed import filed, framed, with_template
from tests.sweeps.doors import COORDINATORS, EVERYONE, STAFF, DoorRow

NOBODY: frozenset[str] = frozenset()
SCHOOLS = EVERYONE - {"feng", "ding"}
FOLLOWERS = frozenset({"lin", "shen", "feng"})

DOORS = {
    "schemes:scheme": DoorRow(SCHOOLS, lambda world: "/scheme/"),
    "schemes:versions": DoorRow(SCHOOLS, lambda world: "/scheme/versions/"),
    "schemes:filing_new": DoorRow(
        frozenset({"shen"}), lambda world: f"/scheme/versions/{filed(world).version.public_id}/file/"
    ),
    "schemes:frames": DoorRow(frozenset({"feng"}), lambda world: "/frames/"),
    "schemes:frame": DoorRow(FOLLOWERS | {"he"}, lambda world: f"/frames/{framed(world).public_id}/"),
    "schemes:frame_start": DoorRow(NOBODY, lambda world: "/frames/start/", method="post"),
    "schemes:frame_draft": DoorRow(NOBODY, lambda world: "/frames/draft/"),
    "schemes:frame_text": DoorRow(NOBODY, lambda world: "/frames/draft/text/"),
    "schemes:frame_publish": DoorRow(NOBODY, lambda world: "/frames/draft/publish/"),
    "schemes:filings": DoorRow(frozenset({"feng"}), lambda world: "/filings/"),
    "schemes:filing": DoorRow(FOLLOWERS, lambda world: f"/filings/{filed(world).public_id}/"),
    "schemes:filing_word": DoorRow(FOLLOWERS, lambda world: f"/filings/{filed(world).public_id}/word/"),
    "schemes:filing_comment": DoorRow(
        FOLLOWERS, lambda world: f"/filings/{filed(world).public_id}/comment/", method="post", status=(422,)
    ),
    "schemes:filing_decide": DoorRow(
        frozenset({"feng"}), lambda world: f"/filings/{filed(world).public_id}/decide/", method="post", status=(422,)
    ),
    "schemes:papers": DoorRow(STAFF | {"he"}, lambda world: "/scheme/papers/"),
    "schemes:paper_word": DoorRow(STAFF, lambda world: f"/scheme/papers/{'scheme' if filed(world) else ''}/"),
    "schemes:paper_template": DoorRow(COORDINATORS, lambda world: "/scheme/papers/scheme/template/"),
    "schemes:template_sample": DoorRow(COORDINATORS, lambda world: "/scheme/papers/scheme/sample/"),
    "schemes:template_file": DoorRow(
        frozenset({"shen"}), lambda world: f"/scheme/templates/{with_template(world).public_id}/"
    ),
    "schemes:template_preview": DoorRow(
        frozenset({"shen"}), lambda world: f"/scheme/templates/{with_template(world).public_id}/preview/"
    ),
    "schemes:template_use": DoorRow(
        frozenset({"shen"}),
        lambda world: f"/scheme/templates/{with_template(world).public_id}/use/",
        method="post",
        status=(303,),
    ),
    "schemes:version": DoorRow(NOBODY, lambda world: "/scheme/versions/nosuchversion/"),
    "schemes:version_text": DoorRow(NOBODY, lambda world: "/scheme/versions/nosuchversion/text/"),
    "schemes:presets": DoorRow(COORDINATORS, lambda world: "/scheme/presets/"),
    "schemes:preset": DoorRow(COORDINATORS, lambda world: "/scheme/presets/wuhu-2022/"),
    "schemes:draft": DoorRow(NOBODY, lambda world: "/scheme/draft/"),
    "schemes:draft_start": DoorRow(NOBODY, lambda world: "/scheme/draft/start/", method="post"),
    "schemes:draft_text": DoorRow(NOBODY, lambda world: "/scheme/draft/text/"),
    "schemes:draft_examples": DoorRow(NOBODY, lambda world: "/scheme/draft/examples/", method="post"),
    "schemes:draft_publish": DoorRow(NOBODY, lambda world: "/scheme/draft/publish/"),
}
