"""WeCom as a provider of the accounts library."""

from collections.abc import Mapping

from allauth.socialaccount.providers.base import ProviderAccount
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider

from .views import WeComAdapter


class WeComProvider(OAuth2Provider):  # type: ignore[misc]
    """Members of one enterprise; only number and phone are kept of what WeCom tells."""

    id = "wecom"
    name = "企业微信"
    account_class = ProviderAccount
    oauth2_adapter_class = WeComAdapter

    def get_default_scope(self) -> list[str]:
        """Who it is, without asking the person for more."""
        return ["snsapi_base"]

    def extract_uid(self, data: Mapping[str, str]) -> str:
        """The member's id, unique in the enterprise."""
        return data["userid"]

    def extract_extra_data(self, data: Mapping[str, str]) -> dict[str, str]:
        """What an account is found by."""
        return {"number": data["userid"], "phone": data.get("mobile", "")}
