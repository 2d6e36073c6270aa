"""Which services this installation was given access to, for all schools or for one."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from liangshi.notices.choices import Channel


@dataclass(frozen=True, slots=True)
class OutsideApp:
    """An app of a school's enterprise account; `school` is its code, empty for every school of the installation."""

    channel: Channel
    school: str
    app_id: str
    secret: str
    agent: str
    api: str


def outside_apps() -> tuple[OutsideApp, ...]:
    """Those of the settings."""
    return tuple(_app(given) for given in settings.MESSAGE_APPS)


def _app(given: Mapping[str, str]) -> OutsideApp:
    return OutsideApp(
        Channel(given["channel"]), given["school"], given["app_id"], given["secret"], given["agent"],
        given["api"].rstrip("/"),
    )  # fmt: skip


def app_for(channel: Channel, school: str) -> OutsideApp | None:
    """The app through which this school sends: its own, else that of the installation."""
    found = [app for app in outside_apps() if app.channel is channel and app.school in {school, ""}]
    return max(found, key=lambda app: bool(app.school), default=None)
