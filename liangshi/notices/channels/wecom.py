"""WeCom (企业微信): gettoken, message/send with a text card, user/getuserid by mobile number."""

from collections.abc import Mapping
from datetime import timedelta

from .alerts import Alert
from .asking import Answer, ask, number, with_token, word
from .configured import OutsideApp
from .failures import AddressGoneError, NotDeliveredError, TokenSpentError

OK = 0
TOKEN_SPENT = frozenset({40014, 42001})
TOO_OFTEN = frozenset({45009, 45033})
GONE = frozenset({60111, 81013})
"""No such member; nobody among those named may be reached by the app."""

NOT_FOUND = frozenset({46004, 60111})
PAUSE = timedelta(minutes=5)


def send(app: OutsideApp, address: str, alert: Alert) -> None:
    """One text card for one member; without a link a plain text."""
    body = {"touser": address, "agentid": int(app.agent), "enable_duplicate_check": 1, **_content(alert)}
    answer = with_token(app, fetch_token, lambda token: _post(app, "message/send", token, body))
    if word_list(answer, "invaliduser") or word_list(answer, "unlicenseduser"):
        raise AddressGoneError("invaliduser")


def _content(alert: Alert) -> dict[str, object]:
    if not alert.link:
        return {"msgtype": "text", "text": {"content": f"{alert.title}\n{alert.text}"}}
    card = {"title": alert.title, "description": alert.text, "url": alert.link}
    return {"msgtype": "textcard", "textcard": card}


def find(app: OutsideApp, phone: str) -> str | None:
    """The member with this mobile number."""
    try:
        answer = with_token(app, fetch_token, lambda token: _post(app, "user/getuserid", token, {"mobile": phone}))
    except AddressGoneError:
        return None
    return word(answer, "userid")


def fetch_token(app: OutsideApp) -> tuple[str, int]:
    """A token of the app, and for how many seconds."""
    answer = ask("GET", f"{app.api}/cgi-bin/gettoken", params={"corpid": app.app_id, "corpsecret": app.secret})
    _check(answer)
    return word(answer, "access_token"), number(answer, "expires_in")


def _post(app: OutsideApp, what: str, token: str, body: Mapping[str, object]) -> Answer:
    answer = ask("POST", f"{app.api}/cgi-bin/{what}", params={"access_token": token}, body=body)
    _check(answer)
    return answer


def _check(answer: Answer) -> None:
    code = number(answer, "errcode")
    if code == OK:
        return
    if code in TOKEN_SPENT:
        raise TokenSpentError(f"errcode {code}")
    if code in GONE | NOT_FOUND:
        raise AddressGoneError(f"errcode {code}")
    raise NotDeliveredError(f"errcode {code}", PAUSE if code in TOO_OFTEN else None)


def word_list(answer: Answer, name: str) -> list[str]:
    """Members named in one field, separated by bars."""
    return [part for part in str(answer.get(name) or "").split("|") if part]
