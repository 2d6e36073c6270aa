"""A server on loopback that answers as WeCom and as an OpenID Connect directory document."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import jwt

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


class Directory(ThreadingHTTPServer):
    """The server with what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    server: Directory

    def do_GET(self) -> None:
        self.answer({key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.answer({key: values[0] for key, values in parse_qs(body).items()})

    def answer(self, words: dict[str, str]) -> None:
        path = urlsplit(self.path).path
        self.server.asked.append(path)
        content = json.dumps(ROUTES[path](self, words)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Quiet."""

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


@contextmanager
def directory() -> Iterator[Directory]:
    """The server while it runs."""
    server = Directory()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
