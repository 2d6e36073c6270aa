"""What somebody is told who would write into a sealed archive: the database refused, and nothing was changed."""

from collections.abc import Callable

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from liangshi.foundation.pages import DEVICE, see_other
from liangshi.growth.services.guarding import SAID


class SealedArchiveMiddleware:
    """A refusal of the guards becomes words instead of an error page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Back to the first screen with a word; what waits on a device is told to stay there."""
        if not isinstance(exception, IntegrityError) or SAID not in str(exception):
            return None
        if DEVICE in request.headers:
            return HttpResponse(status=409)
        messages.warning(request, _("这名学生的成长档案已经封存，不能再添加或修改。如有需要，请与德育处联系。"))
        return see_other("/")
