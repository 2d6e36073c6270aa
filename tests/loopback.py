"""Servers on loopback that stand for services outside: one home for asking and answering in JSON."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit


class Loopback(ThreadingHTTPServer):
    """A server that remembers the paths it was asked for."""

    def __init__(self, answers: "type[Answers]") -> None:
        super().__init__(("127.0.0.1", 0), answers)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


Answer = tuple[int, dict[str, object], dict[str, str]]
"""Status, JSON, headers."""


def said(body: dict[str, object], status: int = 200) -> Answer:
    return status, body, {}


class Answers(BaseHTTPRequestHandler):
    """What each path answers is said by `respond`."""

    def respond(self, path: str, words: dict[str, str], body: str) -> Answer:
        raise NotImplementedError

    def do_GET(self) -> None:
        self._answer("")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def _answer(self, body: str) -> None:
        place = urlsplit(self.path)
        assert isinstance(self.server, Loopback)
        self.server.asked.append(place.path)
        status, content, headers = self.respond(place.path, words_of(place.query), body)
        sent = json.dumps(content).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(sent)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_: object) -> None:
        """Quiet."""


def words_of(query: str) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(query).items()}


Server = TypeVar("Server", bound=Loopback)


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """The server while it runs."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
