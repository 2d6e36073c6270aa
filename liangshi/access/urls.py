"""Set-up, sign-in, sign-out, one's account, the school's accounts."""

from django.urls import path
from django.views.i18n import set_language

from liangshi.access import views
from liangshi.foundation.doors import public

app_name = "access"
urlpatterns = [
    path("setup/", views.setup, name="setup"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/demo/<str:account>/", views.demo_sign_in, name="demo_sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("language/", public(set_language), name="language"),
    path("account/", views.account, name="account"),
    path("account/password/", views.password, name="password"),
    path("account/password/first/", views.first_password, name="first_password"),
    path("account/sessions/end/", views.end_other_sessions, name="end_sessions"),
    path("bureau/", views.bureau, name="bureau"),
    path("bureau/regions/<str:region>/", views.region_edit, name="region_edit"),
    path("bureau/regions/<str:region>/new/", views.region_new, name="region_new"),
    path("bureau/regions/<str:region>/schools/new/", views.bureau_school_new, name="bureau_school_new"),
    path("bureau/regions/<str:region>/officers/new/", views.officer_new, name="officer_new"),
    path("bureau/schools/<str:school>/slip/", views.bureau_school_renew, name="bureau_school_renew"),
    path("bureau/officers/<str:appointment>/end/", views.officer_end, name="officer_end"),
    path("bureau/officers/<str:appointment>/slip/", views.officer_renew, name="officer_renew"),
    path("accounts/slips/", views.slips, name="slips"),
    path("accounts/second-factors/", views.second_factors, name="second_factors"),
    path("accounts/second-factors/rule/", views.second_factor_rule, name="second_factor_rule"),
    path("accounts/second-factors/<str:staff>/reset/", views.second_factor_reset, name="second_factor_reset"),
]
