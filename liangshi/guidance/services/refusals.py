"""What several services of this app say when they will not do something."""

from liangshi.foundation.refusals import OvertakenError, RefusalError


class NotYoursError(RefusalError):
    """The row is not the viewer's to act on."""


class MovedError(RefusalError):
    """Somebody, or the same person elsewhere, changed the row in the meantime."""


class RewrittenError(MovedError, OvertakenError):
    """Another text of it was kept while this one was written."""


class NothingWrittenError(RefusalError):
    """There is no word in it."""


class NoMentorError(RefusalError):
    """The student has no mentor today."""
