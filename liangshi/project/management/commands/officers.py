"""`liangshi manage officers`."""

from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from liangshi.access.services.sessions import end_sessions
from liangshi.access.services.slips import slips_of_place
from liangshi.people.choices import AppointedRole
from liangshi.people.models import Region
from liangshi.people.queries.accounts import bureau_name
from liangshi.people.services.city import (
    OfficerUnknownError,
    RegionElsewhereError,
    RegionInItselfError,
    add_officers,
    close_officer,
    region_of,
)
from liangshi.project.slips_of_places import add_slip_arguments, hand_out


def numbered(typed: str) -> tuple[str, str]:
    """`J001=冯远航`."""
    number, _, name = (part.strip() for part in typed.partition("="))
    if not number or not name:
        message = f"请写成“编号=姓名”，例如 J001=冯远航：{typed}"
        raise ArgumentTypeError(message)
    return number, name


class Command(BaseCommand):
    """Who signs in for the education bureau of a region."""

    help = "Give officers of a region's bureau accounts and slips with one-time passwords, or close accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        """The region, whom to add, whose account to close."""
        parser.add_argument("region", help="name of the city, district or county")
        parser.add_argument("--within", default="", help="the region above it")
        parser.add_argument("--add", nargs="+", type=numbered, default=[], metavar="NUMBER=NAME")
        parser.add_argument(
            "--administrators", nargs="+", type=numbered, default=[], metavar="NUMBER=NAME",
            help="who keeps regions, schools and officers on screen, and reads nothing of what officers read",
        )  # fmt: skip
        parser.add_argument("--close", nargs="+", default=[], metavar="NUMBER")
        add_slip_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """All or nothing; whoever is named again gets a new slip, and the former password is void."""
        if not options["add"] and not options["administrators"] and not options["close"]:
            message = "请用 --add 或 --administrators 说明添加谁，或用 --close 说明停用谁。"
            raise CommandError(message)
        try:
            with transaction.atomic():
                region = region_of(name=options["region"], within=options["within"])
                self._close(region, options["close"])
                if options["add"] or options["administrators"]:
                    self._add(region, options)
        except RegionElsewhereError as elsewhere:
            message = f"{options['region']}已经归在别的地区下面，没有改动。"
            raise CommandError(message) from elsewhere
        except RegionInItselfError as circle:
            message = f"{options['within']}就是{options['region']}，或在它之内，不能作它的上级，没有改动。"
            raise CommandError(message) from circle

    def _add(self, region: Region, options: dict[str, Any]) -> None:
        now = timezone.now()
        today, keepers = timezone.localdate(now), dict(options["administrators"])
        accounts = add_officers(region=region, people=dict(options["add"]), today=today)
        accounts += add_officers(region=region, people=keepers, today=today, role=AppointedRole.BUREAU_ADMINISTRATOR)
        slips = slips_of_place(accounts=accounts, place=bureau_name(region.name), valid_days=options["days"], now=now)
        hand_out(slips, options["output"], self.stdout)

    def _close(self, region: Region, numbers: list[str]) -> None:
        for number in numbers:
            try:
                account = close_officer(region=region, number=number, today=timezone.localdate())
            except OfficerUnknownError as unknown:
                message = f"{region.name}没有编号为 {number} 的在用账号，没有改动。"
                raise CommandError(message) from unknown
            end_sessions(accounts=[account])
            self.stdout.write(f"已停用：{account.name}（{number}）")
