"""DingTalk (钉钉): gettoken, work notifications (asyncsend_v2), user/getbymobile.

The same words reach the same person once a day only; alerts therefore carry their time.
"""

from datetime import timedelta

from .alerts import Alert
from .asking import Answer, number, word
from .configured import OutsideApp
from .failures import AddressGoneError
from .numbered import Service

DENIED = 88


def _code(answer: Answer) -> str:
    """Its own number, or the number inside a general refusal (88)."""
    code = number(answer, "errcode")
    return str(answer.get("sub_code", "")) if code == DENIED else str(code)


SERVICE = Service(
    root="", credentials=("appkey", "appsecret"), spent=frozenset({"40001", "40014", "42001"}),
    gone=frozenset({"33012", "60121", "400002"}), too_often=frozenset({"90002", "90018"}),
    pause=timedelta(minutes=1), code=_code,
)  # fmt: skip


def send(app: OutsideApp, address: str, alert: Alert) -> None:
    """One work notification for one person."""
    body = {"agent_id": int(app.agent), "userid_list": address, "msg": _content(alert)}
    number(SERVICE.post(app, "topapi/message/corpconversation/asyncsend_v2", body), "task_id")


def _content(alert: Alert) -> dict[str, object]:
    if not alert.link:
        return {"msgtype": "text", "text": {"content": f"{alert.title}\n{alert.text}"}}
    card = {"title": alert.title, "markdown": alert.text, "single_title": "打开良师", "single_url": alert.link}
    return {"msgtype": "action_card", "action_card": card}


def find(app: OutsideApp, phone: str) -> str | None:
    """The person with this mobile number."""
    try:
        answer = SERVICE.post(app, "topapi/v2/user/getbymobile", {"mobile": phone})
    except AddressGoneError:
        return None
    result = answer.get("result")
    return word(result, "userid") if isinstance(result, dict) else None
