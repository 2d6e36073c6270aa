"""The directories outside through which one may sign in."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class OutsideDoor:
    """A line on the sign-in page."""

    name: str
    url: str


def outside_doors() -> list[OutsideDoor]:
    """Those that this installation was given settings for."""
    doors = []
    for provider, configured in settings.SOCIALACCOUNT_PROVIDERS.items():
        for app in configured["APPS"]:
            arguments = [app["provider_id"]] if provider == "openid_connect" else []
            doors.append(OutsideDoor(str(app["name"]), reverse(f"{provider}_login", args=arguments)))
    return doors
