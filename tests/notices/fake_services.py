"""A server on loopback that answers as WeCom, DingTalk and Feishu document: tokens, sending, finding people."""

import json
from contextlib import AbstractContextManager

from tests.loopback import Answer, Loopback, running, said
from tests.loopback import Answers as JsonAnswers

MEMBERS = {"19900000106": "wang.hy", "19900000001": "liu.gf"}
"""Ids by mobile number."""
SECRET = "the-secret"


class Services(Loopback):
    """What was asked and sent; `spent` tokens are refused, `trouble` is answered instead of sending."""

    def __init__(self) -> None:
        super().__init__(Answers)
        self.sent: list[dict[str, object]] = []
        self.tokens = 0
        self.spent: set[str] = set()
        self.gone: set[str] = set()
        self.trouble: list[tuple[int, dict[str, object], dict[str, str]]] = []

    def fresh_token(self) -> str:
        self.tokens += 1
        return f"token-{self.tokens}"


class Answers(JsonAnswers):
    server: Services

    def respond(self, path: str, words: dict[str, str], body: str) -> Answer:
        return ROUTES[path](self, words, json.loads(body or "{}"))

    def spent(self, token: str) -> bool:
        return not token.startswith("token-") or token in self.server.spent

    # WeCom

    def wecom_token(self, words: dict[str, str], _: dict[str, object]) -> Answer:
        if words["corpsecret"] != SECRET:
            return said({"errcode": 40001, "errmsg": "invalid credential"})
        token = self.server.fresh_token()
        return said({"errcode": 0, "errmsg": "ok", "access_token": token, "expires_in": 7200})

    def wecom_send(self, words: dict[str, str], body: dict[str, object]) -> Answer:
        if self.spent(words["access_token"]):
            return said({"errcode": 42001, "errmsg": "access_token expired"})
        if self.server.trouble:
            return self.server.trouble.pop(0)
        assert isinstance(body["agentid"], int)
        if body["touser"] in self.server.gone:
            return said({"errcode": 81013, "errmsg": "user & party & tag all invalid"})
        self.server.sent.append(body)
        return said({"errcode": 0, "errmsg": "ok", "invaliduser": "", "msgid": "m1"})

    def wecom_find(self, words: dict[str, str], body: dict[str, object]) -> Answer:
        found = MEMBERS.get(str(body["mobile"]))
        if found is None:
            return said({"errcode": 46004, "errmsg": "user not exist"})
        return said({"errcode": 0, "errmsg": "ok", "userid": found})

    # DingTalk

    def dingtalk_token(self, words: dict[str, str], _: dict[str, object]) -> Answer:
        if words["appsecret"] != SECRET:
            return said({"errcode": 40089, "errmsg": "invalid appkey or appsecret"})
        token = self.server.fresh_token()
        return said({"errcode": 0, "errmsg": "ok", "access_token": token, "expires_in": 7200})

    def dingtalk_send(self, words: dict[str, str], body: dict[str, object]) -> Answer:
        if self.spent(words["access_token"]):
            spent = {"sub_code": "40014", "sub_msg": "不合法的access_token"}
            return said({"errcode": 88, "errmsg": "ding talk error", **spent})
        if self.server.trouble:
            return self.server.trouble.pop(0)
        if body["userid_list"] in self.server.gone:
            return said({"errcode": 33012, "errmsg": "无效的USERID"})
        self.server.sent.append(body)
        return said({"errcode": 0, "errmsg": "ok", "task_id": 256271667526, "request_id": "r1"})

    def dingtalk_find(self, words: dict[str, str], body: dict[str, object]) -> Answer:
        found = MEMBERS.get(str(body["mobile"]))
        if found is None:
            return said({"errcode": 60121, "errmsg": "找不到该用户", "request_id": "r2"})
        return said({"errcode": 0, "errmsg": "ok", "result": {"userid": found}, "request_id": "r2"})

    # Feishu

    def feishu_token(self, words: dict[str, str], body: dict[str, object]) -> Answer:
        if body["app_secret"] != SECRET:
            return said({"code": 10014, "msg": "app secret invalid"}, 400)
        return said({"code": 0, "msg": "ok", "tenant_access_token": self.server.fresh_token(), "expire": 7200})

    def feishu_send(self, words: dict[str, str], body: dict[str, object]) -> Answer:
        assert words == {"receive_id_type": "open_id"}
        if self.spent(self.headers["Authorization"].removeprefix("Bearer ")):
            return said({"code": 99991663, "msg": "Invalid access token for authorization"}, 400)
        if self.server.trouble:
            return self.server.trouble.pop(0)
        if body["receive_id"] in self.server.gone:
            return said({"code": 230013, "msg": "Bot has NO availability to this user."}, 400)
        assert isinstance(body["content"], str)
        self.server.sent.append(body)
        return said({"code": 0, "msg": "success", "data": {"message_id": "om_1"}})

    def feishu_find(self, words: dict[str, str], body: dict[str, object]) -> Answer:
        (mobile,) = body["mobiles"]
        line = {"mobile": mobile} | ({"user_id": MEMBERS[mobile]} if mobile in MEMBERS else {})
        return said({"code": 0, "msg": "success", "data": {"user_list": [line]}})


ROUTES = {
    "/cgi-bin/gettoken": Answers.wecom_token,
    "/cgi-bin/message/send": Answers.wecom_send,
    "/cgi-bin/user/getuserid": Answers.wecom_find,
    "/gettoken": Answers.dingtalk_token,
    "/topapi/message/corpconversation/asyncsend_v2": Answers.dingtalk_send,
    "/topapi/v2/user/getbymobile": Answers.dingtalk_find,
    "/open-apis/auth/v3/tenant_access_token/internal": Answers.feishu_token,
    "/open-apis/im/v1/messages": Answers.feishu_send,
    "/open-apis/contact/v3/users/batch_get_id": Answers.feishu_find,
}


def services() -> AbstractContextManager[Services]:
    """The server while it runs."""
    return running(Services())
