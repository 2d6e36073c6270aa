"""The doors to directories outside; there are none that the settings do not name."""

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.openid_connect import views as directory_views
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from liangshi.access.wecom import views as wecom_views
from liangshi.foundation.doors import public
from liangshi.foundation.pages import see_other


@public
@require_safe
def wecom(request: HttpRequest) -> HttpResponse:
    """To WeCom."""
    try:
        answer: HttpResponse = wecom_views.oauth2_login(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return answer


@public
@require_safe
def wecom_back(request: HttpRequest) -> HttpResponse:
    """Back from WeCom."""
    try:
        answer: HttpResponse = wecom_views.oauth2_callback(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return answer


@public
@require_safe
def directory(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To a directory that speaks OpenID Connect."""
    answer: HttpResponse = directory_views.login(request, provider_id)
    return answer


@public
@require_safe
def directory_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from it."""
    answer: HttpResponse = directory_views.callback(request, provider_id)
    return answer


@public
@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    """The person changed their mind there."""
    messages.info(request, gettext("已取消，可以用其他方式登录。"))
    return see_other("/sign-in/")
