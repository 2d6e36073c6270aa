"""The directories outside that this package knows; the accounts library looks for this file."""

from collections.abc import Mapping
from typing import Any

from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider

from liangshi.access.wecom.provider import WeComProvider


class DirectoryProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """A directory that speaks OpenID Connect; only number and phone are kept of what it tells."""

    def extract_extra_data(self, data: Mapping[str, Any]) -> dict[str, str]:
        """What an account is found by, from the claims that the settings name."""
        claims = {**data.get("id_token", {}), **data.get("userinfo", {})}
        settings = self.app.settings
        return {
            "number": str(claims.get(settings["number_claim"], "")),
            "phone": str(claims.get(settings["phone_claim"], "")),
        }


provider_classes = [WeComProvider, DirectoryProvider]
