"""Pages of the accounts library under our addresses; only those that are used here."""

from allauth.account import views as account_views
from allauth.mfa.base import views as factor_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as passkey_views
from django.urls import path
from django.views.generic import RedirectView

from liangshi.access import views

urlpatterns = [
    path("sign-in/again/", RedirectView.as_view(pattern_name="access:sign_in"), name="account_login"),
    path("sign-in/wecom/", views.wecom, name="wecom_login"),
    path("sign-in/wecom/back/", views.wecom_back, name="wecom_callback"),
    path("sign-in/directory/<slug:provider_id>/", views.directory, name="openid_connect_login"),
    path("sign-in/directory/<slug:provider_id>/back/", views.directory_back, name="openid_connect_callback"),
    path("sign-in/cancelled/", views.cancelled, name="socialaccount_login_cancelled"),
    path("account/check/", account_views.reauthenticate, name="account_reauthenticate"),
    path("sign-in/second-factor/", factor_views.authenticate, name="mfa_authenticate"),
    path("account/check/code/", factor_views.reauthenticate, name="mfa_reauthenticate"),
    path("account/check/passkey/", passkey_views.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/second-factor/", views.second_factor, name="mfa_index"),
    path("account/second-factor/app/", totp_views.activate_totp, name="mfa_activate_totp"),
    path("account/second-factor/app/remove/", totp_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/second-factor/codes/", recovery_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/second-factor/codes/new/", recovery_views.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "account/second-factor/codes/file/", recovery_views.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
    path("account/passkeys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("account/passkeys/add/", passkey_views.add_webauthn, name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/remove/", views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("sign-in/passkey/", passkey_views.login_webauthn, name="mfa_login_webauthn"),
]
