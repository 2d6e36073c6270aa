"""The backend of sessions: whose session it is, with the place that every page shows."""

from django.contrib.auth.backends import BaseBackend

from liangshi.foundation.prepared import Prepared, slot
from liangshi.people.models import Account

SIGNED_IN = Prepared(
    lambda: Account.unscoped.filter(pk=slot("account"), is_active=True).select_related("school", "region")
)


class SessionBackend(BaseBackend):
    """Loads the account of a session in one statement; passwords are judged by `services.sign_in`."""

    def get_user(self, user_id: int) -> Account | None:
        """The account, while it is active."""
        found: list[Account] = SIGNED_IN.ask(account=user_id)
        return found[0] if found else None
