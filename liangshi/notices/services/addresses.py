"""Learn where people are reached: by the account that they signed in with outside, else by their mobile number."""

import logging
from datetime import datetime, timedelta

from allauth.socialaccount.models import SocialAccount
from django.db.models import Q
from django.db.models.functions import Coalesce

from liangshi.notices.channels.configured import OutsideApp, app_for, outside_apps
from liangshi.notices.channels.failures import NotDeliveredError
from liangshi.notices.channels.sending import ADAPTERS
from liangshi.notices.choices import Channel
from liangshi.notices.models import Address
from liangshi.people.models import Account, School

log = logging.getLogger(__name__)

BATCH = 100
"""So many numbers are asked for in one run; the services limit how often."""

AGAIN_AFTER = timedelta(days=14)
"""So much later is a number asked for again that was not found, or whose address has gone."""


def link_addresses(now: datetime) -> int:
    """Find addresses for each configured app; the number found."""
    found = 0
    channels = sorted({app.channel for app in outside_apps()})
    for school in School.unscoped.filter(accounts__isnull=False).distinct():
        for channel in channels:
            app = app_for(channel, school.code)
            if app is not None:
                found += _signed_in(school, channel, now) + _by_number(school, app, now)
    return found


def _signed_in(school: School, channel: Channel, now: datetime) -> int:
    """Whoever signed in through WeCom is reached there."""
    if channel is not Channel.WECOM:
        return 0
    rows = SocialAccount.objects.filter(provider="wecom", user__school=school)
    known = Address.unscoped.filter(channel=channel, gone_at__isnull=True).exclude(address="").values("account")
    fresh = list(rows.exclude(user__in=known).values_list("user", "uid"))
    for account, uid in fresh:
        _keep(account, channel, uid, now)
    return len(fresh)


def _by_number(school: School, app: OutsideApp, now: datetime) -> int:
    """Ask the service for the numbers of staff and guardians; stop where it does not answer."""
    lately = Address.unscoped.filter(channel=app.channel).filter(
        (~Q(address="") & Q(gone_at__isnull=True)) | Q(checked_at__gt=now - AGAIN_AFTER)
    )
    people = Account.objects.filter(school=school, is_active=True).exclude(pk__in=lately.values("account"))
    people = people.annotate(phone=Coalesce("staff__phone", "guardian__phone")).exclude(phone="")
    found = 0
    for account, phone in people.filter(phone__isnull=False).values_list("pk", "phone")[:BATCH]:
        try:
            address = ADAPTERS[app.channel].find(app, phone)
        except NotDeliveredError as failure:
            log.warning("numbers are not looked up through %s: %s", app.channel, failure)
            break
        _keep(account, app.channel, address or "", now)
        found += address is not None
    return found


def _keep(account: int, channel: Channel, address: str, now: datetime) -> None:
    given = {"address": address, "checked_at": now, "gone_at": None}
    Address.unscoped.update_or_create(account_id=account, channel=channel, defaults=given)
