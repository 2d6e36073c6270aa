"""A server on loopback that answers as WeCom and as an OpenID Connect directory document."""

import time
from contextlib import AbstractContextManager

import jwt

from tests.loopback import Answer, Loopback, running, said, words_of
from tests.loopback import Answers as JsonAnswers

MEMBERS = {
    "code-wang": {"userid": "T006", "name": "王海燕", "mobile": "", "status": 1},
    "code-zhaoma": {"userid": "liuguifang", "name": "刘桂芳", "mobile": "19900000001", "status": 1},
    "code-nobody": {"userid": "nobody", "name": "无此人", "mobile": "19999999999", "status": 1},
}
"""By the code that WeCom's page gives."""
CLAIMS = {
    "code-wang": {"sub": "42", "preferred_username": "T006", "phone_number": ""},
    "code-nobody": {"sub": "43", "preferred_username": "X1", "phone_number": "19999999999"},
}
KEY = "a-key-of-the-tests-that-is-long-enough-for-hs256"


class Directory(Loopback):
    """The server with what it was asked."""

    def __init__(self) -> None:
        super().__init__(Answers)


class Answers(JsonAnswers):
    server: Directory

    def respond(self, path: str, words: dict[str, str], body: str) -> Answer:
        return said(ROUTES[path](self, words | words_of(body)))

    def gettoken(self, words: dict[str, str]) -> dict[str, object]:
        if (words["corpid"], words["corpsecret"]) != ("ww0000", "the-secret"):
            return {"errcode": 40001, "errmsg": "invalid credential"}
        return {"errcode": 0, "errmsg": "ok", "access_token": "the-token", "expires_in": 7200}

    def getuserinfo(self, words: dict[str, str]) -> dict[str, object]:
        if words["access_token"] != "the-token":
            return {"errcode": 40014, "errmsg": "invalid access_token"}
        if words["code"] == "code-guest":
            return {"errcode": 0, "errmsg": "ok", "openid": "outside-person"}
        if words["code"] not in MEMBERS:
            return {"errcode": 40029, "errmsg": "invalid code"}
        return {"errcode": 0, "errmsg": "ok", "userid": MEMBERS[words["code"]]["userid"]}

    def user(self, words: dict[str, str]) -> dict[str, object]:
        found = next(member for member in MEMBERS.values() if member["userid"] == words["userid"])
        return {"errcode": 0, "errmsg": "ok", **found}

    def configuration(self, _: dict[str, str]) -> dict[str, object]:
        root = self.server.address
        return {
            "issuer": root, "authorization_endpoint": f"{root}/authorize", "token_endpoint": f"{root}/token",
            "userinfo_endpoint": f"{root}/userinfo", "jwks_uri": f"{root}/keys",
        }  # fmt: skip

    def token(self, words: dict[str, str]) -> dict[str, object]:
        now = int(time.time())
        claims = {"iss": self.server.address, "aud": "liangshi", "iat": now, "exp": now + 300}
        identity = jwt.encode(claims | {"sub": CLAIMS[words["code"]]["sub"]}, KEY, algorithm="HS256")
        return {"access_token": words["code"], "token_type": "Bearer", "expires_in": 300, "id_token": identity}

    def userinfo(self, _: dict[str, str]) -> dict[str, object]:
        return dict(CLAIMS[self.headers["Authorization"].removeprefix("Bearer ")])


ROUTES = {
    "/cgi-bin/gettoken": Answers.gettoken,
    "/cgi-bin/auth/getuserinfo": Answers.getuserinfo,
    "/cgi-bin/user/get": Answers.user,
    "/.well-known/openid-configuration": Answers.configuration,
    "/token": Answers.token,
    "/userinfo": Answers.userinfo,
}


def directory() -> AbstractContextManager[Directory]:
    """The server while it runs."""
    return running(Directory())
