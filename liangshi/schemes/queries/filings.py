"""Where the schools of a region stand with their schemes, and what an officer looks at in one of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from liangshi.domain.access import Viewer
from liangshi.domain.scheme import Scheme
from liangshi.domain.scheme.base import Rule
from liangshi.people.models import School
from liangshi.schemes.choices import PUBLISHED, WITHOUT, FilingState
from liangshi.schemes.models import FilingComment, SchemeFiling, SchemeVersion
from liangshi.schemes.queries.frames import Framed, framed
from liangshi.schemes.queries.reading import Reading, reading
from liangshi.schemes.queries.review import Warned, changes_between, warnings_of
from liangshi.schemes.queries.versions import parsed


def schools_filed(viewer: Viewer, state: str = "") -> QuerySet[School]:
    """Schools with `standing` (the state of the latest filing, or published, or without) and that filing."""
    latest = SchemeFiling.unscoped.filter(school=OuterRef("pk")).order_by("-filed_at", "-pk")
    published = SchemeVersion.unscoped.filter(school=OuterRef("pk"))
    rows: QuerySet[School] = School.objects.visible_to(viewer).select_related("region").annotate(
        standing=Coalesce(
            Subquery(latest.values("state")[:1]),
            Subquery(published.annotate(word=Value(PUBLISHED)).values("word")[:1]), Value(WITHOUT),
        ),
        filing=Subquery(latest.values("public_id")[:1]), filed_at=Subquery(latest.values("filed_at")[:1]),
        ordinal=Subquery(latest.values("version__ordinal")[:1]),
        approved=Exists(SchemeFiling.unscoped.filter(school=OuterRef("pk"), state=FilingState.APPROVED)),
    )  # fmt: skip
    return rows.filter(standing=state) if state else rows  # type: ignore[misc] # the stubs lose annotations


def standings(viewer: Viewer) -> Mapping[str, int]:
    """How many schools stand where."""
    rows = schools_filed(viewer).values("standing").annotate(number=Count("pk")).order_by()  # type: ignore[misc]
    return {row["standing"]: row["number"] for row in rows}


@dataclass(frozen=True, slots=True)
class Said:
    """A clause with what was said about it."""

    rule: Rule | None
    comments: tuple[FilingComment, ...]


@dataclass(frozen=True, slots=True)
class FilingReview:
    """A filed version as both sides look at it."""

    paper: Reading
    frames: tuple[Framed, ...]
    warnings: tuple[Warned, ...]
    before: SchemeFiling | None
    changes: tuple[str, ...]
    talked_of: tuple[Said, ...]
    earlier: tuple[FilingComment, ...]
    clauses: tuple[tuple[str, str], ...]


def filing_review(filing: SchemeFiling) -> FilingReview:
    """Frame, warnings, changes since the last filed version, comments by clause; the version is at hand."""
    scheme = parsed(filing.version.text)
    earlier = SchemeFiling.unscoped.filter(school=filing.school_id, version__ordinal__lt=filing.version.ordinal)
    before = earlier.select_related("version").order_by("-version__ordinal").first()
    asked = FilingComment.unscoped.filter(filing=before).select_related("author") if before else ()
    return FilingReview(
        paper=reading(scheme),
        frames=framed(filing.school_id, scheme, filing.version.valid_from),
        warnings=warnings_of(scheme, max(filing.version.valid_from, scheme.header.valid_from)),
        before=before,
        changes=changes_between(parsed(before.version.text), scheme) if before else (),
        talked_of=_by_clause(scheme, FilingComment.unscoped.filter(filing=filing).select_related("author")),
        earlier=tuple(asked),
        clauses=tuple((rule.id, rule.title) for rule in scheme.rules()),
    )  # fmt: skip


def _by_clause(scheme: Scheme, comments: Iterable[FilingComment]) -> tuple[Said, ...]:
    said: dict[str, list[FilingComment]] = {}
    for comment in comments:
        said.setdefault(comment.clause, []).append(comment)
    order = {"": -1} | {rule.id: place for place, rule in enumerate(scheme.rules())}
    clauses = sorted(said, key=lambda clause: order.get(clause, len(order)))
    return tuple(Said(scheme.rule(clause) if clause else None, tuple(said[clause])) for clause in clauses)
