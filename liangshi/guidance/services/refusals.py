"""What several services of this app say when they will not do something."""

from liangshi.foundation.refusals import RefusalError


class NotYoursError(RefusalError):
    """The row is not the viewer's to act on."""


class MovedError(RefusalError):
    """Somebody, or the same person elsewhere, changed the row in the meantime."""


class NothingWrittenError(RefusalError):
    """There is no word in it."""


class NoMentorError(RefusalError):
    """The student has no mentor today."""
