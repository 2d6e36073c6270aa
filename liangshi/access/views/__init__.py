"""Views of the access app."""

from .account import account, end_other_sessions, first_password, password, second_factor
from .bureau import (
    bureau,
    bureau_school_new,
    bureau_school_renew,
    officer_end,
    officer_new,
    officer_renew,
    region_edit,
    region_new,
)
from .outside import cancelled, directory, directory_back, wecom, wecom_back
from .passkeys import RemovePasskey
from .second_factors import second_factor_reset, second_factor_rule, second_factors
from .session import demo_sign_in, sign_in, sign_out
from .setup import setup
from .slips import slips

__all__ = [
    "RemovePasskey",
    "account",
    "bureau",
    "bureau_school_new",
    "bureau_school_renew",
    "cancelled",
    "demo_sign_in",
    "directory",
    "directory_back",
    "end_other_sessions",
    "first_password",
    "officer_end",
    "officer_new",
    "officer_renew",
    "password",
    "region_edit",
    "region_new",
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
