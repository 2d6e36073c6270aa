"""Feishu (飞书): tenant_access_token/internal, im/v1/messages to an open id, contact/v3/users/batch_get_id."""

import json
from collections.abc import Mapping
from datetime import timedelta

from .alerts import Alert
from .asking import Answer, ask, number, with_token, word
from .configured import OutsideApp
from .failures import AddressGoneError, NotDeliveredError, TokenSpentError

OK = 0
TOKEN_SPENT = frozenset({99991661, 99991663, 99991664, 99991665})
TOO_OFTEN = frozenset({99991400, 230020})
GONE = frozenset({230013, 230034, 99992351})
"""Out of the app's range; no such id; an id of another app."""

PAUSE = timedelta(minutes=1)


def send(app: OutsideApp, address: str, alert: Alert) -> None:
    """One text for one person; the key keeps a repeat within the hour from arriving twice."""
    text = "\n".join(part for part in (alert.title, alert.text, alert.link) if part)
    content = json.dumps({"text": text}, ensure_ascii=False)
    body = {"receive_id": address, "msg_type": "text", "content": content, "uuid": alert.key}
    where = {"receive_id_type": "open_id"}
    with_token(app, fetch_token, lambda token: _post(app, "im/v1/messages", token, body, where))


def find(app: OutsideApp, phone: str) -> str | None:
    """The open id of the person with this mobile number."""
    path, where = "contact/v3/users/batch_get_id", {"user_id_type": "open_id"}
    answer = with_token(app, fetch_token, lambda token: _post(app, path, token, {"mobiles": [phone]}, where))
    match answer.get("data"):
        case {"user_list": [{"user_id": str(found)}, *_]} if found:
            return found
    return None


def fetch_token(app: OutsideApp) -> tuple[str, int]:
    """A token of the app, and for how many seconds."""
    url = f"{app.api}/open-apis/auth/v3/tenant_access_token/internal"
    answer = ask("POST", url, body={"app_id": app.app_id, "app_secret": app.secret})
    _check(answer)
    return word(answer, "tenant_access_token"), number(answer, "expire")


def _post(app: OutsideApp, path: str, token: str, body: Mapping[str, object], where: Mapping[str, str]) -> Answer:
    headers = {"Authorization": f"Bearer {token}"}
    answer = ask("POST", f"{app.api}/open-apis/{path}", params=where, body=body, headers=headers)
    _check(answer)
    return answer


def _check(answer: Answer) -> None:
    code = number(answer, "code")
    if code == OK:
        return
    if code in TOKEN_SPENT:
        raise TokenSpentError(f"code {code}")
    if code in GONE:
        raise AddressGoneError(f"code {code}")
    raise NotDeliveredError(f"code {code}", PAUSE if code in TOO_OFTEN else None)
