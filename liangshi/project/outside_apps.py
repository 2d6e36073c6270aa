"""Which enterprise apps alerts may be sent through, from the environment and a file for several schools."""

import tomllib
from pathlib import Path

import environ

APIS = {
    "wecom": "https://qyapi.weixin.qq.com",
    "dingtalk": "https://oapi.dingtalk.com",
    "feishu": "https://open.feishu.cn",
}


def message_apps(env: environ.Env) -> list[dict[str, str]]:
    """The apps of the installation, then those of the file."""
    found = [app for app in (_wecom(env), _dingtalk(env), _feishu(env)) if app["app_id"]]
    kept = env.str("LIANGSHI_CHANNELS_FILE", default="")
    return found + (_of_file(Path(kept)) if kept else [])


def _wecom(env: environ.Env) -> dict[str, str]:
    on = env.bool("LIANGSHI_WECOM_MESSAGES", default=False)
    return {
        "channel": "wecom",
        "school": env.str("LIANGSHI_WECOM_SCHOOL", default=""),
        "app_id": env.str("LIANGSHI_WECOM_CORP_ID", default="") if on else "",
        "secret": env.str("LIANGSHI_WECOM_SECRET", default=""),
        "agent": env.str("LIANGSHI_WECOM_AGENT_ID", default=""),
        "api": env.str("LIANGSHI_WECOM_API", default=APIS["wecom"]),
    }


def _dingtalk(env: environ.Env) -> dict[str, str]:
    return {
        "channel": "dingtalk",
        "school": env.str("LIANGSHI_DINGTALK_SCHOOL", default=""),
        "app_id": env.str("LIANGSHI_DINGTALK_APP_KEY", default=""),
        "secret": env.str("LIANGSHI_DINGTALK_APP_SECRET", default=""),
        "agent": env.str("LIANGSHI_DINGTALK_AGENT_ID", default=""),
        "api": env.str("LIANGSHI_DINGTALK_API", default=APIS["dingtalk"]),
    }


def _feishu(env: environ.Env) -> dict[str, str]:
    return {
        "channel": "feishu",
        "school": env.str("LIANGSHI_FEISHU_SCHOOL", default=""),
        "app_id": env.str("LIANGSHI_FEISHU_APP_ID", default=""),
        "secret": env.str("LIANGSHI_FEISHU_APP_SECRET", default=""),
        "agent": "",
        "api": env.str("LIANGSHI_FEISHU_API", default=APIS["feishu"]),
    }


def _of_file(path: Path) -> list[dict[str, str]]:
    """Each table `[[app]]` of the file; `school`, `agent` and `api` may be left out."""
    given = tomllib.loads(path.read_text(encoding="utf-8"))["app"]
    usual = {"school": "", "agent": ""}
    return [usual | {"api": APIS[app["channel"]]} | {key: str(value) for key, value in app.items()} for app in given]
