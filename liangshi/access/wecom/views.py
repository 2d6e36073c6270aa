"""The steps of WeCom's sign-in: its page, a code, the member behind the code."""

from collections.abc import Mapping, Sequence
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter, OAuth2CallbackView, OAuth2LoginView
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.http import urlencode

INSIDE = "https://open.weixin.qq.com/connect/oauth2/authorize"
OUTSIDE = "https://login.work.weixin.qq.com/wwlogin/sso/login"
TOKEN_SECONDS = 600


class WeComClient(OAuth2Client):  # type: ignore[misc]
    """WeCom's own names for the parts of the address; silent inside its app, a code to scan elsewhere."""

    def get_redirect_url(self, authorization_url: str, scope: Sequence[str], extra_params: Mapping[str, str]) -> str:
        """Where the person is sent to."""
        words = {"appid": self.consumer_key, "redirect_uri": self.callback_url, "state": self.state, **extra_params}
        if authorization_url == INSIDE:
            words |= {"response_type": "code", "scope": " ".join(scope)}
            return f"{INSIDE}?{urlencode(words)}#wechat_redirect"
        return f"{OUTSIDE}?{urlencode({'login_type': 'CorpApp', **words})}"


class WeComAdapter(OAuth2Adapter):  # type: ignore[misc]
    """gettoken → auth/getuserinfo → user/get."""

    provider_id = "wecom"
    client_class = WeComClient
    access_token_url = ""

    @property
    def authorize_url(self) -> str:
        """By the browser that is asking."""
        return INSIDE if "wxwork" in self.request.headers.get("User-Agent", "") else OUTSIDE

    def get_access_token_data(self, request: HttpRequest, app: SocialApp, *_: Any, **__: Any) -> dict[str, str]:
        """The token of the enterprise's app, kept for minutes, and the person's code beside it."""
        kept = f"wecom.token.{app.client_id}"
        token = (
            cache.get(kept) or self._ask(app, "gettoken", corpid=app.client_id, corpsecret=app.secret)["access_token"]
        )
        cache.set(kept, token, TOKEN_SECONDS)
        return {"access_token": token, "code": request.GET["code"]}

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Mapping[str, str]
    ) -> SocialLogin:
        """The member behind the code."""
        code = kwargs["response"]["code"]
        found = self._ask(app, "auth/getuserinfo", access_token=token.token, code=code)
        if "userid" not in found:
            message = "not a member of the enterprise"
            raise OAuth2Error(message)
        member = self._ask(app, "user/get", access_token=token.token, userid=found["userid"])
        return self.get_provider().sociallogin_from_response(request, member)

    def _ask(self, app: SocialApp, question: str, **words: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            response = session.get(f"{app.settings['api']}/cgi-bin/{question}", params=words)
            response.raise_for_status()
            answer: dict[str, Any] = response.json()
        if answer["errcode"] != 0:
            cache.delete(f"wecom.token.{app.client_id}")
            raise OAuth2Error(answer["errmsg"])
        return answer


oauth2_login = OAuth2LoginView.adapter_view(WeComAdapter)
oauth2_callback = OAuth2CallbackView.adapter_view(WeComAdapter)
