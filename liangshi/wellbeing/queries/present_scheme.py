"""What the school's scheme says, where it can be read at all."""

import logging

from liangshi.domain.scheme import Scheme
from liangshi.schemes.models import SchemeVersion
from liangshi.schemes.queries import checked

log = logging.getLogger(__name__)


def readable(version: SchemeVersion | None) -> Scheme | None:
    """The scheme; none where there is none, or where its text no longer loads: care goes on by what is built in."""
    if version is None:
        return None
    scheme = checked(version.text)
    if isinstance(scheme, Scheme):
        return scheme
    log.error("scheme version %s does not load: %s", version.pk, scheme.codes())
    return None
