"""Sessions as Django keeps them in the database; the question that every request asks is written once."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from liangshi.foundation.prepared import Prepared, slot

KEPT: Prepared[tuple[str]] = Prepared(
    lambda: Session.objects.filter(session_key=slot("key"), expire_date__gt=slot("now")).values_list("session_data")
)


class SessionStore(db.SessionStore):
    """The engine of sessions; named as Django names it, since the name is part of the seal of each session."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing where there is none or it has run out."""
        for (kept,) in KEPT.ask(key=self.session_key, now=timezone.now()):
            content: dict[str, Any] = self.decode(kept)
            return content
        self._session_key = None
        return {}
