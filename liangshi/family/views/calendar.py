"""My calendar on screen, as a file, and as a private feed for the phone."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from liangshi.domain.access import Capability
from liangshi.family.choices import State
from liangshi.family.papers.ics import TYPE, calendar_file
from liangshi.family.queries.calendar import days_of, fixed, fixed_between, midnight, month_of, week_of
from liangshi.family.queries.feeds import feed_of, key_of, reader_of, span_of
from liangshi.family.services.feeds import open_feed, renew_feed
from liangshi.foundation.doors import ViewerRequest, public, requires
from liangshi.foundation.pages import show
from liangshi.meetings.queries import asked_to
from liangshi.people.models import CalendarDay

from .acting import press, the_appointment


@requires(Capability.KEEP_APPOINTMENTS)
def my_calendar(request: ViewerRequest) -> HttpResponse:
    """A month, or a week day by day."""
    today = timezone.localdate()
    weekly = request.GET.get("view") == "week"
    asked = _day(request.GET.get("on", "")) or today
    span = week_of(asked) if weekly else month_of(asked)
    context = {
        "span": span, "weekly": weekly, "on": asked,
        "days": days_of(request.viewer, span, today, empty=weekly),
    }  # fmt: skip
    return show(request, "family/my_calendar.html", context)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


@requires(Capability.KEEP_APPOINTMENTS)
def feed_page(request: ViewerRequest) -> HttpResponse:
    """The private address, how to use it, and how to renew it."""
    feed = open_feed(by=request.viewer, now=timezone.now())
    address = request.build_absolute_uri(reverse("family:feed", args=[feed.public_id, key_of(feed)]))
    return show(request, "family/feed.html", {"feed": feed, "address": address})


@requires(Capability.KEEP_APPOINTMENTS)
@require_POST
def feed_renew(request: ViewerRequest) -> HttpResponse:
    """A fresh address; the old one is dead."""
    return press(
        request, reverse("family:feed_page"), lambda: renew_feed(by=request.viewer, now=timezone.now()),
        _("已换新的地址，旧地址不再有效。请在手机日历里重新订阅。"),
    )  # fmt: skip


@public
@never_cache
@require_safe
def feed(request: HttpRequest, feed_id: str, key: str) -> HttpResponse:
    """For a calendar program, which cannot sign in: the address itself is the key."""
    found = feed_of(feed_id, key)
    if found is None:
        raise Http404
    now = timezone.now()
    reader = reader_of(found.account)
    first, until = span_of(timezone.localdate(now))
    meetings = fixed_between(reader, midnight(first), midnight(until))
    days = CalendarDay.objects.visible_to(reader).filter(date__gte=first, date__lt=until)
    asked = asked_to(reader, first, until)
    return HttpResponse(calendar_file(meetings, now, asked=asked, days=days, name=_("良师")), content_type=TYPE)


@requires(Capability.KEEP_APPOINTMENTS)
def appointment_file(request: ViewerRequest, appointment_id: str) -> HttpResponse:
    """One settled appointment for the phone's calendar."""
    row = the_appointment(request, appointment_id)
    if row.state != State.CONFIRMED:
        raise Http404
    found = {"Content-Disposition": f'attachment; filename="liangshi-{row.public_id}.ics"'}
    return HttpResponse(calendar_file([fixed(row)], timezone.now()), content_type=TYPE, headers=found)
