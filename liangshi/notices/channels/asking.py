"""Ask a service over HTTP: bounded in time, every answer either understood or a named failure."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import requests
from django.core.cache import cache

from .configured import OutsideApp
from .failures import NotDeliveredError, TokenSpentError

TIMEOUT = (5, 10)
EARLY = 300
"""A token is given up so many seconds before its time."""

LONGEST_TOKEN = 7200
PAUSE_HEADERS = ("Retry-After", "x-ogw-ratelimit-reset")

Answer = Mapping[str, Any]


def ask(
    method: str, url: str, *, params: Mapping[str, str] | None = None, body: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:  # fmt: skip
    """The JSON object that the service answers; services put their own errors into it, with any status."""
    try:
        response = requests.request(
            method, url, params=params, json=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
        )
    except requests.RequestException as failure:
        # Addresses of these services carry the token: the text of the failure is not kept.
        raise NotDeliveredError(type(failure).__name__) from None
    if response.status_code == requests.codes.too_many_requests:
        raise NotDeliveredError("rate limit", _pause(response))
    if response.status_code >= requests.codes.server_error:
        raise NotDeliveredError(f"status {response.status_code}", _pause(response))
    try:
        answer = response.json()
    except requests.JSONDecodeError:
        raise NotDeliveredError(f"no JSON, status {response.status_code}") from None
    if not isinstance(answer, dict):
        raise NotDeliveredError("no JSON object")
    return answer


def _pause(response: requests.Response) -> timedelta | None:
    for name in PAUSE_HEADERS:
        if response.headers.get(name, "").isdigit():
            return timedelta(seconds=int(response.headers[name]))
    return None


def number(answer: Answer, name: str) -> int:
    """A number that the service promises."""
    value = answer.get(name)
    if not isinstance(value, int):
        raise NotDeliveredError(f"no {name} in the answer")
    return value


def word(answer: Answer, name: str) -> str:
    """A text that the service promises."""
    value = answer.get(name)
    if not isinstance(value, str) or not value:
        raise NotDeliveredError(f"no {name} in the answer")
    return value


def with_token(app: OutsideApp, fetch: Callable[[OutsideApp], tuple[str, int]], act: Callable[[str], Answer]) -> Answer:
    """Act with the app's kept token; where it is spent, once more with a fresh one."""
    kept = f"notices.token.{app.channel}.{app.app_id}"
    token = cache.get(kept) or _fresh(app, fetch, kept)
    try:
        return act(token)
    except TokenSpentError:
        return act(_fresh(app, fetch, kept))


def _fresh(app: OutsideApp, fetch: Callable[[OutsideApp], tuple[str, int]], kept: str) -> str:
    token, seconds = fetch(app)
    cache.set(kept, token, max(min(seconds, LONGEST_TOKEN) - EARLY, 1))
    return token
