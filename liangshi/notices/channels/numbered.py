"""Services that number their errors (`errcode`) and give a token for the app's id and secret: WeCom and DingTalk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from .asking import Answer, ask, number, with_token, word
from .configured import OutsideApp
from .failures import AddressGoneError, NotDeliveredError, TokenSpentError

OK = "0"


@dataclass(frozen=True, slots=True)
class Service:
    """Where a service is asked, how it names id and secret, and what its numbers mean; `code` reads the number."""

    root: str
    credentials: tuple[str, str]
    spent: frozenset[str]
    gone: frozenset[str]
    too_often: frozenset[str]
    pause: timedelta
    code: Callable[[Answer], str] = lambda answer: str(number(answer, "errcode"))

    def post(self, app: OutsideApp, path: str, body: Mapping[str, object]) -> Answer:
        """Ask with the app's token."""

        def act(token: str) -> Answer:
            url = f"{app.api}/{self.root}{path}"
            return self._checked(ask("POST", url, params={"access_token": token}, body=body))

        return with_token(app, self.fetch_token, act)

    def fetch_token(self, app: OutsideApp) -> tuple[str, int]:
        """A token of the app, and for how many seconds."""
        given = dict(zip(self.credentials, (app.app_id, app.secret), strict=True))
        answer = self._checked(ask("GET", f"{app.api}/{self.root}gettoken", params=given))
        return word(answer, "access_token"), number(answer, "expires_in")

    def _checked(self, answer: Answer) -> Answer:
        code = self.code(answer)
        if code == OK:
            return answer
        if code in self.spent:
            raise TokenSpentError(f"errcode {code}")
        if code in self.gone:
            raise AddressGoneError(f"errcode {code}")
        raise NotDeliveredError(f"errcode {code}", self.pause if code in self.too_often else None)
