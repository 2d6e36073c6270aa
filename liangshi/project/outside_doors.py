"""Which directories outside one may sign in through, from the environment."""

from typing import Any

import environ

Apps = dict[str, dict[str, list[dict[str, Any]]]]


def providers(env: environ.Env) -> Apps:
    """The settings of the accounts library: those directories whose client is named."""
    found: Apps = {}
    if env.str("LIANGSHI_OIDC_CLIENT_ID", default=""):
        found["openid_connect"] = {"APPS": [_oidc(env)], "OAUTH_PKCE_ENABLED": True}  # type: ignore[dict-item]
    if env.str("LIANGSHI_WECOM_CORP_ID", default=""):
        found["wecom"] = {"APPS": [_wecom(env)]}
    return found


def _oidc(env: environ.Env) -> dict[str, Any]:
    return {
        "provider_id": "directory",
        "name": env.str("LIANGSHI_OIDC_NAME", default="统一身份认证"),
        "client_id": env.str("LIANGSHI_OIDC_CLIENT_ID"),
        "secret": env.str("LIANGSHI_OIDC_CLIENT_SECRET"),
        "settings": {
            "server_url": env.str("LIANGSHI_OIDC_SERVER"),
            "school": env.str("LIANGSHI_OIDC_SCHOOL", default=""),
            "number_claim": env.str("LIANGSHI_OIDC_NUMBER_CLAIM", default="preferred_username"),
            "phone_claim": env.str("LIANGSHI_OIDC_PHONE_CLAIM", default="phone_number"),
        },
    }


def _wecom(env: environ.Env) -> dict[str, Any]:
    return {
        "provider_id": "wecom",
        "name": "企业微信",
        "client_id": env.str("LIANGSHI_WECOM_CORP_ID"),
        "secret": env.str("LIANGSHI_WECOM_SECRET"),
        "settings": {
            "school": env.str("LIANGSHI_WECOM_SCHOOL", default=""),
            "api": env.str("LIANGSHI_WECOM_API", default="https://qyapi.weixin.qq.com"),
            "auth_params": {"agentid": env.str("LIANGSHI_WECOM_AGENT_ID")},
        },
    }
