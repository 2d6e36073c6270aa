"""What the papers of a version are made of, and the papers: by the school's template where one is in use."""

from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from liangshi.domain.duties import Span
from liangshi.people.models import LeadershipLevel, LeadershipPost, Term
from liangshi.schemes.choices import PaperKind
from liangshi.schemes.models import PaperTemplate, SchemeVersion
from liangshi.schemes.papers.context import TermFacts, paper_words
from liangshi.schemes.papers.duty_list import duty_list_document
from liangshi.schemes.papers.facts import Level, PaperFacts, Post
from liangshi.schemes.papers.filling import fill
from liangshi.schemes.papers.handbook import handbook_document
from liangshi.schemes.papers.scheme_paper import scheme_document
from liangshi.schemes.queries.catalogue import shelf
from liangshi.schemes.queries.terms import school_calendar, terms_of
from liangshi.schemes.queries.versions import parsed


class NoTermError(Exception):
    """The school has no terms yet, and a duty list needs one."""


def paper_facts(version: SchemeVersion) -> PaperFacts:
    """The facts of a version, its school at hand."""
    scheme = parsed(version.text)
    frame = shelf().get(scheme.header.frame or "")
    posts = LeadershipPost.unscoped.filter(school=version.school_id).select_related("staff")
    levels = LeadershipLevel.unscoped.filter(school=version.school_id)
    return PaperFacts(
        school=version.school.name, scheme=scheme, ordinal=version.ordinal, valid_from=version.valid_from,
        published_on=localdate(version.published_at), frame_title=frame.header.title if frame else "",
        posts=tuple(Post(post.post, post.staff.name, post.charge) for post in posts),
        levels=tuple(Level(level.name, level.charge) for level in levels),
    )  # fmt: skip


def term_facts(school: int, day: date, ordinal: int | None = None) -> TermFacts:
    """The term of that number, or the one on that day; `NoTermError` where there is none."""
    calendar, terms = school_calendar(school, day), terms_of(school, day)
    if calendar is None:
        raise NoTermError
    begun = [term for term in terms if term.starts_on <= day] or [terms[0]]
    term = next((term for term in terms if term.ordinal == ordinal), begun[-1])
    return TermFacts(term_name(term), Span(term.starts_on, term.ends_on), calendar)


def term_name(term: Term) -> str:
    """2026—2027学年第一学期."""
    ordinal = {1: _("第一学期"), 2: _("第二学期")}.get(term.ordinal, "")
    return f"{term.year.name}{ordinal}"


def paper_document(kind: PaperKind, version: SchemeVersion, term: TermFacts | None) -> bytes:
    """The paper as Word: by the school's template where one is in use, else in the standard style."""
    template = PaperTemplate.unscoped.filter(school=version.school_id, kind=kind, in_use=True).first()
    if template is not None:
        return filled(bytes(template.content), kind, version, term)
    facts = paper_facts(version)
    if kind is PaperKind.SCHEME:
        return scheme_document(facts)
    if kind is PaperKind.HANDBOOK:
        return handbook_document(facts)
    if term is None:
        raise NoTermError
    return duty_list_document(facts, term.calendar, term.span, term.name)


def filled(content: bytes, kind: PaperKind, version: SchemeVersion, term: TermFacts | None) -> bytes:
    """A template filled with a version; `TemplateRefusedError` where it does not fit."""
    return fill(content, paper_words(kind, paper_facts(version), term).named())
