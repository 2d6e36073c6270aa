"""`liangshi manage add_school`."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_slug
from django.db import transaction
from django.utils import timezone

from liangshi.access.services.slips import slips_of_place
from liangshi.people.choices import Stage
from liangshi.people.services.city import (
    RegionElsewhereError,
    RegionInItselfError,
    SchoolDraft,
    SchoolKnownError,
    add_school,
    region_of,
)
from liangshi.project.slips_of_places import add_slip_arguments, hand_out


class Command(BaseCommand):
    """A further school in an installation for several."""

    help = "Add a school with its first administrator, who gets a slip with a one-time password."

    def add_arguments(self, parser: CommandParser) -> None:
        """The school, where it lies, and who will run the system there."""
        parser.add_argument("name", help="full name of the school")
        parser.add_argument("--code", required=True, help="short name in Latin letters, digits and hyphens")
        parser.add_argument("--stage", required=True, choices=Stage.values)
        parser.add_argument("--region", required=True, help="the region whose bureau it belongs to")
        parser.add_argument("--within", default="", help="the region above that one")
        parser.add_argument("--administrator", required=True, help="name of the first administrator")
        parser.add_argument("--number", required=True, help="staff number of the first administrator")
        add_slip_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """All or nothing; the slip is written last."""
        now = timezone.now()
        draft = SchoolDraft(
            options["name"], options["code"], Stage(options["stage"]), options["administrator"], options["number"]
        )
        try:
            validate_slug(draft.code)
            with transaction.atomic():
                region = region_of(name=options["region"], within=options["within"])
                account = add_school(by=None, draft=draft, region=region, today=timezone.localdate(now), now=now)
                slips = slips_of_place(accounts=[account], place=draft.name, valid_days=options["days"], now=now)
                hand_out(slips, options["output"], self.stdout)
        except ValidationError as wrong:
            message = "学校简称(--code)只能用字母、数字和连字符。"
            raise CommandError(message) from wrong
        except SchoolKnownError as twice:
            message = "已经有这个名称或简称的学校了，没有添加。"
            raise CommandError(message) from twice
        except RegionElsewhereError as elsewhere:
            message = f"{options['region']}已经归在别的地区下面，没有添加。"
            raise CommandError(message) from elsewhere
        except RegionInItselfError as circle:
            message = f"{options['within']}就是{options['region']}，或在它之内，不能作它的上级，没有添加。"
            raise CommandError(message) from circle
