"""Views of the access app."""

from .account import account, end_other_sessions, first_password, password, second_factor
from .outside import cancelled, directory, directory_back, wecom, wecom_back
from .passkeys import RemovePasskey
from .second_factors import second_factor_reset, second_factor_rule, second_factors
from .session import demo_sign_in, sign_in, sign_out
from .setup import setup
from .slips import slips

__all__ = [
    "RemovePasskey",
    "account",
    "cancelled",
    "demo_sign_in",
    "directory",
    "directory_back",
    "end_other_sessions",
    "first_password",
    "password",
    "second_factor",
    "second_factor_reset",
    "second_factor_rule",
    "second_factors",
    "setup",
    "sign_in",
    "sign_out",
    "slips",
    "wecom",
    "wecom_back",
]
