"""What a draft changes, what the check says of it, and what it would ask of mentors."""

from dataclasses import dataclass
from datetime import date

from liangshi.domain.scheme import Scheme, difference, hours_asked, lint, run_examples
from liangshi.domain.scheme.examples import Example
from liangshi.domain.scheme.lint_words import advice
from liangshi.domain.scheme.spoken import change_sentence
from liangshi.schemes.queries.due_dates import EngineDueDates
from liangshi.schemes.queries.frames import Framed, framed
from liangshi.schemes.queries.versions import parsed, version_on


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning: the rule it is about, why, from where, what would be better, and the owner's kept reason."""

    title: str
    says: str
    source: str
    better: str
    kept: str


@dataclass(frozen=True, slots=True)
class Review:
    """`first` where there is no version yet; sentences for changes, breaks of frames; hours a week."""

    first: bool
    changes: tuple[str, ...]
    frames: tuple[Framed, ...]
    warnings: tuple[Warned, ...]
    failures: tuple[Example, ...]
    median_hours: float
    heaviest_hours: float


def review_of(school: int, scheme: Scheme, day: date) -> Review:
    """Compare the draft with the version in force on `day`, and look at it as it will hold from then."""
    version = version_on(school, day)
    before = parsed(version.text) if version else None
    start = max(day, scheme.header.valid_from)
    hours = hours_asked(scheme, start)
    return Review(
        first=before is None,
        changes=changes_between(before, scheme) if before else (),
        frames=framed(school, scheme, day),
        warnings=warnings_of(scheme, start),
        failures=_failures(scheme),
        median_hours=hours.median_hours,
        heaviest_hours=hours.heaviest_hours,
    )


def _failures(scheme: Scheme) -> tuple[Example, ...]:
    failing = {failure.example for failure in run_examples(scheme, EngineDueDates())}
    return tuple(example for example in scheme.examples if example.id in failing)


def changes_between(before: Scheme, after: Scheme) -> tuple[str, ...]:
    """What changed from one scheme to another, a sentence for each clause."""
    return tuple(change_sentence(change) for change in difference(before, after))


def warnings_of(scheme: Scheme, day: date) -> tuple[Warned, ...]:
    """What the linter says, with the reasons for which clauses are kept all the same."""
    titles = {rule.id: rule.title for rule in scheme.rules()}
    found = []
    for warning in lint(scheme, day):
        words = advice(warning)
        kept = warning.keep.reason if warning.keep else ""
        title = titles.get(warning.rule_id, scheme.header.title)
        found.append(Warned(title, words.says, words.source, words.better, kept))
    return tuple(found)
