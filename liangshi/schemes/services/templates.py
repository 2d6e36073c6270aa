"""A school's own Word templates: uploaded, tried, taken into use, set aside; none is ever lost."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.schemes.choices import PaperKind
from liangshi.schemes.models import PaperTemplate, SchemeVersion
from liangshi.schemes.papers.context import TermFacts
from liangshi.schemes.queries.papers import filled


@transaction.atomic
def upload_template(
    *, by: Viewer, version: SchemeVersion, term: TermFacts | None, kind: PaperKind, name: str, content: bytes,
    now: datetime,
) -> PaperTemplate:  # fmt: skip
    """Keep a template after it was filled once with `version`; `TemplateRefusedError` says what is wrong with it."""
    filled(content, kind, version, term)
    rows = PaperTemplate.unscoped.filter(school=version.school_id, kind=kind)
    template: PaperTemplate = PaperTemplate.unscoped.create(
        school_id=version.school_id, kind=kind, ordinal=(rows.aggregate(top=Max("ordinal"))["top"] or 0) + 1,
        name=name, content=content, digest=hashlib.sha256(content).hexdigest(), uploaded_at=now,
        uploaded_by_id=by.account,
    )  # fmt: skip
    _trace(by, "template.uploaded", template, now)
    return template


@transaction.atomic
def use_template(*, by: Viewer, template: PaperTemplate, now: datetime) -> None:
    """From now on the paper comes out by this template."""
    PaperTemplate.unscoped.filter(school=template.school_id, kind=template.kind, in_use=True).update(in_use=False)
    PaperTemplate.unscoped.filter(pk=template.pk).update(in_use=True)
    _trace(by, "template.in_use", template, now)


@transaction.atomic
def set_aside(*, by: Viewer, template: PaperTemplate, now: datetime) -> None:
    """Back to the standard style; the template stays in the history."""
    if PaperTemplate.unscoped.filter(pk=template.pk, in_use=True).update(in_use=False):
        _trace(by, "template.set_aside", template, now)


def _trace(by: Viewer, verb: str, template: PaperTemplate, now: datetime) -> None:
    record(
        by=by, verb=verb, kind="paper_template", subject=template.public_id, school=template.school_id, now=now,
        detail={"kind": template.kind, "digest": template.digest},
    )  # fmt: skip
