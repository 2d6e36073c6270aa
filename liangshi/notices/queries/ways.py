"""Through which channels somebody is reached outside the system."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from liangshi.notices.channels.configured import outside_apps
from liangshi.notices.choices import Channel
from liangshi.notices.models import Address


def addresses_of(accounts: Iterable[int]) -> Iterator[tuple[int, str, str]]:
    """(account, channel, address) for each address that is known for a channel of the installation."""
    channels = {app.channel for app in outside_apps()}
    if not channels:
        return
    known = Address.unscoped.filter(account__in=accounts, channel__in=channels, gone_at__isnull=True)
    yield from known.exclude(address="").order_by("pk").values_list("account", "channel", "address")


def ways_of(accounts: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    """The channels of each (account, mail address), mail first."""
    ways: dict[int, list[str]] = defaultdict(list)
    for account, email in accounts:
        ways[account] += [Channel.MAIL.value] if email else []
    for account, channel, _address in addresses_of(list(ways)):
        ways[account].append(channel)
    return {account: tuple(own) for account, own in ways.items()}
