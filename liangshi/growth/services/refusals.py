"""What a service of this app says when it will not do something."""

from liangshi.foundation.refusals import OvertakenError, RefusalError


class NotYoursError(RefusalError):
    """The message is not the viewer's to act on."""


class MovedError(RefusalError):
    """The message was changed elsewhere in the meantime."""


class RewrittenError(MovedError, OvertakenError):
    """The same author wrote another text elsewhere in the meantime."""


class NothingWrittenError(RefusalError):
    """There is no word in it."""


class NotReadYetError(RefusalError):
    """The scheme asks for a second reader, and nobody has read it yet."""


class NotOfferedError(RefusalError):
    """This colleague does not check messages about this student."""


class DayGoneError(RefusalError):
    """The day on which it should go out lies behind."""


class NoTermError(RefusalError):
    """The school's calendar has no term yet."""


class NoReasonError(RefusalError):
    """Older records are opened for a reason."""


class SealedError(RefusalError):
    """The archive is sealed: nothing is added or changed."""


class SealedAlreadyError(RefusalError):
    """The archive was sealed before."""


class HeldAlreadyError(RefusalError):
    """This kind is held already."""
