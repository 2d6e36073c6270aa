"""How sending can fail, and what the outbox makes of it."""

from datetime import timedelta


class NotDeliveredError(Exception):
    """It may go through later; `after` where the service said when."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class AddressGoneError(NotDeliveredError):
    """Nobody is reached at this address any more: no second try, and the next alerts do not go there."""


class TokenSpentError(NotDeliveredError):
    """The service no longer takes the token; a fresh one may do."""
