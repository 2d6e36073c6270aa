"""DingTalk (钉钉): gettoken, work notifications (asyncsend_v2), user/getbymobile.

The same words reach the same person once a day only; alerts therefore carry their time.
"""

from collections.abc import Mapping
from datetime import timedelta

from .alerts import Alert
from .asking import Answer, ask, number, with_token, word
from .configured import OutsideApp
from .failures import AddressGoneError, NotDeliveredError, TokenSpentError

OK, DENIED = 0, 88
TOKEN_SPENT = frozenset({"40001", "40014", "42001"})
TOO_OFTEN = frozenset({"90002", "90018"})
GONE = frozenset({"33012", "60121", "400002"})
PAUSE = timedelta(minutes=1)


def send(app: OutsideApp, address: str, alert: Alert) -> None:
    """One work notification for one person."""
    body = {"agent_id": int(app.agent), "userid_list": address, "msg": _content(alert)}
    path = "topapi/message/corpconversation/asyncsend_v2"
    number(with_token(app, fetch_token, lambda token: _post(app, path, token, body)), "task_id")


def _content(alert: Alert) -> dict[str, object]:
    if not alert.link:
        return {"msgtype": "text", "text": {"content": f"{alert.title}\n{alert.text}"}}
    card = {"title": alert.title, "markdown": alert.text, "single_title": "打开良师", "single_url": alert.link}
    return {"msgtype": "action_card", "action_card": card}


def find(app: OutsideApp, phone: str) -> str | None:
    """The person with this mobile number."""
    try:
        answer = with_token(app, fetch_token, lambda t: _post(app, "topapi/v2/user/getbymobile", t, {"mobile": phone}))
    except AddressGoneError:
        return None
    result = answer.get("result")
    return word(result, "userid") if isinstance(result, dict) else None


def fetch_token(app: OutsideApp) -> tuple[str, int]:
    """A token of the app, and for how many seconds."""
    answer = ask("GET", f"{app.api}/gettoken", params={"appkey": app.app_id, "appsecret": app.secret})
    _check(answer)
    return word(answer, "access_token"), number(answer, "expires_in")


def _post(app: OutsideApp, path: str, token: str, body: Mapping[str, object]) -> Answer:
    answer = ask("POST", f"{app.api}/{path}", params={"access_token": token}, body=body)
    _check(answer)
    return answer


def _check(answer: Answer) -> None:
    """Its own number, or the number inside a general refusal (88)."""
    code = number(answer, "errcode")
    if code == OK:
        return
    name = str(answer.get("sub_code", "")) if code == DENIED else str(code)
    if name in TOKEN_SPENT:
        raise TokenSpentError(f"errcode {name}")
    if name in GONE:
        raise AddressGoneError(f"errcode {name}")
    raise NotDeliveredError(f"errcode {name}", PAUSE if name in TOO_OFTEN else None)
