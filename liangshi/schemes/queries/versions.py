"""Which scheme is in force."""

from datetime import date
from functools import lru_cache

from liangshi.domain.scheme import LoadProblems, Scheme, load
from liangshi.foundation.prepared import Prepared, slot
from liangshi.schemes.models import SchemeVersion
from liangshi.schemes.queries.catalogue import shelf


class NoSchemeError(Exception):
    """The school has no scheme in force on that day."""


@lru_cache(maxsize=64)
def checked(text: str) -> Scheme | LoadProblems:
    """What a draft says, or every problem of it."""
    return load(text, shelf())


def parsed(text: str) -> Scheme:
    """The scheme that a published text says; published texts are known to load."""
    scheme = checked(text)
    if not isinstance(scheme, Scheme):
        message = f"a published scheme does not load: {scheme.codes()}"
        raise TypeError(message)
    return scheme


BEGUN: Prepared[SchemeVersion] = Prepared(
    lambda: SchemeVersion.unscoped.filter(school=slot("school"), valid_from__lte=slot("day")).order_by(
        "-valid_from", "-ordinal"
    )[:1]
)


def version_on(school: int, day: date) -> SchemeVersion | None:
    """The version in force on `day`: the one that began last; of two that begin on one day the later one."""
    return next(iter(BEGUN.ask(school=school, day=day)), None)


def scheme_on(school: int, day: date) -> Scheme:
    """What the scheme in force says; `NoSchemeError` where there is none."""
    version = version_on(school, day)
    if version is None:
        raise NoSchemeError
    return parsed(version.text)
