"""The backend of sessions: whose session it is, with the place that every page shows."""

from django.contrib.auth.backends import BaseBackend

from liangshi.people.models import Account


class SessionBackend(BaseBackend):
    """Loads the account of a session in one statement; passwords are judged by `services.sign_in`."""

    def get_user(self, user_id: int) -> Account | None:
        """The account, while it is active."""
        account: Account | None = (
            Account.unscoped.filter(pk=user_id, is_active=True).select_related("school", "region").first()
        )
        return account
