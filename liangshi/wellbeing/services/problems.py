"""Why something could not be done with a concern."""

from liangshi.foundation.refusals import RefusalError


class ConcernProblemError(RefusalError):
    """Nothing was changed."""


class NotOnPathError(ConcernProblemError):
    """The person may not have it: it is about them, about somebody above them, or about a relative."""


class AlreadyInHandError(ConcernProblemError):
    """Somebody was first: `name`, at `time`."""


class ConcernClosedError(ConcernProblemError):
    """It is over; it can be reopened."""


class NotInYourHandsError(ConcernProblemError):
    """Only whoever has it in hand can do this."""


class NotOfferedError(ConcernProblemError):
    """Nobody offered it, or the offer was taken back."""


class NotClosedError(ConcernProblemError):
    """It is open already."""


class NothingSaidError(ConcernProblemError):
    """There is no text."""
