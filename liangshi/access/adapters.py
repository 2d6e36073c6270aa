"""How the accounts library behaves here: it serves second factors, passkeys and outside directories."""

import time
from base64 import urlsafe_b64encode
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from cryptography.fernet import Fernet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from liangshi.access.queries.second_factors import STRONG
from liangshi.access.services.sign_in import is_own_password
from liangshi.access.services.throttle import TooManyAttemptsError
from liangshi.people.models import Account, Staff
from liangshi.people.queries.accounts import account_by_directory_entry, directory_school

QUIET = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up; accounts come from the roster."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_password": _("密码不对，请再输入一次。"),
        "too_many_login_attempts": _("试的次数太多了，请过几分钟再试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:
        """The account was closed."""
        return render(request, "access/closed.html", status=403)

    def reauthenticate(self, user: Account, password: str) -> bool:
        """Whether the signed-in person knows the own password."""
        try:
            return is_own_password(account=user, password=password, now=timezone.now())
        except TooManyAttemptsError as error:
            raise self.validation_error("too_many_login_attempts") from error

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:
        """Whether the person proved who they are longer ago than the library allows."""
        records = get_authentication_records(context.request, context.request.user)
        return not records or time.time() - records[-1]["at"] >= app_settings.REAUTHENTICATION_TIMEOUT

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Say what was done, but not that somebody came or went."""
        if message_template not in QUIET:
            super().add_message(request, level, message_template, *args, **kwargs)


class OutsideAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A directory outside proves who somebody is; the account is one that the school has made."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: object) -> Account:
        """Nothing is taken over from outside."""
        suggested: Account = sociallogin.user
        return suggested

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Bind the outside identity to the account with its number or phone, or say kindly that there is none."""
        school = directory_school(sociallogin.provider.app.settings["school"])
        if sociallogin.state.get("process") != AuthProcess.LOGIN or school is None:
            raise ImmediateHttpResponse(render(request, "access/unknown_outside.html", status=403))
        if sociallogin.is_existing and sociallogin.user.school_id == school.pk:
            return
        told = sociallogin.account.extra_data
        account = account_by_directory_entry(school, told["number"], told["phone"])
        if sociallogin.is_existing or account is None:
            raise ImmediateHttpResponse(render(request, "access/unknown_outside.html", status=403))
        sociallogin.connect(request, account)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Names and secrets of second factors."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("学校要求教职工使用两步验证。请先设置好另一种，再移除这一种。"),
        "incorrect_code": _("验证码不对，请看一下最新的六位数字再输入。"),
    }

    def get_totp_issuer(self) -> str:
        """What the app on the phone shows above the code."""
        return gettext("良师")

    def get_totp_label(self, user: Account) -> str:
        """Whose code it is."""
        return f"{user.name} {user.number}"

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:
        """What a new passkey is called until its owner says otherwise."""
        return gettext("%(name)s的通行密钥") % {"name": user.name}

    def encrypt(self, text: str) -> str:
        """Keep secrets under the key of this installation."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The reverse of `encrypt`."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Where the school requires a second factor of its staff, the last one stays."""
        school = authenticator.user.school
        if authenticator.type not in STRONG or school is None or not school.staff_second_factor:
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=STRONG).exclude(pk=authenticator.pk)
        return others.exists() or not Staff.unscoped.filter(account=authenticator.user).exists()


def _cipher() -> Fernet:
    digest = salted_hmac("liangshi.second_factor", "", algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(digest))
