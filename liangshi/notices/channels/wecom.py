"""WeCom (企业微信): gettoken, message/send with a text card, user/getuserid by mobile number."""

from datetime import timedelta

from .alerts import Alert
from .asking import Answer, word
from .configured import OutsideApp
from .failures import AddressGoneError
from .numbered import Service

NOBODY_THERE = frozenset({"60111", "81013"})
"""No such member; nobody among those named may be reached by the app."""

NOT_FOUND = frozenset({"46004", "60111"})
SERVICE = Service(
    root="cgi-bin/", credentials=("corpid", "corpsecret"), spent=frozenset({"40014", "42001"}),
    gone=NOBODY_THERE | NOT_FOUND, too_often=frozenset({"45009", "45033"}), pause=timedelta(minutes=5),
)  # fmt: skip


def send(app: OutsideApp, address: str, alert: Alert) -> None:
    """One text card for one member; without a link a plain text."""
    body = {"touser": address, "agentid": int(app.agent), "enable_duplicate_check": 1, **_content(alert)}
    answer = SERVICE.post(app, "message/send", body)
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
        answer = SERVICE.post(app, "user/getuserid", {"mobile": phone})
    except AddressGoneError:
        return None
    return word(answer, "userid")


def word_list(answer: Answer, name: str) -> list[str]:
    """Members named in one field, separated by bars."""
    return [part for part in str(answer.get(name) or "").split("|") if part]
